"""Refuse changes to rows of the register from the start."""

from django.db import migrations

from landenbenadering.web.register import protection


def install(apps, schema_editor):
    """Put the triggers in."""
    protection.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take the triggers out."""
    protection.remove(schema_editor.connection)


class Migration(migrations.Migration):
    """Triggers against UPDATE and DELETE."""

    dependencies = [("register", "0001_initial")]

    operations = [migrations.RunPython(install, remove)]
