"""Whose report it is: from its title, its session, the office of its speaker, and the region it keeps naming.

The region is right or none. Namesakes (鼓楼区 is a district of four cities) are told apart, in this order, by the words
right before the name, by the province or city that the text names most of all, and by the sender's own regions; what
is then still open is asked, with the candidates named.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from .evidence import Basis, Evidence, NamedRegion, View, weigh
from .gazetteer import Gazetteer

REGION = r"(?:(?<=\d)日)?(?P<region>[一-龥]{0,20}(?:自治[区州县旗]|[省市区县旗州盟]))"
TERM = r"(?:第?[一二三四五六七八九十百\d]{1,4}届)?"
YEAR = r"(?:(?:19|20)\d\d年?度?)?"

AROUND_RULES = (
    (Basis.TITLE, re.compile(f"{REGION}{TERM}{YEAR}(?:人民)?政府{YEAR}工作报告")),
    (Basis.SESSION, re.compile(f"日在{REGION}{TERM}(?:人民代表大会|人大)")),
    (Basis.OFFICE, re.compile(f"{REGION}(?:人民政府)?代?(?:省长|市长|区长|县长|旗长|州长|盟长|主席)")),
)
SPEAKER = re.compile(f"我?代表{REGION}{TERM}(?:人民)?政府")
STATE_COUNCIL = re.compile("代表国务院")

GENERIC = re.compile("(?:我|本|全|各|自治)?[省市区县旗州盟]")
OCCASION = re.compile(".*(?:会议|大会)上?")
ABOVE = re.compile("[一-龥]{2,10}?(?:省|自治区|特别行政区|市|自治州|地区|盟)(?=[一-龥]{2,})")

WEIGHTS = {Basis.TITLE: 6, Basis.SESSION: 6, Basis.SPEAKER: 6, Basis.OFFICE: 4, Basis.MENTIONS: 3}
FEWEST_MENTIONS = 3
CLEAR_LEAD = 2
OFTEN_ENOUGH = ((1000, CLEAR_LEAD), (2000, 3 * CLEAR_LEAD))
"""A region is named once in so many characters at least, and so many times as often as any other."""
FEWEST_OF_ANOTHER = 2
STRONGER_CLAIM = 3
"""How often, and how much more often than its own city, a text must name another one, so that a name is another's."""


def weightiest_region(evidence: Iterable[Evidence]) -> NamedRegion | None:
    """The region for which most speaks."""
    claims = ((found.region, found.basis) for found in evidence if found.region is not None)
    return next((region for region, _weight in weigh(claims, WEIGHTS)), None)


