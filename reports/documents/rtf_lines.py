"""Reads the lines of an RTF document in a confined process (`confined.py`).

RTF is text with control words in groups; every group keeps the look of its beginning. Characters come as Unicode
(`\\u26032`, with a replacement for old programs behind it) or as bytes in the character set of the font in use.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<byte>[0-9a-f]{2})|\\(?P<sign>[^a-z'])|(?P<brace>[{}])"
    r"|(?P<text>[^\\{}\r\n]+)|[\r\n]+",
    re.IGNORECASE | re.DOTALL,
)
MAX_DEPTH = 500

UNREAD = frozenset(
    {"annotation", "atnauthor", "atndate", "atnicn", "atnid", "atnparent", "atnref", "atntime", "atrfend", "atrfstart"}
    | {"author", "bkmkend", "bkmkstart", "category", "colortbl", "comment", "company", "datafield", "datastore", "do"}
    | {"doccomm", "docvar", "fldinst", "footer", "footerf", "footerl", "footerr", "formfield", "generator", "header"}
    | {
        "headerf",
        "headerl",
        "headerr",
        "info",
        "keywords",
        "latentstyles",
        "listoverridetable",
        "listtable",
        "nonshppict",
    }
    | {"objdata", "operator", "pgptbl", "pict", "revtbl", "rsidtbl", "shprslt", "stylesheet", "subject", "tc", "tcn"}
    | {"template", "themedata", "title", "txe", "userprops", "xe", "xmlnstbl", "sp", "pnseclvl", "pn", "ftnsep"}
    | {"ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "upr", "falt", "panose", "background"}
)
READ = frozenset({"shptxt", "shpinst", "ud", "footnote", "fldrslt", "shp", "pntext", "listtext", "objattph", "result"})
SIGNS = {
    "line": "\n", "page": "\n", "column": "\n", "tab": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "~": " ", "_": "-",
    "\\": "\\", "{": "{", "}": "}", "\t": "\t",
}  # fmt: skip
LABELS = frozenset({"listtext", "pntext"})
GLUES_TO_TEXT = re.compile(r"[0-9A-Za-z.]\Z")
ENDS = frozenset({"par", "sect", "\r", "\n"})
INNER_ENDS = frozenset({"nestcell", "nestrow"})
CODECS = {128: "cp932", 129: "cp949", 134: "gb18030", 136: "big5", 161: "cp1253", 162: "cp1254", 204: "cp1251"}
CODECS |= {238: "cp1250"}
CODE_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8"}
POWERS = {"2": "\x02", "3": "\x03"}


class NotReadableError(Exception):
    """The argument says why."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a group inherits from the one around it."""

    is_read: bool = True
    is_hidden: bool = False
    is_deleted: bool = False
    is_raised: bool = False
    is_in_table: bool = False
    is_font_table: bool = False
    font: int = -1
    skipped: int = 1
    """How many characters the replacement of a Unicode character has."""
    is_label: bool = False
    """Whether this is the number that Word adds to a paragraph."""
    note: int = 0
    """The number of the note that is being read."""


CHANGES: dict[str, Callable[[int], dict[str, Any]]] = {
    "v": lambda number: {"is_hidden": bool(number)},
    "deleted": lambda number: {"is_deleted": bool(number)},
    "super": lambda number: {"is_raised": bool(number)},
    "up": lambda number: {"is_raised": number > 0},
    "nosupersub": lambda _number: {"is_raised": False},
    "plain": lambda _number: {"is_hidden": False, "is_deleted": False, "is_raised": False, "font": -1},
    "intbl": lambda _number: {"is_in_table": True},
    "pard": lambda _number: {"is_in_table": False},
    "f": lambda number: {"font": number},
    "fonttbl": lambda _number: {"is_read": False, "is_font_table": True},
    "uc": lambda number: {"skipped": min(max(number, 0), 100)},
    "ud": lambda _number: {"is_read": True},
    "shptxt": lambda _number: {"is_read": True},
}


