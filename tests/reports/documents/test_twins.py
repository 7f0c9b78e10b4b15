"""Real reports in the formats that offices have must give the statements of their text; the shares are printed."""

from collections import Counter

import pytest

from reports.documents import read_document
from reports.extraction import extract

from .files import xlsx
from .proposals import CORPUS

TWINS = CORPUS / "twins"

pytestmark = pytest.mark.skipif(not TWINS.exists(), reason="the real reports are not in ../shared")


def statements(text: str) -> Counter[tuple[object, ...]]:
    """What the engine reads, without the places where it stands."""
    return Counter(
        (found.kind, found.indicator, found.measure, found.comparator, found.value, found.unit, found.year)
        for found in extract(text, year=2024)
    )


def share_of_the_same(text: str, plain: str) -> float:
    """Return how much of both readings is in both."""
    found, expected = statements(text), statements(plain)
    return (found & expected).total() / max(found.total(), expected.total())


@pytest.mark.parametrize(
    ("twin", "plain", "least"),
    [
        ("twins/dezhou-2024.doc", "dezhou-2024.txt", 0.99),
        ("twins/dezhou-2024.rtf", "dezhou-2024.txt", 0.99),
        ("twins/dezhou-2024.ofd", "dezhou-2024.txt", 0.95),
        ("originals/dezhou-2024.docx", "dezhou-2024.txt", 0.99),
        ("originals/jinjiang-2024.pdf", "jinjiang-2024.txt", 0.99),
    ],
)
def test_a_twin_gives_the_statements_of_its_text(twin, plain, least, capsys):
    text = read_document((CORPUS / twin).read_bytes(), twin).text
    share = share_of_the_same(text, (CORPUS / plain).read_text(encoding="utf-8"))
    with capsys.disabled():
        print(f"\n{twin}: {share:.1%} of the statements are the same")
    assert share >= least


@pytest.mark.parametrize("name", ["dezhou-2024.txt", "jinjiang-2024.txt"])
def test_a_report_in_the_cells_of_a_workbook(name):
    plain = (CORPUS / name).read_text(encoding="utf-8")
    data = xlsx(lambda book: book.add_worksheet().write_column("A1", plain.split("\n")))
    assert share_of_the_same(read_document(data, "report.xlsx").text, plain) >= 0.99
