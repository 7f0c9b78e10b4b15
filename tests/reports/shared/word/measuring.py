"""Pages of a Word document as LibreOffice lays them out, measured in millimetres."""

from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import pytest
from pypdfium2 import raw

from tracker.bulletins.pdf import as_pdf, makes_pdf

POINT = 25.4 / 72


@dataclass(frozen=True)
class Letter:
    """A printed character: its box from the left and upper edges, and the size of its font in points."""

    text: str
    size: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Page:
    """A printed page."""

    width: float
    height: float
    letters: list[Letter]

    @cached_property
    def lines(self) -> list[list[Letter]]:
        """The letters by the line on which they stand; those of the page number are left out."""
        found: list[list[Letter]] = []
        for letter in sorted(self.letters, key=lambda each: (each.bottom, each.left)):
            if found and letter.top < found[-1][0].bottom - 1:
                found[-1].append(letter)
            else:
                found.append([letter])
        return [sorted(line, key=lambda each: each.left) for line in found if not _is_page_number(line)]

    @property
    def margins(self) -> tuple[float, float, float, float]:
        """How far the outermost letters stand from the upper, left, lower and right edge."""
        letters = [each for line in self.lines for each in line]
        return (
            min(each.top for each in letters),
            min(each.left for each in letters),
            self.height - max(each.bottom for each in letters),
            self.width - max(each.right for each in letters),
        )


def characters(line: list[Letter]) -> float:
    """Return how many characters wide a line is: digits, Latin letters and blanks are half as wide."""
    return sum(0.5 if each.text.isascii() else 1 for each in line)


def _is_page_number(line: list[Letter]) -> bool:
    return {"—"} == {each.text for each in line if not each.text.isdigit()} and len(line) > 2


def pages_of(word: bytes) -> list[Page]:
    """Return the pages of a Word file; the test is skipped where LibreOffice is not installed."""
    if not makes_pdf():
        pytest.skip("LibreOffice is not installed")
    with pypdfium2.PdfDocument(as_pdf(word)) as pdf:
        return [_page(page) for page in pdf]


def _page(page: pypdfium2.PdfPage) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    letters = []
    for number in range(text.count_chars()):
        char = text.get_text_range(number, 1)
        if char.strip():
            left, bottom, right, top = (each * POINT for each in text.get_charbox(number, loose=True))
            letters.append(
                Letter(
                    char,
                    round(raw.FPDFText_GetFontSize(text, number), 1),
                    left,
                    right,
                    height * POINT - top,
                    height * POINT - bottom,
                )
            )
    return Page(width * POINT, height * POINT, letters)
