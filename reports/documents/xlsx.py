"""Excel workbooks: the tables of all sheets, a line for each row, cells parted by tabs as in every other document.

Cells say what is seen: numbers in their format, of formulas the value that was last computed. Merged cells stand where
the first of them is. Hidden sheets, rows and columns are left out with a warning, headers and comments without one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from lxml import etree

from .archive import Package
from .cell_formats import GENERAL, format_code, shown
from .document import MAX_TEXT_LENGTH
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes
from .powers import raised, with_powers_in_words
from .wordml import attribute, child, children, name_of, number_of, value_of

CELL_BOUNDARY = "\t"
REFERENCE = re.compile("([A-Z]{1,3})[0-9]+")
UNNAMED = re.compile(r"(?:Sheet|工作表)\s*\d*", re.IGNORECASE)
LAST_COLUMN = 16_384
YES = frozenset({"1", "true"})

HIDDEN = _("Hidden sheets, rows or columns were not read.")
NOT_COMPUTED = _(
    "Some formulas have no stored value and were read as empty. "
    "Open the file in Excel or WPS, save it and send it again."
)


def read_xlsx(data: bytes) -> tuple[str, tuple[Promise | str, ...]]:
    """The text of a workbook, and warnings about what was left out.

    Raises DocumentError (damaged, encrypted, wrong_type, zip_bomb, too_large).
    """
    package = Package(data)
    main = package.main_part("workbook")
    if not main:
        raise _no_workbook()
    workbook = _Workbook(package, main)
    lines: list[str] = []
    length = 0
    for line in workbook.lines():
        length += len(line) + 1
        if length > MAX_TEXT_LENGTH:
            raise _too_large()
        lines.append(line)
    return fold_lookalikes("\n".join(lines)), workbook.warnings()


@dataclass(slots=True)
class _Sheet:
    """The cells of a sheet that say something: by row, by column."""

    name: str
    rows: list[dict[int, str]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        """A line for each row; columns in which nothing stands are none."""
        columns = sorted({column for row in self.rows for column in row})
        for row in self.rows:
            yield CELL_BOUNDARY.join(row.get(column, "") for column in columns).rstrip(CELL_BOUNDARY)


class _Workbook:
    """Walks through the sheets, with the texts and formats that all of them share."""

    def __init__(self, package: Package, main: str) -> None:
        self._package = package
        self._book = package.xml(main)
        self._relations = package.relations(main)
        self._texts = [_text(item) for item in children(self._shared("sharedStrings"), "si")]
        self._formats = list(_formats(self._shared("styles")))
        self._since_1904 = attribute(child(self._book, "workbookPr"), "date1904") in YES
        self._has_hidden = False
        self._has_uncomputed = False

    def _shared(self, kind: str) -> etree._Element | None:
        return next((self._package.xml(name) for name, found in self._relations.values() if found == kind), None)

    def lines(self) -> Iterator[str]:
        """All sheets one after the other; of several each begins with its name, if somebody gave it one."""
        sheets = [sheet for sheet in self._sheets() if sheet.rows]
        for sheet in sheets:
            if len(sheets) > 1 and not UNNAMED.fullmatch(sheet.name):
                yield sheet.name
            yield from sheet.lines()

    def warnings(self) -> tuple[Promise | str, ...]:
        """What a reader of the text should know."""
        return (*([HIDDEN] if self._has_hidden else []), *([NOT_COMPUTED] if self._has_uncomputed else []))

    def _sheets(self) -> Iterator[_Sheet]:
        for sheet in children(child(self._book, "sheets"), "sheet"):
            name, kind = self._relations.get(attribute(sheet, "id"), ("", ""))
            if sheet.get("state", "visible") != "visible":
                self._has_hidden = True
            elif kind == "worksheet":
                yield _Sheet(sheet.get("name", ""), list(self._rows(self._package.xml(name))))

    def _rows(self, sheet: etree._Element) -> Iterator[dict[int, str]]:
        hidden = set(_hidden_columns(sheet))
        for row in children(child(sheet, "sheetData"), "row"):
            cells = dict(self._cells(row))
            if row.get("hidden") in YES or not hidden.isdisjoint(cells):
                self._has_hidden = self._has_hidden or bool(cells)
            seen = {column: text for column, text in cells.items() if column not in hidden}
            if seen and row.get("hidden") not in YES:
                yield seen

    def _cells(self, row: etree._Element) -> Iterator[tuple[int, str]]:
        """The columns of a row in which something stands."""
        column = 0
        for cell in children(row, "c"):
            column = _column(cell.get("r", "")) or column + 1
            text = " ".join(with_powers_in_words(self._value(cell)).split())
            if text and column <= LAST_COLUMN:
                yield column, text

    def _value(self, cell: etree._Element) -> str:
        stored = child(cell, "v")
        written = "" if stored is None else stored.text or ""
        if not written and child(cell, "f") is not None and cell.get("t") != "str":
            self._has_uncomputed = True
        match cell.get("t", "n"):
            case "s":
                return self._texts[number_of(written)] if number_of(written) < len(self._texts) else ""
            case "inlineStr":
                return _text(child(cell, "is"))
            case "b":
                return {"1": "TRUE", "0": "FALSE"}.get(written, written)
            case "n":
                return shown(written, self._format(cell), since_1904=self._since_1904) if written else ""
        return written

    def _format(self, cell: etree._Element) -> str:
        style = number_of(cell.get("s", "0"))
        return self._formats[style] if style < len(self._formats) else GENERAL


def _formats(styles: etree._Element | None) -> Iterator[str]:
    """The number format of each style that a cell can name."""
    own = {
        number_of(made.get("numFmtId", "")): made.get("formatCode", "")
        for made in children(child(styles, "numFmts"), "numFmt")
    }
    for style in children(child(styles, "cellXfs"), "xf"):
        yield format_code(number_of(style.get("numFmtId", "")), own)


def _text(item: etree._Element | None) -> str:
    """A text of one look or of several; how it is pronounced is not read."""
    if item is None:
        return ""
    return "".join(_run(run) for run in item if name_of(run) in {"t", "r"})


def _run(run: etree._Element) -> str:
    if name_of(run) == "t":
        return run.text or ""
    text = "".join(part.text or "" for part in children(run, "t"))
    return raised(text) if value_of(run, "rPr", "vertAlign") == "superscript" else text


def _column(reference: str) -> int:
    """The number of a cell's column: 1 for A2, 27 for AA5."""
    found = REFERENCE.fullmatch(reference)
    number = 0
    for letter in found[1] if found else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _hidden_columns(sheet: etree._Element) -> Iterator[int]:
    for columns in children(child(sheet, "cols"), "col"):
        if columns.get("hidden") in YES:
            last = min(number_of(columns.get("max", "")), LAST_COLUMN)
            yield from range(number_of(columns.get("min", "")), last + 1)


def _no_workbook() -> DocumentError:
    return DocumentError(
        ErrorCode.WRONG_TYPE,
        _("The file is no Excel workbook, though its name says so. Open it in Excel or WPS and save it as .xlsx."),
    )


def _too_large() -> DocumentError:
    return DocumentError(
        ErrorCode.TOO_LARGE,
        _("The workbook has more than {limit} characters of text. Send only the sheets of the report."),
        limit=MAX_TEXT_LENGTH,
    )
