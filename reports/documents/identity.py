"""A proposal whose report of which year a text is, and where it contradicts itself. A person confirms it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

from .evidence import TITLE_BASES, Basis, Evidence, NamedRegion, View
from .gazetteer import Gazetteer
from .regions import RegionFinder
from .years import weightiest_year, year_evidence

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

QUOTE_LENGTH = 40


class ContradictionCode(StrEnum):
    """What a title and its text disagree about."""

    YEAR = "year"
    REGION = "region"


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
    """The proposed region and year of a report, and the words that the proposal rests on.

    `region` is the one that the text names, without a code where it is not among those given; None where the text
    names none, or two with equal weight. `candidates` are its namesakes where nothing decides between them.
    """

    region: NamedRegion | None
    year: int | None
    candidates: tuple[NamedRegion, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def code(self) -> str | None:
        """The region's code, if it is known and has one."""
        return (self.region.code or None) if self.region else None

    @property
    def region_name(self) -> str:
        """The region's name, blank where the text names none."""
        return self.region.name if self.region else ""


def propose_year(text: str) -> int | None:
    """The year that a report most likely plans for, or nothing if the text does not say."""
    return weightiest_year(year_evidence(View(text, keep_lines=True), View(text)))


def identify(text: str, *, regions: Iterable[NamedRegion], own: Collection[int] = ()) -> Identity:
    """Propose the region and the year of a report from its text; `own` are the keys of the sender's own regions."""
    running = View(text)
    years = year_evidence(View(text, keep_lines=True), running)
    year = weightiest_year(years)
    finder = RegionFinder(running, Gazetteer(regions, year), own)
    about_region = list(finder.evidence())
    region = finder.weightiest(about_region)
    return Identity(
        region=region,
        year=year,
        candidates=finder.undecided.get(region.name, ()) if region and region.pk is None else (),
        contradictions=(*_about_year(years), *_about_region(finder, about_region)),
        evidence=(*years, *about_region),
    )


def _about_year(evidence: list[Evidence]) -> Iterable[Contradiction]:
    title, body = _sides(evidence)
    year = weightiest_year(body)
    for claim in [claim for claim in title if year is not None and claim.year != year][:1]:
        words = next(found for found in body if found.year == year)
        message = _("The title says {title} (“{title_words}”), the text {body} (“{body_words}”). Check the year.")
        yield _contradiction(ContradictionCode.YEAR, message, claim, words)


def _about_region(finder: RegionFinder, evidence: list[Evidence]) -> Iterable[Contradiction]:
    title, body = _sides(evidence)
    region = finder.weightiest(body)
    for claim in [claim for claim in title if region and claim.region and not _agree(claim.region, region)][:1]:
        words = next(found for found in body if found.region == region)
        message = _("The title names {title} (“{title_words}”), the text {body} (“{body_words}”). Check the region.")
        yield _contradiction(ContradictionCode.REGION, message, claim, words)


def _sides(evidence: list[Evidence]) -> tuple[list[Evidence], list[Evidence]]:
    """What stands around the report and what stands in it; a newspaper's date is neither."""
    title = [found for found in evidence if found.basis in TITLE_BASES]
    return title, [found for found in evidence if found.basis not in {*TITLE_BASES, Basis.DATE}]


def _agree(one: NamedRegion, other: NamedRegion) -> bool:
    """Two ways to name a region; one that is not in the list may carry its parent's name in front."""
    return one.name.endswith(other.name) or other.name.endswith(one.name)


def _contradiction(code: ContradictionCode, message: "_StrPromise", title: Evidence, body: Evidence) -> Contradiction:
    words = {"title_words": _shortened(title.quote), "body_words": _shortened(body.quote)}
    return Contradiction(code, format_lazy(message, title=_claim(title), body=_claim(body), **words), title, body)


def _claim(evidence: Evidence) -> str:
    return evidence.region.name if evidence.region else str(evidence.year)


def _shortened(quote: str) -> str:
    return Truncator(quote).chars(QUOTE_LENGTH, truncate="…")
