"""Regions of the same name, told apart by what a text says around and besides it."""

import re
from collections.abc import Collection

from .evidence import NamedRegion
from .gazetteer import Gazetteer
from .mentions import CLEAR_LEAD, FEWEST_MENTIONS, Mentions

ZEROS = re.compile("(?:00)+$")
FEWEST_OF_ANOTHER = 2
STRONGER_CLAIM = 3
"""How often, and how much more often than its own city, a text must name another one, so that a name is another's."""
OFTEN_ABOVE = 1 / 3000
"""How often in a character a text names the city or province that it lies in."""
OBEYED = 2
"""A city whose committee or government is named (海岳市委) is the one above; so much more is that than a mention."""


class Namesakes:
    """Decides which of the regions of one name a text means."""

    def __init__(self, text: str, mentions: Mentions, gazetteer: Gazetteer, own: Collection[int]) -> None:
        """`own` are the keys of the sender's own regions."""
        self._text = text
        self._mentions = mentions
        self._gazetteer = gazetteer
        self._own = own

    def decided(self, namesakes: Collection[NamedRegion], before: str) -> NamedRegion | None:
        """The one that is meant by a name behind the words `before`, if anything tells."""
        fitting = self.fitting(namesakes, before)
        if len(fitting) == 1 and self._lies_elsewhere(fitting[0], before):
            fitting = self._of_sender(fitting)
        elif len(fitting) > 1:
            fitting = self._of_most_named(fitting) or self._of_sender(fitting)
        return fitting[0] if len(fitting) == 1 else None

    def fitting(self, namesakes: Collection[NamedRegion], before: str) -> list[NamedRegion]:
        """Those that most of the words right before the name fit; none where another region is named there."""
        if self._is_named_elsewhere(namesakes, before):
            return []
        fits = {region: self._named_before(region, before) for region in namesakes}
        return [region for region, names in fits.items() if names == max(fits.values())]

    def _named_before(self, region: NamedRegion, before: str) -> int:
        """How many of the regions above stand before the name: 江苏省南京市鼓楼区, 南京鼓楼区."""
        return sum(above in before or before.endswith(self._short_names(above)) for above in region.above)

    def _is_named_elsewhere(self, namesakes: Collection[NamedRegion], before: str) -> bool:
        """Tell whether right before the name stands that of a region in which none of them lies."""
        if any(self._named_before(region, before) for region in namesakes):
            return False
        named, _rest = self._gazetteer.ending(before)
        if any(self._holds(other, region) for other in named for region in namesakes):
            return False
        shorts = (short for name in self._gazetteer.prefectures for short in self._short_names(name))
        return bool(named) or before.endswith(tuple(shorts))

    def _holds(self, upper: NamedRegion, region: NamedRegion) -> bool:
        """Tell by their codes whether a region lies in another, which may have had another name in that year."""
        return bool(upper.code) and region.code.startswith(ZEROS.sub("", upper.code))

    def _short_names(self, name: str) -> tuple[str, ...]:
        return tuple(region.short_name for region in self._gazetteer.called(name) if len(region.short_name) > 1)

    def _of_sender(self, namesakes: Collection[NamedRegion]) -> list[NamedRegion]:
        """The sender's own, unless the text names the city of another one more often."""
        most = max(map(self._weight_above, namesakes))
        own = [region for region in namesakes if region.pk in self._own]
        return [region for region in own if self._weight_above(region) >= most]

    def _weight_above(self, region: NamedRegion) -> int:
        return self._weight_of(region.above[0]) if region.above else 0

    def _of_most_named(self, namesakes: list[NamedRegion]) -> list[NamedRegion]:
        """The namesake whose city, or else whose province, the text names most of all, with a clear lead."""
        for nearness in (0, -1):
            above = {region: region.above[nearness] for region in namesakes if region.above}
            first = max(above.values(), key=self._weight_of, default="")
            fitting = [region for region, name in above.items() if name == first]
            if len(fitting) == 1 and self._is_most_named(first, fitting[0]):
                return fitting
        return []

    def _is_most_named(self, name: str, region: NamedRegion) -> bool:
        """Tell whether the text names a region above so often that it must be the one it lies in."""
        weight, rivals = self._weight_of(name), self._gazetteer.prefectures - {name, *region.above, region.name}
        return weight >= max(FEWEST_MENTIONS, len(self._text) * OFTEN_ABOVE) and all(
            weight >= CLEAR_LEAD * self._weight_of(rival) for rival in rivals if rival in self._mentions.times
        )

    def _weight_of(self, name: str) -> int:
        """How often the text names a region above; more where it speaks of its committee or government."""
        return self._mentions.times[name] + OBEYED * len(re.findall(f"{name}(?:委|人民政府|政府)", self._text))

    def _lies_elsewhere(self, region: NamedRegion, before: str) -> bool:
        """Tell whether the text speaks far more of another city (of a city: another province) than of the one above.

        That is asked of the only region of a name; among several nothing can be told by leaving out.
        """
        if not region.above or self._named_before(region, before):
            return False
        own = max(self._named_beside(above, region) for above in region.above)
        rivals = self._gazetteer.provinces if region.is_prefecture else self._gazetteer.prefectures
        others = (
            self._mentions.times[name]
            for name in rivals - {*region.above, region.name}
            if not any(self._holds(upper, region) for upper in self._gazetteer.called(name))
        )
        return max(others, default=0) >= max(FEWEST_OF_ANOTHER, STRONGER_CLAIM * own + 1)

    def _named_beside(self, above: str, region: NamedRegion) -> int:
        """How often the text names the region above; 朝阳 in a report of 朝阳县 does not speak of 朝阳市."""
        namesakes = self._gazetteer.called(above)
        is_alike = any(other.short_name == region.short_name for other in namesakes)
        return self._mentions.in_full(above) if is_alike else self._mentions.times[above]
