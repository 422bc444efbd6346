"""Let the register hold strategies, dealings and decisions, and corrections."""

from django.conf import settings
from django.db import migrations, models

from landenbenadering.web.register.models import PROTECTION


def install(apps, schema_editor):
    """Put the triggers back: SQLite made the table anew without them."""
    PROTECTION.install(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='recordversion',
            name='register_kind',
        ),
        migrations.AddField(
            model_name='recordversion',
            name='corrects',
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name='recordversion',
            constraint=models.CheckConstraint(condition=models.Q(('corrects__isnull', True), ('corrects__lt', models.F('version')), _connector='OR'), name='register_corrects_earlier'),
        ),
        migrations.AddConstraint(
            model_name='recordversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['advice', 'agreement', 'allegation', 'circle', 'commitment', 'contact', 'decision', 'document', 'instrument', 'instrument_kind', 'judgement', 'linkage', 'mobility_partnership', 'office', 'performance', 'position', 'project', 'project_kind', 'proposal', 'reason', 'review', 'situation', 'statement', 'strategy', 'support', 'treaty'])), name='register_kind'),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