class RegionFinder:
    """Looks in one text for the region that it is of, and tells regions of the same name apart by what is around."""

    def __init__(self, view: View, gazetteer: Gazetteer, own: Collection[int]) -> None:
        """`own` are the keys of the sender's own regions."""
        self._view = view
        self._gazetteer = gazetteer
        self._own = own
        self.undecided: dict[str, tuple[NamedRegion, ...]] = {}
        """The namesakes behind a name that nothing decides."""

    def evidence(self) -> Iterator[Evidence]:
        """Yield everything in the text that says whose it is; regions that nobody knows have no code."""
        yield from self._around()
        speakers = list(SPEAKER.finditer(self._view.text))
        yield from filter(None, (self._claim(match, Basis.SPEAKER) for match in speakers))
        yield from self._state_council()
        yield from self._mentions(speakers[0]["region"][-1] if speakers else "")

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
        """A claim for the region in a match; “区人民政府” alone names none."""
        region = self._named(match["region"])
        return self._view.evidence(*match.span(), basis, region=region) if region else None

    def _named(self, words: str) -> NamedRegion | None:
        """The region that words like “重庆市荣昌区” end in, or one without a code if it is not known."""
        namesakes, before = self._gazetteer.ending(words)
        if namesakes:
            return self._told_apart(namesakes, before)
        return _unknown(words)

    def _told_apart(self, namesakes: tuple[NamedRegion, ...], before: str) -> NamedRegion | None:
        """The namesake that is meant; one without a code where nothing tells which, or all speaks against it."""
        named_with_it = {region: sum(above in before for above in region.above) for region in namesakes}
        if closest := max(named_with_it.values()):
            fitting = [region for region, times in named_with_it.items() if times == closest]
        elif self._gazetteer.ending(before)[0]:
            return _unknown(namesakes[0].name)  # It lies elsewhere: the words before it name another region.
        else:
            fitting = [region for region in namesakes if not self._lies_elsewhere(region)]
        if len(fitting) > 1:
            fitting = self._of_most_named(fitting) or fitting
        if len(fitting) != 1:
            fitting = [region for region in fitting or namesakes if region.pk in self._own] or fitting
        if len(fitting) == 1:
            return fitting[0]
        self.undecided[namesakes[0].name] = tuple(fitting or namesakes)
        return _unknown(namesakes[0].name)

    def _of_most_named(self, namesakes: list[NamedRegion]) -> list[NamedRegion]:
        """The namesake whose province or city the text names far more often than those of the others."""
        counted = sorted(((self._named_above(region), region) for region in namesakes), key=lambda pair: -pair[0])
        (most, first), (second, _other) = counted[:2]
        return [first] if most > CLEAR_LEAD * second else []

    def _named_above(self, region: NamedRegion) -> int:
        """How often the text names the nearest region above."""
        return self._count(region.above[0]) if region.above else 0

    def _lies_elsewhere(self, region: NamedRegion) -> bool:
        """Tell whether the text speaks far more of another city (of a city: another province) than of the one above."""
        if not region.above:
            return False
        own = max(self._named_beside(above, region) for above in region.above)
        rivals = self._gazetteer.provinces if region.is_prefecture else self._gazetteer.prefectures
        rivals = rivals - {*region.above, region.name}
        others = [self._times_named[name] for name in rivals]
        return max(others, default=0) >= max(FEWEST_OF_ANOTHER, STRONGER_CLAIM * own + 1)

    def _named_beside(self, above: str, region: NamedRegion) -> int:
        """How often the text names the region above; 朝阳 in a report of 朝阳县 does not speak of 朝阳市."""
        is_namesake = self._gazetteer.short_name(above) == region.short_name
        return self._view.text.count(above) if is_namesake else self._count(above)

    @cached_property
    def _times_named(self) -> dict[str, int]:
        """How often the text names each prefecture and province."""
        return {name: self._count(name) for name in self._gazetteer.prefectures}

    def _count(self, name: str) -> int:
        return self._view.text.count(self._gazetteer.short_name(name))

    def _state_council(self) -> Iterator[Evidence]:
        for match in STATE_COUNCIL.finditer(self._view.text):
            yield self._view.evidence(*match.span(), Basis.SPEAKER, region=self._gazetteer.country)

    def _mentions(self, level: str) -> Iterator[Evidence]:
        """The region of that level that the text names far more often than any that is not above or in it."""
        counted = sorted(
            ((self._mentioned(region), region) for region in self._gazetteer.often_named(level)),
            key=lambda pair: pair[0],
            reverse=True,
        )
        own = [pair for pair in counted if pair[1].pk in self._own]
        clear = next((pairs for pairs in (counted, own) if pairs and self._is_clear(pairs)), None)
        if clear:
            region = clear[0][1]
            start = self._view.text.index(region.short_name)
            meant = self._named(region.name)
            yield self._view.evidence(start, start + len(region.short_name), Basis.MENTIONS, region=meant)

    def _mentioned(self, region: NamedRegion) -> tuple[int, int]:
        """How often the region is named in short and in full; of 荣昌区 and 荣昌县 the full name decides."""
        in_short = self._view.text.count(region.short_name)
        return in_short, self._view.text.count(region.name) if in_short else 0

    def _is_clear(self, counted: list[tuple[tuple[int, int], NamedRegion]]) -> bool:
        (most, _in_full), first = counted[0]
        related = {first.short_name, *map(self._gazetteer.short_name, first.above)}
        rivals = (
            count
            for (count, _in_full), region in counted
            if region.short_name not in related and first.name not in region.above
        )
        next_most = next(rivals, 0)
        length = len(self._view.text)
        return most >= FEWEST_MENTIONS and any(
            most >= max(length // per_mention, lead * next_most) for per_mention, lead in OFTEN_ENOUGH
        )


def _unknown(words: str) -> NamedRegion | None:
    """A region that is not in the list, without those it lies in: 福建省晋江市 is 晋江市; none in 会议上自治区."""
    words = OCCASION.sub("", words)
    if GENERIC.fullmatch(words):
        return None
    while above := ABOVE.match(words):
        words = words[above.end() :]
    return NamedRegion(words, words[:-1])
