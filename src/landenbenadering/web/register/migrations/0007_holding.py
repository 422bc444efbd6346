"""Keep at hand from which day to which each version holds."""

import django.db.models.deletion
from django.db import migrations, models

from landenbenadering.web.register.holding import holding_rows


FIELDS = ("record_id", "row_id", "reader", "kind", "since", "until", "cites")


def fill(apps, schema_editor):
    """Work the days out for the versions that are held."""
    versions = apps.get_model("register", "RecordVersion").objects
    holding = apps.get_model("register", "HoldingVersion")
    rows = versions.order_by("record_id", "version").iterator(chunk_size=500)
    holding.objects.bulk_create(
        (
            holding(**{name: getattr(row, name) for name in FIELDS})
            for row in holding_rows(rows)
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0006_listing_of_held_records'),
    ]

    operations = [
        migrations.CreateModel(
            name='HoldingVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record_id', models.CharField(max_length=100)),
                ('reader', models.CharField(max_length=10)),
                ('kind', models.CharField(max_length=40)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('cites', models.TextField(blank=True)),
                ('row', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holding', to='register.recordversion')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(fields=['reader', 'kind', 'record_id'], name='register_holding_list')],
                'constraints': [models.UniqueConstraint(fields=('record_id', 'reader', 'since'), name='register_one_holds'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='register_holds_some_days')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
