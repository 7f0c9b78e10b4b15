"""Web pages: the readable text, a line for each block and table row, without scripts, menus and the like."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from lxml import etree

from .document import MAX_TAGS
from .encodings import decode
from .errors import DocumentError, ErrorCode
from .folding import fold_lookalikes

DECLARED_ENCODING = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE
)
DECLARATION_WITHIN = 4096
TAG = re.compile(r"<[a-zA-Z!/]")

BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "div"}
    | {"dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"}
    | {"hgroup", "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot"}
    | {"thead", "title", "tr", "ul"}
)
UNREAD = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "select",
        "button",
        "textarea",
        "iframe",
        "object",
        "svg",
        "math",
    }
    | {"canvas", "audio", "video", "map"}
)
FURNITURE = frozenset(
    {"nav", "navbar", "menu", "breadcrumb", "breadcrumbs", "crumbs", "footer", "sidebar", "share", "toolbar", "pager"}
    | {"pagination", "copyright", "navigation", "menubar", "contentinfo", "search"}
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
SENTENCE_END = "。"
LONGEST_DATA_CELL = 200

INVISIBLE = re.compile("[\u200b-\u200f\u2060\u2028\u2029\ufeff\x00-\x08\x0e-\x1f]")
SPACES = re.compile(r"[ \t\r\n\f\v\xa0]+")
SEVERAL_SPACES = re.compile(" {2,}")
AROUND_TAB = re.compile(r" *\t *")
WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]"
WRAP_IN_CHINESE = re.compile(rf"(?<={WIDE})[ \t\r]*\n[ \t\r\n]*(?={WIDE})")


def read_html(data: bytes) -> tuple[str, str]:
    """The text of a web page and the encoding of its bytes.

    Raises DocumentError (undecodable, wrong_type, too_large, damaged).
    """
    declared = DECLARED_ENCODING.search(data[:DECLARATION_WITHIN])
    page, encoding = decode(data, declared=declared[1].decode("ascii", "ignore") if declared else "")
    text = "".join(_Reader(_parse(page)).pieces())
    return fold_lookalikes(_tidy(text)), encoding


def _parse(page: str) -> etree._Element:
    if not TAG.search(page):
        raise DocumentError(
            ErrorCode.WRONG_TYPE,
            _(
                "The file is no web page, though its name says so: it has no tags. "
                "Send it with a name that ends in .txt."
            ),
        )
    if page.count("<") > MAX_TAGS:
        raise DocumentError(
            ErrorCode.TOO_LARGE,
            _("The web page is too large to be a report. Copy the text from the browser and paste it instead."),
        )
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = etree.fromstring(page.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise _damaged() from error
    if root is None or any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise _damaged()
    return root


def _damaged() -> DocumentError:
    return DocumentError(
        ErrorCode.DAMAGED,
        _(
            "The web page cannot be read to its end: it is damaged or nested too deeply. "
            "Copy the text from the browser and paste it instead."
        ),
    )


class _Reader:
    """Walks through a page without recursion, since pages may be nested thousands of elements deep."""

    def __init__(self, root: etree._Element) -> None:
        self._root = root
        self._with_sentences = _elements_with_sentences(root)

    def pieces(self) -> Iterator[str]:
        """The text in its order, broken into lines at blocks and by tabs between cells."""
        todo: list[tuple[etree._Element, _Place] | str] = [(self._root, _Place())]
        while todo:
            step = todo.pop()
            if isinstance(step, str):
                yield step
            elif self._is_read(step[0]):
                todo.extend(reversed(list(_steps(*step))))

    def _is_read(self, element: etree._Element) -> bool:
        if element.tag in UNREAD or "hidden" in element.attrib or HIDDEN_STYLE.search(element.get("style", "")):
            return False
        return element in self._with_sentences or not _is_furniture(element)


class _Place:
    """What surrounds a piece of text: preformatted lines, or a cell whose blocks stay on one line."""

    __slots__ = ("cell", "preformatted")

    def __init__(self, *, preformatted: bool = False, cell: bool = False) -> None:
        self.preformatted = preformatted
        self.cell = cell

    def within(self, element: etree._Element) -> "_Place":
        """The place of an element's content."""
        return _Place(preformatted=self.preformatted or element.tag == "pre", cell=self.cell or _is_data_cell(element))

    def shown(self, text: str | None) -> str:
        """Text with white space as a browser shows it; a wrap between Chinese characters is no space."""
        if self.preformatted:
            return text or ""
        return SPACES.sub(" ", WRAP_IN_CHINESE.sub("", text or ""))


def _steps(element: etree._Element, place: _Place) -> Iterator[tuple[etree._Element, _Place] | str]:
    """An element's content in order, each child followed by the text behind it."""
    boundary = (" " if place.cell else "\n") if element.tag in BLOCKS else ""
    inner = place.within(element)
    yield boundary
    yield inner.shown(element.text)
    for part in element:
        yield part, inner
        yield inner.shown(part.tail)
    yield "\t" if element.tag in {"td", "th"} else boundary


def _is_furniture(element: etree._Element) -> bool:
    names = f"{element.tag} {element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    return not FURNITURE.isdisjoint(names.lower().split())


def _is_data_cell(element: etree._Element) -> bool:
    """A cell of a table of data, not of one that lays out the page."""
    if element.tag not in {"td", "th"} or element.find(".//table") is not None:
        return False
    return sum(map(len, element.itertext())) <= LONGEST_DATA_CELL


def _elements_with_sentences(root: etree._Element) -> set[etree._Element]:
    """All elements in whose text a sentence ends; menus and footers have none."""
    found: set[etree._Element] = set()
    for element in root.iter():
        if SENTENCE_END in (element.text or ""):
            _mark(element, found)
        if SENTENCE_END in (element.tail or ""):
            _mark(element.getparent(), found)
    return found


def _mark(element: etree._Element | None, found: set[etree._Element]) -> None:
    while element is not None and element not in found:
        found.add(element)
        element = element.getparent()


def _tidy(text: str) -> str:
    text = AROUND_TAB.sub("\t", SEVERAL_SPACES.sub(" ", INVISIBLE.sub("", text)))
    lines = (line.strip(" ").rstrip("\t") for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip())
