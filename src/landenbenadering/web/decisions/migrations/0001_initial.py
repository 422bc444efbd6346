"""The decision notes as they were when the decision was taken."""

from django.db import migrations, models

from landenbenadering.web.decisions.models import PROTECTION


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
            name='FrozenNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposal', models.CharField(max_length=100)),
                ('language', models.CharField(max_length=2)),
                ('suffix', models.CharField(max_length=4)),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('proposal', 'language', 'suffix'), name='one_frozen_note')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
