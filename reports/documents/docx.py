"""Word documents: paragraphs and tables in their order, with the numbers that Word adds to headings.

Left out, because nobody reads them as part of the report: headers and footers, comments, deleted and
hidden text. Text boxes follow the paragraph they are anchored in, foot- and endnotes stand at the end.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from .archive import Package
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes
from .numbering import Numbering
from .powers import raised, with_powers_in_words
from .wordml import attribute, child, children, is_raised, name_of

UNREAD = frozenset(
    {"pPr", "rPr", "instrText", "del", "delText", "delInstrText", "moveFrom", "rt", "Fallback", "txbxContent"}
)
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
WRAPPERS = frozenset({"body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"})
SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})
CELL_BOUNDARY = "\t"


def read_docx(data: bytes) -> str:
    """The text of a Word document, a line for each paragraph and each table row (cells parted by tabs).

    Raises DocumentError (damaged, encrypted, wrong_type, zip_bomb).
    """
    package = Package(data)
    main = package.main_part("document")
    if not main:
        raise _no_word_document()
    reader = _Reader(Numbering(_part(package, main, "numbering"), _part(package, main, "styles")))
    lines = [*reader.lines(package.xml(main)), *_notes(reader, package, main)]
    return fold_lookalikes("\n".join(lines)).strip("\n")


def _no_word_document() -> DocumentError:
    return DocumentError(
        ErrorCode.WRONG_TYPE,
        _("The file is no Word document, though its name says so. Open it in Word or WPS and save it as .docx."),
    )


class _Reader:
    """Walks through the blocks of a document; the numbering counts along."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering

    def lines(self, container: etree._Element) -> Iterator[str]:
        """The lines of all paragraphs and tables in a container."""
        for block in container:
            match name_of(block):
                case "p":
                    yield from self._paragraph(block)
                case "tbl":
                    yield from self._rows(block)
                case name if name in WRAPPERS:
                    yield from self.lines(block)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[str]:
        text = with_powers_in_words(_text(paragraph))
        yield (self._numbering.label(paragraph) if text.strip() else "") + text
        for box in _text_boxes(paragraph):
            yield from self.lines(box)

    def _rows(self, table: etree._Element) -> Iterator[str]:
        for row in _through_wrappers(table, "tr"):
            if child(row, "trPr", "del") is None:
                yield CELL_BOUNDARY.join(map(self._cell, _through_wrappers(row, "tc")))

    def _cell(self, cell: etree._Element) -> str:
        """All of a cell on one line, so that a row stays a row."""
        return " ".join(" ".join(self.lines(cell)).split())


def _text(element: etree._Element) -> str:
    """Visible text of a paragraph or of a part of one."""
    match name_of(element):
        case "t":
            return element.text or ""
        case name if name in SIGNS:
            return SIGNS[name]
        case name if name in UNREAD:
            return ""
        case "r" if child(element, "rPr", "vanish") is not None:
            return ""
    text = "".join(map(_text, element))
    return raised(text) if is_raised(element) else text


def _text_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Outermost text boxes within a paragraph; the fallback for old programs repeats them."""
    for part in element:
        if name_of(part) == "txbxContent":
            yield part
        elif name_of(part) not in UNREAD:
            yield from _text_boxes(part)


def _through_wrappers(element: etree._Element, name: str) -> Iterator[etree._Element]:
    for part in element:
        if name_of(part) == name:
            yield part
        elif name_of(part) in WRAPPERS:
            yield from _through_wrappers(part, name)


def _part(package: Package, main: str, kind: str) -> etree._Element | None:
    return next((package.xml(name) for name in package.related(main, kind)), None)


def _notes(reader: _Reader, package: Package, main: str) -> Iterator[str]:
    """Footnotes and endnotes, each with its number, as lines behind the body."""
    for kind, element in (("footnotes", "footnote"), ("endnotes", "endnote")):
        notes = (
            note for note in children(_part(package, main, kind), element) if attribute(note, "type") not in SEPARATORS
        )
        for number, note in enumerate(notes, start=1):
            yield f"[{number}] " + " ".join(" ".join(reader.lines(note)).split())
