"""Two indicators made one, and one parted in two: all that points at them follows; a record says what went where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from reports.organisation.models import rights_of
from reports.shared.history import delete_as, id_of, save_as
from reports.shared.units import base_of
from tracker.indicators.holdings import STATED, Holder, holders, is_record
from tracker.indicators.models import Indicator, IndicatorAlias, Rearrangement, ReferenceFigure

if TYPE_CHECKING:
    from reports.shared.people import User

Moved = dict[str, list[int]]
MERGE, SPLIT = "indicators merged", "indicator split"
FACTS = ("measure", "comparator", "value", "unit")


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a kind two indicators have, and in how many places rows of both would stand side by side."""

    words: str
    one: int
    other: int
    shared: int


@dataclass(frozen=True, slots=True)
class Parting:
    """What is to come out of an indicator: its code and names, the names that speak of it, and rows one by one."""

    code: str
    name: str
    name_en: str = ""
    names: Collection[str] = ()
    rows: Collection[tuple[str, int]] = ()


def counts_of(one: Indicator, other: Indicator) -> list[Count]:
    """Return what each of two indicators has, kind by kind."""
    counts = (
        Count(each.words, each.rows(one).count(), each.rows(other).count(), each.shared(one, other))
        for each in holders()
        if not is_record(each)
    )
    return [each for each in counts if each.one or each.other]


def obstacles(gone: Indicator, into: Indicator) -> list[str]:
    """Return why two indicators cannot be one; empty where they can."""
    if gone.pk == into.pk:
        return [_("An indicator cannot be merged with itself.")]
    differing = [
        _("%(field)s: “%(one)s” and “%(other)s”") % {"field": label, "one": one or "—", "other": other or "—"}
        for label, one, other in _natures(gone, into)
        if one != other
    ]
    if differing:
        reason = _("Their figures are not of one kind and could not be compared. Make them alike first, if they are: ")
        return [reason + _("; ").join(differing)]
    clashes = [str(one) for one, other in _twins(gone, into) if _facts(one) != _facts(other)]
    if not clashes:
        return []
    words = _("Both have a reference figure, and the figures differ. Delete the wrong one first: %(figures)s")
    return [words % {"figures": _(", ").join(clashes)}]


def _natures(one: Indicator, other: Indicator) -> Iterable[tuple[str, str, str]]:
    yield _("unit"), base_of(one.unit)[1], base_of(other.unit)[1]
    yield _("good direction"), one.get_direction_display(), other.get_direction_display()
    yield _("usual measure"), one.get_measure_display(), other.get_measure_display()
    yield _("accumulates over the year"), _yes_or_no(one.accumulates), _yes_or_no(other.accumulates)


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


def _twins(gone: Indicator, into: Indicator) -> list[tuple[ReferenceFigure, ReferenceFigure]]:
    """The reference figures of which only one can stay."""
    known = {(each.region_id, each.year, each.kind): each for each in into.reference_figures.select_related("region")}
    rows = gone.reference_figures.select_related("region", "indicator")
    return [(each, known[at]) for each in rows if (at := (each.region_id, each.year, each.kind)) in known]


def _facts(figure: ReferenceFigure) -> list[Any]:
    return [getattr(figure, name) for name in FACTS]


@transaction.atomic
def merge(*, gone: Indicator, into: Indicator, by: User, reason: str) -> Rearrangement:
    """Make two indicators one: what points at `gone` points at `into`, its name is an alias, its code leads on.

    Raises PermissionDenied unless `by` is an admin, ValidationError for indicators that cannot be one or no reason.
    """
    _check(by, reason)
    gone, into = _locked(gone, into)
    if found := obstacles(gone, into):
        raise ValidationError(found)
    for twin, _other in _twins(gone, into):
        delete_as(twin, by=by)
    moved = {each.label: _move(each, each.rows(gone), into, by, MERGE) for each in holders()}
    values = {field.attname: field.value_from_object(gone) for field in Indicator._meta.concrete_fields}
    record = Rearrangement(kind=Rearrangement.Kind.MERGE, indicator=into, code=gone.code, name=gone.name)
    delete_as(gone, by=by)
    if not IndicatorAlias.objects.filter(name=gone.name).exists():
        save_as(IndicatorAlias(indicator=into, name=gone.name), by=by, action=MERGE)
    return _recorded(record, by, reason, values, moved)


@transaction.atomic
def split(*, indicator: Indicator, parting: Parting, by: User, reason: str) -> Rearrangement:
    """Part an indicator: what is named goes to a new one; one that was merged into it before comes back as it was.

    Rows that come from statements go by the names that those bear, all others one by one.
    Raises PermissionDenied unless `by` is an admin, ValidationError for a code or name that is taken, or no reason.
    """
    _check(by, reason)
    (indicator,) = _locked(indicator)
    new = _parted(indicator, parting)
    new.full_clean()
    save_as(new, by=by, action=SPLIT)
    moved = {each.label: _move(each, going(each, indicator, parting), new, by, SPLIT) for each in holders()}
    for alias in IndicatorAlias.objects.filter(name=new.name):
        delete_as(alias, by=by)
    record = Rearrangement(kind=Rearrangement.Kind.SPLIT, indicator=indicator, code=new.code, name=new.name)
    return _recorded(record, by, reason, {}, moved)


