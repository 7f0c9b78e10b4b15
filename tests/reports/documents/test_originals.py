"""Two real reports as Word and PDF must be read like their plain-text twins."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from reports.documents import Place, identify, propose_year, read_document
from reports.extraction import extract

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
REGIONS = Path(__file__).resolve().parents[3] / "tracker" / "data" / "regions.csv"
ORIGINALS = [("originals/dezhou-2024.docx", "dezhou-2024.txt"), ("originals/jinjiang-2024.pdf", "jinjiang-2024.txt")]

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the real reports are not in ../shared")


def read(name):
    return read_document((CORPUS / name).read_bytes(), name).text


def statements(name):
    """What the engine reads, without the places where it stands."""
    return Counter(
        (found.kind, found.indicator, found.measure, found.comparator, found.value, found.unit, found.year)
        for found in extract(read(name), year=2024)
    )


@pytest.mark.parametrize(("original", "twin"), ORIGINALS)
def test_an_original_has_the_text_of_its_twin(original, twin):
    assert "".join(read(original).split()) == "".join(read(twin).split())


@pytest.mark.parametrize(("original", "twin"), ORIGINALS)
def test_an_original_gives_the_statements_of_its_twin(original, twin):
    from_original, from_twin = statements(original), statements(twin)
    assert from_twin.total() > 100
    assert (from_original & from_twin).total() >= 0.98 * max(from_original.total(), from_twin.total())


def reports():
    if not CORPUS.exists():
        return []
    with (CORPUS / "INDEX.csv").open(encoding="utf-8") as index:
        return [row for row in csv.DictReader(index) if row["level"] != "news"]


def places():
    with REGIONS.open(encoding="utf-8") as regions:
        rows = list(csv.DictReader(regions))
    names = {row["code"]: row["name"] for row in rows}
    return [Place(row["name"], row["short_name"], row["code"], names.get(row["parent_code"], "")) for row in rows]


@pytest.mark.parametrize("row", reports(), ids=lambda row: row["file"])
def test_region_and_year_of_real_reports(row):
    identity = identify(read(row["file"]), places=places())
    assert (identity.code, identity.year, identity.contradictions) == (row["region_code"], int(row["year"]), ())


@pytest.mark.parametrize("row", reports(), ids=lambda row: row["file"])
def test_the_year_is_found_without_line_ends(row):
    assert propose_year("".join(read(row["file"]).split())) == int(row["year"])
