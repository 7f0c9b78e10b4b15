from django.db import migrations


def say_that_none_was_a_stretch(apps, schema_editor):
    """Steps keep the rows that they changed as JSON with every field; those of before know no stretch values."""
    ReviewAction = apps.get_model("review", "ReviewAction")
    for action in ReviewAction.objects.iterator(chunk_size=100):
        for taken in (*action.before, *action.after):
            taken.setdefault("stretch", False)
        action.save(update_fields=["before", "after"])


class Migration(migrations.Migration):

    dependencies = [
        ("review", "0001_initial"),
        ("library", "0003_stretch_values"),
    ]

    operations = [migrations.RunPython(say_that_none_was_a_stretch, migrations.RunPython.noop)]
