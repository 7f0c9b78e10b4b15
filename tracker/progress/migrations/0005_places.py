"""Region, year and lead of the target are kept with the entry; those of the entries that there are come from theirs."""

import django.db.models.deletion
from django.db import migrations, models


def fill(apps, schema_editor):
    entries, targets = apps.get_model("progress", "ProgressEntry"), apps.get_model("targets", "Target")
    own = targets.objects.filter(pk=models.OuterRef("target"))
    names = ("region", "year", "lead")
    entries.objects.update(**{name: models.Subquery(own.values(name)) for name in names})
    if schema_editor.connection.vendor == "postgresql":
        # Keys are checked now: a table with checks still to come cannot be altered.
        schema_editor.connection.check_constraints()


def key(to, label, **options):
    return models.ForeignKey(
        blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=to,
        verbose_name=label, **options,
    )  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_membership_valid_until'),
        ('progress', '0004_evidence'),
        ('targets', '0003_posts_requests_tables'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='progressentry', name='progress_pr_submitt_49ec3d_idx'),
        migrations.AddField('progressentry', 'region', key('organisation.region', 'region', db_index=False, null=True)),
        migrations.AddField(
            'progressentry', 'year',
            models.PositiveSmallIntegerField(blank=True, editable=False, null=True, verbose_name='year'),
        ),
        migrations.AddField('progressentry', 'lead', key('organisation.department', 'lead department', null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField('progressentry', 'region', key('organisation.region', 'region', db_index=False)),
        migrations.AlterField(
            'progressentry', 'year',
            models.PositiveSmallIntegerField(blank=True, editable=False, verbose_name='year'),
        ),
        migrations.AlterField('progressentry', 'lead', key('organisation.department', 'lead department')),
        migrations.AddIndex(
            model_name='progressentry',
            index=models.Index(fields=['-submitted_at', 'id', 'state', 'region'], name='entry_newest'),
        ),
        migrations.AddIndex(
            model_name='progressentry',
            index=models.Index(fields=['region', '-submitted_at', 'id', 'state'], name='entry_newest_of_region'),
        ),
    ]
