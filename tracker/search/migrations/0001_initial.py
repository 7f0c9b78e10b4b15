from django.db import migrations, models

from tracker.search.databases import database


def remove_triggers(apps, schema_editor):
    """Without the table nothing may write into it; after migrating forward, triggers and lines are made anew."""
    with schema_editor.connection.cursor() as cursor:
        database(schema_editor.connection.alias).remove(cursor)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dispatch', '0001_initial'),
        ('library', '0003_stretch_values'),
        ('progress', '0006_origins'),
        ('targets', '0004_nature_and_open_lists'),
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('position', models.BigIntegerField(primary_key=True, serialize=False)),
                ('kind', models.PositiveSmallIntegerField()),
                ('key', models.BigIntegerField()),
                ('region', models.BigIntegerField()),
                ('report', models.BigIntegerField(null=True)),
                ('words', models.TextField()),
            ],
            options={
                'ordering': ('position',),
                'indexes': [models.Index(fields=['region', 'position'], name='search_line_of_region')],
                'constraints': [models.UniqueConstraint(models.F('kind'), models.F('key'), name='search_line_once')],
            },
        ),
        migrations.RunPython(migrations.RunPython.noop, remove_triggers),
    ]
