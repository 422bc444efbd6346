"""Appraisals as they were stored or frozen."""

from django.db import migrations, models

from landenbenadering.web.assessments.models import PROTECTION


def install(apps, schema_editor):
    """Refuse changes from the start."""
    PROTECTION.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take the triggers out."""
    PROTECTION.remove(schema_editor.connection)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='StoredAppraisal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True)),
                ('owner', models.CharField(max_length=30)),
                ('author', models.CharField(max_length=150)),
                ('entered', models.DateTimeField()),
                ('disclosure', models.CharField(max_length=10)),
                ('countries', models.CharField(max_length=1000)),
                ('illustration', models.BooleanField()),
                ('based_on', models.CharField(blank=True, max_length=100)),
                ('package', models.TextField(blank=True)),
                ('sheet', models.TextField()),
                ('found', models.TextField(blank=True)),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['-entered', '-id'],
                'default_permissions': (),
            },
        ),
        migrations.RunPython(install, remove),
    ]
