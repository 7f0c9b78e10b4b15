"""Whose report it is: from its title, its session, the office of its speaker, and the place it keeps naming."""

import re
from collections.abc import Iterable, Iterator, Sequence

from .evidence import Basis, Evidence, Place, View, weigh

PLACE = r"(?P<place>[一-龥]{0,20}(?:自治[区州县旗]|[省市区县旗州盟]))"
TERM = r"(?:第?[一二三四五六七八九十百\d]{1,4}届)?"
YEAR = r"(?:(?:19|20)\d\d年?度?)?"

AROUND_RULES = (
    (Basis.TITLE, re.compile(f"{PLACE}{TERM}{YEAR}(?:人民)?政府{YEAR}工作报告")),
    (Basis.SESSION, re.compile(f"日在{PLACE}{TERM}(?:人民代表大会|人大)")),
    (Basis.OFFICE, re.compile(f"{PLACE}(?:人民政府)?代?(?:省长|市长|区长|县长|旗长|州长|盟长|主席)")),
)
SPEAKER = re.compile(f"我?代表{PLACE}{TERM}(?:人民)?政府")
STATE_COUNCIL = re.compile("代表国务院")

GENERIC = re.compile("(?:我|本|全|各|自治)?[省市区县旗州盟]")
ABOVE = re.compile("[一-龥]{2,10}?(?:省|自治区|特别行政区|市|自治州|地区|盟)(?=[一-龥]{2,})")

WEIGHTS = {Basis.TITLE: 6, Basis.SESSION: 6, Basis.SPEAKER: 6, Basis.OFFICE: 4, Basis.MENTIONS: 3}
COUNTRY_CODE = "000000"
CHARACTERS_PER_MENTION = 1000
FEWEST_MENTIONS = 3
CLEAR_LEAD = 2


def weightiest_place(evidence: Iterable[Evidence]) -> Place | None:
    """The place for which most speaks."""
    claims = ((found.place, found.basis) for found in evidence if found.place is not None)
    return next((place for place, _weight in weigh(claims, WEIGHTS)), None)


def place_evidence(text: str, places: Sequence[Place]) -> list[Evidence]:
    """Everything in a report's text that says whose it is; places that are not in `places` have no code."""
    view = View(text)
    return list(_Finder(view, places).evidence())


def _unknown(words: str) -> Place:
    """A place that is not in the list, named without those it lies in: 福建省晋江市 is 晋江市."""
    while above := ABOVE.match(words):
        words = words[above.end() :]
    return Place(words, words[:-1])


class _Finder:
    """Looks for places in one text and tells places of the same name apart by what surrounds them."""

    def __init__(self, view: View, places: Sequence[Place]) -> None:
        self._view = view
        self._places = places

    def evidence(self) -> Iterator[Evidence]:
        yield from self._around()
        speakers = list(SPEAKER.finditer(self._view.text))
        yield from filter(None, (self._claim(match, Basis.SPEAKER) for match in speakers))
        yield from self._state_council()
        yield from self._mentions(speakers[0]["place"][-1] if speakers else "")

    def _around(self) -> Iterator[Evidence]:
        """What stands before the report, or else behind it; other reports are listed at the foot of web pages."""
        for start, end in self._view.around():
            matches = (
                (match, basis) for basis, rule in AROUND_RULES for match in rule.finditer(self._view.text, start, end)
            )
            found = [claim for match, basis in matches if (claim := self._claim(match, basis))]
            yield from found
            if found:
                return

    def _claim(self, match: re.Match[str], basis: Basis) -> Evidence | None:
        """A claim for the place in a match; “区人民政府” alone names none."""
        place = self._named(match["place"])
        return self._view.evidence(*match.span(), basis, place=place) if place else None

    def _named(self, words: str) -> Place | None:
        """The place that words like “重庆市荣昌区” end in, or a place without a code if it is not known."""
        known = [place for place in self._places if words.endswith(place.name)]
        longest = max((len(place.name) for place in known), default=0)
        namesakes = [place for place in known if len(place.name) == longest]
        if len(namesakes) > 1:
            return self._told_apart(namesakes, words)
        if namesakes:
            return namesakes[0]
        return None if GENERIC.fullmatch(words) else _unknown(words)

    def _told_apart(self, namesakes: list[Place], words: str) -> Place:
        """The namesake whose parent is named with it, or at least in the text; else a place without a code."""
        for context in (words, self._view.text):
            fitting = [place for place in namesakes if place.parent_name and place.parent_name in context]
            if len(fitting) == 1:
                return fitting[0]
        return Place(namesakes[0].name, namesakes[0].short_name)

    def _state_council(self) -> Iterator[Evidence]:
        country = next((place for place in self._places if place.code == COUNTRY_CODE), Place("国务院", "国务院"))
        for match in STATE_COUNCIL.finditer(self._view.text):
            yield self._view.evidence(*match.span(), Basis.SPEAKER, place=country)

    def _mentions(self, level: str) -> Iterator[Evidence]:
        """The place of that level that the text names far more often than any other, its parent aside."""
        candidates = [place for place in self._places if place.name.endswith(level) and place.code != COUNTRY_CODE]
        counted = sorted(((self._count(place), place) for place in candidates), key=lambda pair: pair[0], reverse=True)
        if counted and self._is_clear(counted):
            place = counted[0][1]
            start = self._view.text.index(place.short_name)
            end = start + len(place.short_name)
            yield self._view.evidence(start, end, Basis.MENTIONS, place=self._named(place.name))

    def _count(self, place: Place) -> tuple[int, int]:
        """How often the place is named in short and in full; of 荣昌区 and 荣昌县 the full name decides."""
        in_full = self._view.text.count(place.name)
        return self._view.text.count(place.short_name) if len(place.short_name) > 1 else in_full, in_full

    def _is_clear(self, counted: list[tuple[tuple[int, int], Place]]) -> bool:
        (most, _in_full), first = counted[0]
        related = {first.short_name, first.parent_name.removesuffix("市").removesuffix("省")}
        next_most = next((count for (count, _in_full), place in counted if place.short_name not in related), 0)
        return most >= max(FEWEST_MENTIONS, len(self._view.text) // CHARACTERS_PER_MENTION, CLEAR_LEAD * next_most)
