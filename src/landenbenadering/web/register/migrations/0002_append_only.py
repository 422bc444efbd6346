"""Refuse changes to rows of the register from the start."""

from django.db import migrations

from landenbenadering.web.register.models import PROTECTION


def install(apps, schema_editor):
    """Put the triggers in."""
    PROTECTION.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take the triggers out."""
    PROTECTION.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers against UPDATE and DELETE."""

    dependencies = [("register", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
