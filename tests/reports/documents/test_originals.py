"""Two real reports as Word and PDF must be read like their plain-text twins, and all be known by region and year."""

from collections import Counter

import pytest

from reports.documents import identify, propose_year
from reports.extraction import extract
from tests.reports.documents.catalogue import named_regions
from tests.reports.documents.proposals import (
    CORPUS,
    index,
    is_kept_naming,
    judged,
    own_keys,
    renamed,
    text_of,
    without_its_name,
)

ORIGINALS = [("originals/dezhou-2024.docx", "dezhou-2024.txt"), ("originals/jinjiang-2024.pdf", "jinjiang-2024.txt")]

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the real reports are not in ../shared")


def statements(name):
    """What the engine reads, without the places where it stands."""
    return Counter(
        (found.kind, found.indicator, found.measure, found.comparator, found.value, found.unit, found.year)
        for found in extract(text_of(name), year=2024)
    )


@pytest.mark.parametrize(("original", "twin"), ORIGINALS)
def test_an_original_has_the_text_of_its_twin(original, twin):
    assert "".join(text_of(original).split()) == "".join(text_of(twin).split())


@pytest.mark.parametrize(("original", "twin"), ORIGINALS)
def test_an_original_gives_the_statements_of_its_twin(original, twin):
    from_original, from_twin = statements(original), statements(twin)
    assert from_twin.total() > 100
    assert (from_original & from_twin).total() >= 0.98 * max(from_original.total(), from_twin.total())


REPORTS = [row for row in index() if row["level"] != "news"]
OF_DISTRICTS = [row for row in REPORTS if row["level"] == "district"]
NAMESAKES = ("鼓楼", "城关", "朝阳", "江北", "新华", "和平", "西湖", "长安", "永定", "铁西")


@pytest.mark.parametrize("row", index(), ids=lambda row: row["file"])
def test_the_region_of_a_real_report_is_right_or_none(row):
    identity = identify(text_of(row["file"]), regions=named_regions())
    assert judged(identity.region, row) != "wrong", identity.region
    assert identity.contradictions == ()


@pytest.mark.parametrize("row", index(), ids=lambda row: row["file"])
def test_a_member_of_the_region_is_told_which_it_is_where_the_text_keeps_naming_it(row):
    text = text_of(row["file"])
    identity = identify(text, regions=named_regions(), own=own_keys(row))
    expected = {"right"} if is_kept_naming(text, row) else {"right", "none"}
    assert judged(identity.region, row) in expected, identity.region


@pytest.mark.parametrize("row", index(), ids=lambda row: row["file"])
def test_a_report_that_does_not_name_its_region_is_given_to_no_other(row):
    unnamed = without_its_name(text_of(row["file"]), row)
    for own in (set(), own_keys(row)):
        identity = identify(unnamed, regions=named_regions(), own=own)
        assert judged(identity.region, row) != "wrong", identity.region


@pytest.mark.parametrize("number", range(len(OF_DISTRICTS)), ids=lambda number: OF_DISTRICTS[number]["file"])
def test_a_report_is_never_given_to_a_namesake_elsewhere(number):
    row = OF_DISTRICTS[number]
    short = NAMESAKES[number % len(NAMESAKES)]
    identity = identify(renamed(text_of(row["file"]), row, short), regions=named_regions())
    assert identity.region is None or identity.region.pk is None, identity.region


@pytest.mark.parametrize("row", REPORTS, ids=lambda row: row["file"])
def test_the_year_of_a_real_report(row):
    text = text_of(row["file"])
    assert propose_year(text) == int(row["year"])
    assert propose_year("".join(text.split())) == int(row["year"])
