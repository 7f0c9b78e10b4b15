"""How often a text names each region, and which one it names so often that it must be its own."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from .gazetteer import Gazetteer

FEWEST_MENTIONS = 3
OFTEN, RARELY = 1 / 1000, 1 / 2000
"""How often in a character a report names its own region."""
OWN_LEAD, CLEAR_LEAD, FAR_LEAD = 1.5, 2, 6
"""How many times as often as others."""


class Mentions:
    """What a text names, in full or in short: read from left to right, the longest name that fits is meant.

    So 长沙县 is no mention of 沙县, and 青溪县 none of 青溪区, while 青溪 is one of both.
    """

    def __init__(self, text: str, gazetteer: Gazetteer) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._names: dict[str, list[str]] = defaultdict(list)
        for spelling, name in gazetteer.spellings():
            self._names[spelling].append(name)
        self.times: Counter[str] = Counter()
        """How often the text names what, by full names."""
        self.first: dict[str, tuple[int, int]] = {}
        """The span where the text first names what."""
        self._in_full: Counter[str] = Counter()
        for start, end in self._found():
            self._count(start, end)

    def in_full(self, name: str) -> int:
        """How often the full name stands in the text."""
        return self._in_full[name]

    def clearly_most_named(self, level: str, own: Collection[int]) -> str | None:
        """The name that ends in `level` and that the text names far more often than any other not above or in it.

        自治区 is a level of its own and not 区.
        A smaller lead will do for one of the sender's own regions (by their keys).
        """
        of_level = (name for name in self.times if name.endswith(level) and (level != "区" or name[-3:] != "自治区"))
        name = max(of_level, key=lambda name: (self.times[name], self._in_full[name]), default=None)
        if name is None or self.times[name] < FEWEST_MENTIONS:
            return None
        is_own = any(region.pk in own for region in self._gazetteer.called(name))
        return name if self._leads(name, is_own=is_own) else None

    def _leads(self, name: str, *, is_own: bool) -> bool:
        """Tell whether a name is frequent in the text, and named so much more often than any other.

        What is not that frequent must be far ahead of its own kind, or be the sender's.
        """
        most, length = self.times[name], len(self._text)
        rivals = {rival: self.times[rival] for rival in self._rivals(name)}
        of_any = max(rivals.values(), default=0)
        of_its_kind = max((times for rival, times in rivals.items() if rival[-1] == name[-1]), default=0)
        is_frequent = most >= OFTEN * length and most >= (OWN_LEAD if is_own else CLEAR_LEAD) * of_any
        is_far_ahead = most >= CLEAR_LEAD * of_any and (is_own or most >= FAR_LEAD * of_its_kind)
        return is_frequent or (most >= RARELY * length and is_far_ahead)

    def _rivals(self, name: str) -> Iterator[str]:
        """The other names in the text, but not of regions in it, above it, or with the same short name."""
        regions = self._gazetteer.called(name)
        above = {upper for region in regions for upper in region.above}
        short_names = {region.short_name for region in regions}
        for other in self.times.keys() - above:
            namesakes = self._gazetteer.called(other)
            if not any(name in region.above or region.short_name in short_names for region in namesakes):
                yield other

    def _count(self, start: int, end: int) -> None:
        spelling = self._text[start:end]
        self._in_full[spelling] += 1
        for name in self._names[spelling]:
            self.times[name] += 1
            self.first.setdefault(name, (start, end))

    def _found(self) -> Iterator[tuple[int, int]]:
        """The spans of all names, from left to right."""
        text, names, longest = self._text, self._names, self._longest_by_start()
        position, last = 0, len(text) - 1
        while position < last:
            for length in range(longest.get(text[position : position + 2], 0), 1, -1):
                if text[position : position + length] in names:
                    yield position, position + length
                    position += length
                    break
            else:
                position += 1

    def _longest_by_start(self) -> dict[str, int]:
        """How long the longest name is that begins with two characters."""
        longest: dict[str, int] = {}
        for spelling in sorted(self._names, key=len):
            longest[spelling[:2]] = len(spelling)
        return longest
