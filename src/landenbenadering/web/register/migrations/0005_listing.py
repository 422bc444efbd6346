"""Give records the columns by which lists are narrowed."""

import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

from landenbenadering.web.register.models import PROTECTION


def install(apps, schema_editor):
    """Put the triggers back: SQLite made the table anew without them."""
    PROTECTION.install(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('register', '0004_no_permissions_of_django'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='recordversion',
            name='register_kind_filter',
        ),
        migrations.AddField(
            model_name='recordversion',
            name='about',
            field=models.CharField(blank=True, max_length=100),
        ),
        migrations.AddField(
            model_name='recordversion',
            name='department',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='recordversion',
            name='due_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='recordversion',
            name='state',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddIndex(
            model_name='recordversion',
            index=models.Index(fields=['kind', 'state'], name='register_kind_filter'),
        ),
        migrations.AddIndex(
            model_name='recordversion',
            index=models.Index(fields=['about'], name='register_about'),
        ),
        migrations.AddIndex(
            model_name='recordversion',
            index=models.Index(fields=['due_on'], name='register_due'),
        ),
        migrations.AddConstraint(
            model_name='recordversion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('state'), 40), name='register_state_length'),
        ),
        migrations.AddConstraint(
            model_name='recordversion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('department'), 40), name='register_department_length'),
        ),
        migrations.AddConstraint(
            model_name='recordversion',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('about'), 100), name='register_about_length'),
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