def last_merge(indicator: Indicator) -> Rearrangement | None:
    """Return the newest merge into an indicator that was not taken back."""
    merges = Rearrangement.objects.merges().filter(indicator=indicator)
    return merges.exclude(code__in=Indicator.objects.values("code")).last()


def names_spoken(indicator: Indicator) -> Mapping[str, int]:
    """Return the names that go with an indicator, aliases and those of statements, with how many rows bear them."""
    names = dict.fromkeys(indicator.aliases.values_list("name", flat=True), 0)
    for each in _stated():
        for name in each.rows(indicator).exclude(statement=None).values_list(STATED, flat=True):
            names[name] = names.get(name, 0) + 1
    return names


def rows_apart(indicator: Indicator) -> list[tuple[Holder, Any]]:
    """Return the rows of an indicator that no name decides about: each goes or stays by itself."""
    apart = []
    for each in holders():
        if each.model is not IndicatorAlias and not is_record(each):
            rows = each.rows(indicator).filter(statement=None) if each.is_stated else each.rows(indicator)
            apart += [(each, row) for row in rows]
    return apart


def names_of(record: Rearrangement) -> set[str]:
    """Return the names of the rows that a merge moved, and the gone indicator's own."""
    names = {record.name}
    names.update(IndicatorAlias.objects.filter(pk__in=_numbers(record, IndicatorAlias)).values_list("name", flat=True))
    for each in _stated():
        rows = each.model._default_manager.filter(pk__in=_numbers(record, each.model)).exclude(statement=None)
        names.update(rows.values_list(STATED, flat=True))
    return names


def _numbers(record: Rearrangement, model: Any) -> list[int]:
    return list(record.moved.get(model._meta.label_lower, ()))


def _stated() -> list[Holder]:
    return [each for each in holders() if each.is_stated]


def going(holder: Holder, indicator: Indicator, parting: Parting) -> Any:
    """Return the rows of a kind that a split takes along."""
    rows = holder.rows(indicator)
    if holder.model is IndicatorAlias:
        return rows.filter(name__in=parting.names)
    if is_record(holder):
        merge = _merge_of(indicator, parting.code)
        return rows.filter(pk__in=_numbers(merge, holder.model) if merge else [])
    chosen = Q(pk__in=[number for label, number in parting.rows if label == holder.label])
    by_name = Q(**{f"{STATED}__in": parting.names}) | chosen & Q(statement=None) if holder.is_stated else chosen
    return rows.filter(by_name)


def _parted(indicator: Indicator, parting: Parting) -> Indicator:
    """The new indicator: the one that was merged before under this code, else one like the old."""
    merge = _merge_of(indicator, parting.code)
    new = Indicator(**merge.values) if merge else _like(indicator)
    new.code, new.name, new.name_en = parting.code, parting.name, parting.name_en
    return new


def _merge_of(indicator: Indicator, code: str) -> Rearrangement | None:
    return Rearrangement.objects.merges().filter(indicator=indicator, code=code).last()


def _like(indicator: Indicator) -> Indicator:
    values = {field.attname: field.value_from_object(indicator) for field in Indicator._meta.concrete_fields}
    return Indicator(**values | {"id": None, "is_headline": False})


def _check(by: User, reason: str) -> None:
    if not rights_of(by).everywhere:
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why."))


def _locked(*indicators: Indicator) -> list[Indicator]:
    """The indicators as they are now, locked in the order of their numbers."""
    numbers = [each.pk for each in indicators]
    rows = {each.pk: each for each in Indicator.objects.select_for_update().filter(pk__in=numbers).order_by("pk")}
    if len(rows) < len(set(numbers)):
        raise ValidationError(_("Somebody merged one of these indicators meanwhile."))
    return [rows[number] for number in numbers]


def _move(holder: Holder, rows: Any, to: Indicator, by: User, action: str) -> list[int]:
    """Let rows point at another indicator, each with its history; returns their numbers."""
    moved = []
    for row in rows.select_for_update(of=("self",)):
        setattr(row, holder.column, to)
        if hasattr(row, "version"):
            row.version += 1
        save_as(row, by=by, action=action)
        moved.append(row.pk)
    return moved


def _recorded(
    record: Rearrangement, by: User, reason: str, values: Mapping[str, Any], moved: Mapping[str, list[int]]
) -> Rearrangement:
    record.decided_by_id, record.reason = id_of(by), reason.strip()
    record.values, record.moved = dict(values), {label: numbers for label, numbers in moved.items() if numbers}
    record.save()
    return record
