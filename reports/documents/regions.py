"""Whose report it is: from its title, its session, the office of its speaker, and the region it keeps naming.

The region is right or none. Namesakes (鼓楼区 is a district of four cities) are told apart, in this order, by the words
right before the name, by the province or city that the text names most of all, and by the sender's own regions; what
is then still open is asked, with the candidates named. A district’s report
(“我代表区人民政府”) is never its city’s.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from .evidence import Basis, Evidence, NamedRegion, View, weigh
from .gazetteer import Gazetteer
from .mentions import Mentions
from .namesakes import Namesakes

REGION = r"(?:(?<=\d)日)?(?P<region>[一-龥]{0,20}(?:自治[区州县旗]|[省市区县旗州盟]))"
TERM = r"(?:第?[一二三四五六七八九十百\d]{1,4}届)?"
YEAR = r"(?:(?:19|20)\d\d年?度?)?"

AROUND_RULES = (
    (Basis.TITLE, re.compile(f"{REGION}{TERM}{YEAR}(?:人民)?政府{YEAR}工作报告")),
    (Basis.SESSION, re.compile(f"日在{REGION}{TERM}(?:人民代表大会|人大)")),
    (Basis.OFFICE, re.compile(f"{REGION}(?:人民政府)?代?(?:(?P<office>[省市区县旗州盟])长|主席)")),
)
SPEAKER = re.compile(f"我?代表{REGION}{TERM}(?:人民)?政府")
ITSELF = re.compile(r"(?<!自治)(?P<level>[省市区县旗州盟])(?:委|(?:人民)?政府)")
LEVELS = ("县区旗", "市州盟", "省")
LEVEL_OF = {sign: number for number, signs in enumerate(LEVELS) for sign in signs}
KIND = re.compile("自治区$|.$")
STATE_COUNCIL = re.compile("代表国务院")

GENERIC = re.compile("(?:我|本|全|各|自治)?[省市区县旗州盟]")
OCCASION = re.compile("(?:.*(?:会议|大会)上?)?(?:年度?)?")
ABOVE = re.compile("[一-龥]{2,10}?(?:省|自治区|特别行政区|市|自治州|地区|盟)(?=[一-龥]{2,})")

WEIGHTS = {Basis.TITLE: 6, Basis.SESSION: 6, Basis.SPEAKER: 6, Basis.OFFICE: 4, Basis.MENTIONS: 3}


class RegionFinder:
    """Looks in one text for the region that it is of, and tells regions of the same name apart by what is around."""

    def __init__(self, view: View, gazetteer: Gazetteer, own: Collection[int]) -> None:
        """`own` are the keys of the sender's own regions."""
        self._view = view
        self._gazetteer = gazetteer
        self._own = own
        self._mentions = Mentions(view.text, gazetteer)
        self._namesakes = Namesakes(view.text, self._mentions, gazetteer, own)
        self._speakers = list(SPEAKER.finditer(view.text))
        self.undecided: dict[str, tuple[NamedRegion, ...]] = {}
        """The namesakes behind a name that nothing decides."""

    def weightiest(self, evidence: Sequence[Evidence]) -> NamedRegion | None:
        """The region for which most speaks; none where as much speaks for another one."""
        decided = {found.region.name: found.region for found in evidence if found.region and found.region.pk}
        claims = (
            (found.region if found.region.pk else decided.get(found.region.name, found.region), found.basis)
            for found in evidence
            if found.region and self._is_of_level(found.region)
        )
        weighed = weigh(claims, WEIGHTS)
        if not weighed or (len(weighed) > 1 and weighed[0][1] == weighed[1][1]):
            return None
        return weighed[0][0]

    def evidence(self) -> Iterator[Evidence]:
        """Yield everything in the text that says whose it is; regions that nobody knows have no code."""
        yield from self._around()
        yield from filter(None, (self._claim(match, Basis.SPEAKER) for match in self._speakers))
        yield from self._state_council()
        yield from self._mentioned()

    def _around(self) -> Iterator[Evidence]:
        """What stands before the report, or else behind it; of several regions there, it is a list of other reports."""
        head, foot = (list(self._claims_within(start, end)) for start, end in self._view.around())
        is_list = len({found.region for found in foot}) > 1
        yield from head or ([] if is_list else foot)

    def _claims_within(self, start: int, end: int) -> Iterator[Evidence]:
        for basis, rule in AROUND_RULES:
            for match in rule.finditer(self._view.text, start, end):
                if claim := self._claim(match, basis):
                    yield claim

    def _claim(self, match: re.Match[str], basis: Basis) -> Evidence | None:
        """A claim for the region in a match; “区人民政府” alone names none, nor does “海岳市人民政府区长”."""
        office = match.groupdict().get("office")
        if office and not match["region"].endswith(office):
            return None
        region = self._named(match["region"])
        return self._view.evidence(*match.span(), basis, region=region) if region else None

    @cached_property
    def _spoken_level(self) -> str:
        """How the region's name ends, by whose government speaks; blank where nobody does."""
        first = next((match for match in self._speakers if match[0].startswith("我")), None)
        first = first or next(iter(self._speakers), None)
        return KIND.findall(first["region"])[0] if first else ""

    @cached_property
    def _level(self) -> str:
        """The same, or else the lowest level whose committee or government the text names more than once."""
        named = Counter(match["level"] for match in ITSELF.finditer(self._view.text))
        lowest = (max(levels, key=named.__getitem__) for levels in LEVELS if any(named[sign] > 1 for sign in levels))
        return self._spoken_level or next(lowest, "")

    def _is_of_level(self, region: NamedRegion) -> bool:
        """A district's or a county's government speaks for no city, and a city's for no district."""
        spoken, named = LEVEL_OF.get(self._spoken_level[-1:]), LEVEL_OF.get(region.name[-1:])
        return None in (spoken, named) or spoken == named

    def _named(self, words: str) -> NamedRegion | None:
        """The region that words like “重庆市荣昌区” end in, or one without a code if it is not known."""
        namesakes, before = self._gazetteer.ending(words)
        if namesakes:
            return self._told_apart(namesakes, before)
        return _unknown(words)

    def _told_apart(self, namesakes: tuple[NamedRegion, ...], before: str) -> NamedRegion | None:
        """The namesake that is meant; one without a code where nothing tells which, or all speaks against it."""
        if region := self._namesakes.decided(namesakes, before):
            return region
        self.undecided[namesakes[0].name] = tuple(self._namesakes.fitting(namesakes, before))
        return _unknown(namesakes[0].name)

    def _state_council(self) -> Iterator[Evidence]:
        for match in STATE_COUNCIL.finditer(self._view.text):
            yield self._view.evidence(*match.span(), Basis.SPEAKER, region=self._gazetteer.country)

    def _mentioned(self) -> Iterator[Evidence]:
        """The region of the text's level that it names most of all."""
        name = self._mentions.clearly_most_named(self._level, self._own) if self._level else None
        if name:
            start, end = self._mentions.first[name]
            yield self._view.evidence(start, end, Basis.MENTIONS, region=self._named(name))


def _unknown(words: str) -> NamedRegion | None:
    """A region that is not in the list, without those it lies in: 福建省晋江市 is 晋江市; none in 会议上自治区."""
    words = OCCASION.sub("", words, count=1)
    if GENERIC.fullmatch(words):
        return None
    while above := ABOVE.match(words):
        words = words[above.end() :]
    return NamedRegion(words, words[:-1])
