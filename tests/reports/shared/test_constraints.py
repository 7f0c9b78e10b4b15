"""No row can hold a code that the program does not know, whoever wrote it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint

from tracker.targets.models import Target

OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith(("reports.", "tracker.")) and not model.__name__.startswith("Historical")
]
CODED = [(model, field) for model in OURS for field in model._meta.concrete_fields if field.choices]


def named(pair):
    return f"{pair[0].__name__}.{pair[1].name}"


@pytest.mark.parametrize("pair", CODED, ids=named)
def test_every_column_with_choices_holds_nothing_else(pair):
    model, field = pair
    allowed = {code for code, _label in field.flatchoices} | ({""} if field.blank else set())
    conditions = [each.condition for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    assert [(f"{field.name}__in", allowed)] in [
        [(lookup, set(codes)) for lookup, codes in condition.children if lookup.endswith("__in")]
        for condition in conditions
        if all(isinstance(child, tuple) for child in condition.children)
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["verdict", "measure", "comparator", "direction", "frequency", "target_class"])
def test_the_database_itself_refuses_an_unknown_code(make_target, field):
    target = make_target()
    column = connection.ops.quote_name(field)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE targets_target SET {column} = 'splendid' WHERE id = %s", [target.pk])  # noqa: S608
    assert getattr(Target.objects.get(pk=target.pk), field) == getattr(target, field)
