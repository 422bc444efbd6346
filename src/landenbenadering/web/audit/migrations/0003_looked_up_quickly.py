"""Indexes for what the trail is looked up by, in a trail of full length too."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Look up by first part of a name, by kind alone, by who did what."""

    dependencies = [
        ('audit', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='auditevent',
            name='audit_subject',
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['subject_kind', 'subject_id', 'sequence'], name='audit_subject', opclasses=['varchar_pattern_ops', 'varchar_pattern_ops', 'int8_ops']),
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['subject_kind', 'sequence'], name='audit_kind'),
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['actor_name', 'action', 'sequence'], name='audit_actor_action'),
        ),
    ]
