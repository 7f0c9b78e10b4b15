"""From lines to what the page shows of them: the rows are fetched by their kinds, each kind in one query."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.db.models.functions import Substr
from django.utils.safestring import SafeString

from reports.extraction import unwrapped
from reports.library.models import Statement
from reports.shared.display import year_month
from tracker.dispatch.models import Problem
from tracker.progress.models import ProgressEntry
from tracker.search.folding import PART
from tracker.search.marking import excerpt, marked
from tracker.search.models import Kind, Line
from tracker.standings.reading import Shown, latest_basis, shown_by_target
from tracker.targets.models import Target


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: what it is, where it leads, its name and its words with those searched marked."""

    kind: Kind
    url: str
    name: SafeString
    words: SafeString
    facts: tuple[str, ...]
    """Place, time and department, as far as it has them."""
    shown: Shown | None = None
    """How a promise stands."""


def hits_of(lines: Sequence[Line], words: Sequence[str], today: dt.date) -> list[Hit]:
    """Return lines as the page shows them, in their order. A query a kind, and two for how promises stand."""
    rows = {kind: _by_key(fetched) for kind, fetched in _fetched(lines).items()}
    promises = rows.get(Kind.PROMISE, {})
    standings = shown_by_target(promises.values(), latest_basis(today), None) if promises else {}
    found = [(line, rows[Kind(line.kind)].get(line.key)) for line in lines]
    return [_hit(line, row, words, standings) for line, row in found if row]


def _fetched(lines: Sequence[Line]) -> dict[Kind, Iterable[Any]]:
    keys: dict[Kind, list[int]] = {}
    for line in lines:
        keys.setdefault(Kind(line.kind), []).append(line.key)
    statements = _statements([*keys.get(Kind.RESULT, ()), *keys.get(Kind.SENTENCE, ())])
    fetch: dict[Kind, Callable[[list[int]], dict[int, Any]]] = {
        Kind.PROMISE: Target.objects.select_related("region", "lead").in_bulk,
        Kind.PROBLEM: Problem.objects.select_related("region", "owner").in_bulk,
        Kind.PROGRESS: ProgressEntry.objects.select_related("region", "lead", "target").in_bulk,
    }
    return {kind: fetch[kind](own).values() if kind in fetch else statements for kind, own in keys.items()}


def _statements(keys: Sequence[int]) -> Iterable[Statement]:
    """The statements with the sentences that they stand in; the long texts stay in the database."""
    if not keys:
        return ()
    sentence = Substr("report__text", F("passage__start") + 1, F("passage__end") - F("passage__start"))
    found = Statement.objects.filter(pk__in=keys).select_related("report__region").order_by()
    return list(found.defer("report__text", "report__recognised").annotate(sentence=sentence))


def _by_key(rows: Iterable[Any]) -> Mapping[int, Any]:
    return {row.pk: row for row in rows}


def _hit(line: Line, row: Any, words: Sequence[str], standings: Mapping[int, Shown]) -> Hit:
    kind = Kind(line.kind)
    name, said, facts = _DESCRIBED[kind](row)
    initials = line.words.partition(PART)[2] if kind == Kind.PROMISE else ""
    shown = standings.get(row.pk) if kind == Kind.PROMISE else None
    return Hit(kind, row.get_absolute_url(), marked(name, words, initials), excerpt(said, words), facts, shown)


Described = tuple[str, str, tuple[str, ...]]
"""Its name, its words, its facts."""


def _promise(row: Target) -> Described:
    return row.name, "", (row.region.label, str(row.year), row.lead.label)


def _problem(row: Problem) -> Described:
    return row.title, row.description, (row.region.label, row.get_state_display(), row.owner.label)


def _progress(row: ProgressEntry) -> Described:
    said = " ".join(filter(None, (row.narrative, row.problem, row.next_step, row.reason)))
    return row.target.name, said, (row.region.label, year_month(row.year, row.month), row.lead.label)


def _statement(row: Any) -> Described:
    return row.indicator, unwrapped(row.sentence).strip(), (row.report.region.label, row.report.title)


_DESCRIBED: Mapping[Kind, Callable[[Any], Described]] = {
    Kind.PROMISE: _promise,
    Kind.PROBLEM: _problem,
    Kind.PROGRESS: _progress,
    Kind.RESULT: _statement,
    Kind.SENTENCE: _statement,
}
