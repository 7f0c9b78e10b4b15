"""Which department should lead a promise: the one that its text names, else the one whose keywords stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reports.library.models import Statement
from reports.organisation.models import Department
from tracker.targets.naming import Names

MOST_SUPPORTING = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A department and the word that speaks for it; `found_in` says where the word stands, or that it is its name."""

    department: Department
    word: str
    found_in: str


@dataclass(frozen=True, slots=True)
class Suggested:
    """The lead, if any word speaks for one, and those whose words also occur.

    `unknown` are the bodies that the text names and that are no departments of the region.
    """

    lead: Suggestion | None
    supporting: tuple[Suggestion, ...]
    unknown: tuple[str, ...] = ()


PARTS = ("name", "whole", "clause", "section")
NAMES = PARTS[:2]
NAMED = "named"
"""Found in no words: the text says by name whose task it is."""
BREAK = "\0"
"""Stands in no word, so that none is found across two texts."""


def suggest(statement: Statement, departments: Iterable[Department]) -> Suggested:
    """Return who should lead and support what `statement` promises, best first.

    A word in the name tells more than one in the name of the whole that it is part of (其中), that more than one in the
    clause, that more than one in a heading; then the longer word wins, then the one that its department lists earlier.
    Departments whose word stands only in the clause or a heading never support.
    """
    texts = dict(zip(PARTS, _texts(statement), strict=True))
    found = sorted(_found(texts, departments), key=lambda ranked: ranked[0])
    best = _first_of_each(suggestion for _, suggestion in found)
    return Suggested(
        lead=best[0] if best else None,
        supporting=tuple(each for each in best[1:] if each.found_in in NAMES)[:MOST_SUPPORTING],
    )


def named(statement: Statement, names: Names) -> Suggested | None:
    """Return who leads and supports as a table of tasks says it; None where the text names nobody.

    A lead that is none of the region's departments leaves the choice to a person, whatever the words suggest.
    """
    lead, supporting = statement.besides.get("lead", ""), statement.besides.get("supporting", [])
    if not lead and not supporting:
        return None
    known = {name: names.department(name) for name in (lead, *supporting) if name}
    found = {name: Suggestion(department, name, NAMED) for name, department in known.items() if department}
    return Suggested(
        lead=found.get(lead),
        supporting=tuple(each for each in _first_of_each(found.values()) if each.word != lead),
        unknown=tuple(name for name in known if name not in found),
    )


def _texts(statement: Statement) -> Sequence[str]:
    return statement.indicator, statement.parent, statement.evidence, " ".join(statement.passage.section)


def _found(
    texts: dict[str, str], departments: Iterable[Department]
) -> Iterable[tuple[tuple[int, int, int], Suggestion]]:
    anywhere = BREAK.join(texts.values())
    for department in departments:
        for position, word in enumerate(department.keywords):
            if word and word in anywhere:
                part = next(part for part in PARTS if word in texts[part])
                rank = (PARTS.index(part), -len(word), position)
                yield rank, Suggestion(department, word, part)


def _first_of_each(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    best: dict[int, Suggestion] = {}
    for suggestion in suggestions:
        best.setdefault(suggestion.department.pk, suggestion)
    return list(best.values())
