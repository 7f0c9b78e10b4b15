"""A proposal whose report of which year a text is, and where it contradicts itself. A person confirms it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from .evidence import TITLE_BASES, Basis, Evidence, Place
from .places import place_evidence, weightiest_place
from .years import weightiest_year, year_evidence

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

QUOTE_LENGTH = 40


class ContradictionCode(StrEnum):
    """What a title and its text disagree about."""

    YEAR = "year"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A title that says otherwise than the text below it; `str()` says so in the active language."""

    code: ContradictionCode
    message: "_StrPromise | str"
    title: Evidence
    body: Evidence

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Identity:
    """The proposed region and year of a report.

    `code` is the region's code if it is one of the places given and has one; `region_name` is blank where
    the text names no place. `evidence` holds the words that the proposal rests on.
    """

    code: str | None
    region_name: str
    year: int | None
    contradictions: tuple[Contradiction, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def propose_year(text: str) -> int | None:
    """The year that a report most likely plans for, or nothing if the text does not say."""
    return weightiest_year(year_evidence(text))


def identify(text: str, *, places: Iterable[Place]) -> Identity:
    """Propose the region and the year of a report from its text alone."""
    years = year_evidence(text)
    regions = place_evidence(text, tuple(places))
    place = weightiest_place(regions)
    return Identity(
        code=(place.code or None) if place else None,
        region_name=place.name if place else "",
        year=weightiest_year(years),
        contradictions=(*_about_year(years), *_about_place(regions)),
        evidence=(*years, *regions),
    )


def _about_year(evidence: list[Evidence]) -> Iterable[Contradiction]:
    title, body = _sides(evidence)
    year = weightiest_year(body)
    for claim in [claim for claim in title if year is not None and claim.year != year][:1]:
        words = next(found for found in body if found.year == year)
        message = _("The title says {title} (“{title_words}”), the text {body} (“{body_words}”). Check the year.")
        yield _contradiction(ContradictionCode.YEAR, message, claim, words)


def _about_place(evidence: list[Evidence]) -> Iterable[Contradiction]:
    title, body = _sides(evidence)
    place = weightiest_place(body)
    for claim in [claim for claim in title if place and claim.place and not _agree(claim.place, place)][:1]:
        words = next(found for found in body if found.place == place)
        message = _("The title names {title} (“{title_words}”), the text {body} (“{body_words}”). Check the region.")
        yield _contradiction(ContradictionCode.PLACE, message, claim, words)


def _sides(evidence: list[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
    """What stands around the report and what stands in it; a newspaper's date is neither."""
    title = [found for found in evidence if found.basis in TITLE_BASES]
    return title, [found for found in evidence if found.basis not in {*TITLE_BASES, Basis.DATE}]


def _agree(one: Place, other: Place) -> bool:
    """Two ways to name a place; a place that is not in the list may carry its parent's name in front."""
    return one.name.endswith(other.name) or other.name.endswith(one.name)


def _contradiction(code: ContradictionCode, message: "_StrPromise", title: Evidence, body: Evidence) -> Contradiction:
    words = {"title_words": _shortened(title.quote), "body_words": _shortened(body.quote)}
    return Contradiction(code, format_lazy(message, title=_claim(title), body=_claim(body), **words), title, body)


def _claim(evidence: Evidence) -> str:
    return evidence.place.name if evidence.place else str(evidence.year)


def _shortened(quote: str) -> str:
    return Truncator(quote).chars(QUOTE_LENGTH, truncate="…")
