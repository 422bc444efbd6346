"""Sheets that are written on the pages, version by version."""

from django.db import migrations, models

from landenbenadering.web.assessments.models import SHEET_PROTECTION


def install(apps, schema_editor):
    """Refuse changes from the start."""
    SHEET_PROTECTION.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take the triggers out."""
    SHEET_PROTECTION.remove(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SheetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100)),
                ('version', models.PositiveIntegerField()),
                ('owner', models.CharField(max_length=30)),
                ('author', models.CharField(max_length=150)),
                ('entered', models.DateTimeField()),
                ('disclosure', models.CharField(max_length=10)),
                ('countries', models.CharField(max_length=1000)),
                ('illustration', models.BooleanField()),
                ('sheet', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-entered', '-id'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('name', 'version'), name='assessments_sheet_version')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
