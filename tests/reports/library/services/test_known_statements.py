"""Which old and new statements are the same one."""

from dataclasses import dataclass

import pytest

from reports.library.services.known_statements import match


@dataclass
class Row:
    kind: str
    indicator: str
    start: int
    end: int


GDP, TAX = Row("target", "GDP", 0, 2), Row("target", "tax", 0, 2)


@pytest.mark.parametrize(
    ("old", "new", "pairs", "gone", "added"),
    [
        ([GDP], [GDP], 1, 0, 0),
        ([], [GDP], 0, 0, 1),
        ([GDP], [], 0, 1, 0),
        ([GDP], [Row("actual", "GDP", 0, 2)], 1, 0, 0),
        ([GDP], [Row("target", "gross product", 0, 2)], 1, 0, 0),
        ([GDP], [Row("target", "GDP", 1, 4)], 1, 0, 0),
        ([GDP], [Row("target", "GDP", 2, 4)], 0, 1, 1),
        ([GDP], [GDP, TAX], 1, 0, 1),
        ([GDP, TAX], [TAX], 1, 1, 0),
    ],
)
def test_matching(old, new, pairs, gone, added):
    found = match(old, new)
    assert [len(part) for part in found] == [pairs, gone, added]


def test_two_at_one_place_are_told_apart_by_their_names():
    pairs, _gone, _added = match([GDP, TAX], [TAX, GDP])
    assert all(one is other for one, other in pairs)