@dataclass(slots=True)
class Page:
    """Lines being written: those of the body, or those of the notes."""

    lines: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)

    def end_cell(self) -> None:
        """A cell ends; all of it stands on one line."""
        self.cells.append(" ".join(self.taken().split()))

    def end_row(self) -> None:
        """A row ends."""
        self.lines.append("\t".join(self.cells))
        self.cells = []
        self.text = []

    def end_line(self) -> None:
        """A paragraph ends."""
        self.lines.append(self.taken())

    def taken(self) -> str:
        """The text so far; characters beyond the first 65,536 come as two halves."""
        text = "".join(self.text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.text = []
        return text


class Reader:
    """Goes through the tokens of a document once."""

    def __init__(self, source: str, max_length: int) -> None:
        self._source = source
        self._left = max_length
        self._look = Look()
        self._around: list[Look] = []
        self._bytes = bytearray()
        self._to_skip = 0
        self._is_optional = False
        self._code_page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._default_font = -1
        self._notes = 0
        self._label_at = 0
        self._body, self._foot = Page(), Page()

    def lines(self) -> list[str]:
        """The lines of the body and of the notes. Raises NotReadableError (damaged, too_long, undecodable)."""
        at = 0
        while at < len(self._source):
            token = TOKEN.match(self._source, at)
            if token is None:
                raise NotReadableError("damaged")
            at = token.end() + self._take(token)
        self._flush()
        if self._around:
            raise NotReadableError("damaged")
        for page in (self._body, self._foot):
            if page.cells:
                page.end_row()
            if page.text:
                page.end_line()
        return [*self._body.lines, *self._foot.lines]

    @property
    def _page(self) -> Page:
        return self._foot if self._look.note else self._body

    def _take(self, token: re.Match[str]) -> int:
        """Take one token; the answer is how many bytes behind it are no text."""
        if token["byte"] or token["text"]:
            self._take_bytes(bytes.fromhex(token["byte"]) if token["byte"] else token["text"].encode("latin-1"))
            return 0
        self._flush()
        if token["brace"]:
            self._take_brace(token["brace"])
        elif token["word"] == "bin":
            return max(int(token["number"] or 0), 0)
        elif word := token["word"] or token["sign"]:
            self._take_word(word, None if token["number"] is None else int(token["number"]))
        return 0

    def _take_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        self._is_optional = False
        self._bytes += data[skipped:]

    def _take_brace(self, brace: str) -> None:
        self._to_skip, self._is_optional = 0, False
        if brace == "{":
            if len(self._around) >= MAX_DEPTH:
                raise NotReadableError("damaged")
            self._around.append(self._look)
        elif self._around:
            before, self._look = self._look, self._around.pop()
            if before.is_label and not self._look.is_label:
                self._end_label()
            if before.note and not self._look.note:
                self._foot.end_line()
        else:
            raise NotReadableError("damaged")

    def _end_label(self) -> None:
        """A label stands right before its text, or a space away from it if it ends in a letter or digit."""
        text = self._page.text
        label = "".join(text[self._label_at :]).strip()
        text[self._label_at :] = [f"{label} " if GLUES_TO_TEXT.search(label) else label]

    def _take_word(self, word: str, number: int | None) -> None:
        is_optional, self._is_optional = self._is_optional, word == "*"
        if word == "u" and number is not None:
            self._write(chr(number & 0xFFFF))
            self._to_skip = self._look.skipped
        elif self._to_skip and word in SIGNS:
            self._to_skip -= 1
        elif word in UNREAD or (is_optional and word not in READ):
            self._look = replace(self._look, is_read=False)
        elif word in SIGNS:
            self._write(SIGNS[word])
        elif word in ENDS or word in INNER_ENDS or word in {"cell", "row"}:
            self._take_end(word)
        else:
            self._take_look(word, 1 if number is None else number)

    def _take_end(self, word: str) -> None:
        """The end of a paragraph, a cell or a row; within a cell everything stands on one line."""
        if not self._look.is_read:
            return
        if word == "cell":
            self._page.end_cell()
        elif word == "row":
            self._page.end_row()
        elif self._look.is_in_table or word in INNER_ENDS or self._look.note:
            self._page.text.append(" ")
        else:
            self._page.end_line()

    def _take_look(self, word: str, number: int) -> None:
        """A change of look until the group ends; other control words say nothing about the text."""
        if word == "ansicpg":
            self._code_page = CODE_PAGES.get(number, f"cp{number}")
        elif word == "deff":
            self._default_font = number
        elif word == "fcharset" and self._look.is_font_table:
            self._fonts[self._look.font] = CODECS.get(number, "")
        elif word == "footnote":
            self._begin_note()
        elif word in LABELS:
            self._label_at = len(self._page.text)
            self._look = replace(self._look, is_label=True)
        elif word in CHANGES:
            self._look = replace(self._look, **CHANGES[word](number))

    def _begin_note(self) -> None:
        self._notes += 1
        self._look = replace(self._look, note=self._notes, is_in_table=False)
        self._write(f"[{self._notes}] ")

    def _flush(self) -> None:
        """Decode the bytes that stand together."""
        if self._bytes and self._is_seen():
            self._write(self._decoded(bytes(self._bytes)))
        self._bytes.clear()

    def _is_seen(self) -> bool:
        return self._look.is_read and not self._look.is_hidden and not self._look.is_deleted

    def _decoded(self, data: bytes) -> str:
        if data.isascii():
            return data.decode("ascii")
        for codec in self._codecs():
            try:
                return data.decode(codec)
            except (UnicodeDecodeError, LookupError):
                continue
        raise NotReadableError("undecodable")

    def _codecs(self) -> Iterator[str]:
        """What the font says, then the file; one that says nothing was often written in China all the same."""
        look = self._look
        if codec := self._fonts.get(look.font if look.font >= 0 else self._default_font):
            yield codec
        if self._code_page == "cp1252":
            yield "gb2312"
        yield from (self._code_page, "gb18030")

    def _write(self, text: str) -> None:
        if not self._is_seen():
            return
        self._left -= len(text)
        if self._left < 0:
            raise NotReadableError("too_long")
        self._page.text.append(POWERS.get(text.strip(), text) if self._look.is_raised else text)


def answer(data: bytes, max_length: int) -> dict[str, object]:
    """The lines, or why the file is not read."""
    try:
        return {"lines": Reader(data.decode("latin-1").rstrip("\x00 \r\n\t"), max_length).lines()}
    except NotReadableError as error:
        return {"refused": error.args[0]}


if __name__ == "__main__":
    json.dump(answer(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
