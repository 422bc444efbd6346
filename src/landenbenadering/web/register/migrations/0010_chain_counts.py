"""Let the register hold counts of the chain from decision to departure."""

from django.conf import settings
from django.db import migrations, models

from landenbenadering.web.register.models import PROTECTION


def install(apps, schema_editor):
    """Put the triggers back: SQLite made the table anew without them."""
    PROTECTION.install(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0009_document_grants'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='recordversion',
            name='register_kind',
        ),
        migrations.AddConstraint(
            model_name='recordversion',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['addendum', 'advice', 'agreement', 'allegation', 'chain_counts', 'circle', 'commitment', 'contact', 'decision', 'document', 'document_grant', 'instrument', 'instrument_kind', 'judgement', 'linkage', 'mobility_partnership', 'office', 'performance', 'position', 'project', 'project_kind', 'proposal', 'reason', 'review', 'situation', 'statement', 'strategy', 'support', 'treaty'])), name='register_kind'),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
