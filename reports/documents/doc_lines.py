"""Reads the lines of a binary Word document in a confined process (`confined.py`), after the specification [MS-DOC].

The file is a small file system (OLE). Its stream “WordDocument” begins with a block that says where everything is (the
FIB) and holds the text in pieces; a table stream says in which order the pieces follow each other. How characters and
paragraphs look is told for ranges of bytes of the first stream, on pages of 512 bytes. Of that only what decides about
reading is looked at: deleted and hidden text is left out, a raised 2 or 3 is marked, cells and rows are told apart.
"""

import json
import struct
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import islice, pairwise
from struct import Struct

import olefile

BYTE, SHORT, LONG = Struct("<B"), Struct("<H"), Struct("<I")

WORD_97 = 0xC1
MAGIC = 0xA5EC
IS_ENCRYPTED, IN_TABLE_1 = 0x0100, 0x0200
LENGTHS_AT, TABLE_OF_CONTENTS_AT = 0x4C, 0x9A
CHARACTER_PAGES, PARAGRAPH_PAGES, PIECES, LISTS, LIST_USES = 12, 13, 33, 73, 74
PAGE = 512

DELETED, HIDDEN, RAISED, LIFTED = 0x0800, 0x083C, 0x2A48, 0x4845
IN_TABLE, ROW_END, LIST, LEVEL, ELSEWHERE = 0x2416, 0x2417, 0x460B, 0x260A, 0x6646
STYLE = -1
"""Not a change of look, but kept with them: the number of a paragraph's style."""
NO_STYLE = 0xFFF
DEFINES_TABLE = 0xD608
OPERAND_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
SHORT_FORMS = {0x41: DELETED, 0x5C: HIDDEN}
ON = {1, 0x81}

CELL, PARAGRAPH = "\x07", "\r"
FIELD_BEGINS, FIELD_SHOWS, FIELD_ENDS = "\x13", "\x14", "\x15"
NOTE = "\x02"
SIGNS = {"\x0b": "\n", "\x0c": "\n", "\x0e": "\n", "\t": "\t", "\x1e": "-", "\xa0": " "}
POWERS = {"2": "\x02", "3": "\x03"}

NUMBER_HERE = "\x10{},{}\x11"
"""Stands where Word shows a number: of which list and which level, the server counts."""

Properties = dict[int, int]
LookAt = Callable[[bytes, int, int], Properties]
Character = tuple[str, int, Properties]
"""A sign, its place in the document, and how its whole piece looks."""


class NotReadableError(Exception):
    """A file that is whole, but not to be read; the argument says why."""


def number(kind: Struct, data: bytes, at: int) -> int:
    """The number at a place; raises struct.error beyond the end."""
    (value,) = kind.unpack_from(data, at)
    return int(value)


def part(data: bytes, at: int, size: int) -> bytes:
    """So many bytes, all of them: a file that was cut is not read in part."""
    found = data[at : at + size]
    if at < 0 or len(found) != size:
        raise ValueError(at, size)
    return found


def properties(changes: bytes) -> Properties:
    """What a list of changes of look says; the last word counts."""
    found: Properties = {}
    at = 0
    while at + 3 <= len(changes):
        code = number(SHORT, changes, at)
        at += 2
        size = OPERAND_SIZES[code >> 13]
        if code == DEFINES_TABLE:
            size = number(SHORT, changes, at) + 1
        elif not size:
            size = changes[at] + 1
        found[code] = int.from_bytes(changes[at : at + min(size, 4)], "little")
        at += size
    return found


class Looks:
    """Which properties hold at which byte of the document."""

    def __init__(self, ranges: Iterable[tuple[int, int, Properties]]) -> None:
        self._ranges = sorted(ranges, key=lambda found: found[:2])
        self._starts = [start for start, _end, _properties in self._ranges]

    def at(self, place: int) -> Properties:
        """The properties of the character at a place."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._ranges[index][1]:
            return {}
        return self._ranges[index][2]


class Lists:
    """The lists whose paragraphs Word numbers: how their levels count, who uses them, which styles belong to them.

    A file whose lists are damaged is read all the same, without numbers.
    """

    def __init__(self, table: bytes, lists: tuple[int, int], uses: tuple[int, int]) -> None:
        self._table = table
        self._families: dict[int, list[list[object]]] = {}
        self._styles: dict[int, tuple[int, int]] = {}
        self.uses: dict[int, dict[str, object]] = {}
        """By its number, from one on: the family of lists with which a use counts on, and its levels."""
        self.are_whole = True
        try:
            if lists[1] and uses[1]:
                self._read_lists(*lists)
                self._read_uses(uses[0])
        except (ValueError, LookupError, struct.error):
            self.are_whole = False
            self.uses.clear()

    def place_of(self, look: Properties) -> tuple[int, int] | None:
        """Use and level of a paragraph, by itself or by its style."""
        use, level = look.get(LIST), look.get(LEVEL, 0)
        if use is not None:
            return (use, level) if 0 < use < 0x800 else None
        family, level = self._styles.get(look.get(STYLE, NO_STYLE), (0, 0))
        return next(((use, level) for use, found in self.uses.items() if found["family"] == str(family)), None)

    def _read_lists(self, at: int, size: int) -> None:
        """All lists, and behind them the levels of all of them."""
        count, levels_at = number(SHORT, self._table, at), at + size
        for start in range(at + 2, at + 2 + 28 * count, 28):
            family = number(LONG, self._table, start)
            levels = []
            for depth in range(1 if self._table[start + 26] & 1 else 9):
                self._styles.setdefault(number(SHORT, self._table, start + 8 + 2 * depth), (family, depth))
                level, levels_at = self._level(levels_at)
                levels.append(level)
            self._families[family] = levels
        self._styles.pop(NO_STYLE, None)

    def _level(self, at: int) -> tuple[list[object], int]:
        """First number, kind of numerals and text of a level, with %1 for the number; and where the next one is."""
        text_at = at + 28 + self._table[at + 24] + self._table[at + 25]
        length = number(SHORT, self._table, text_at)
        text = part(self._table, text_at + 2, 2 * length).decode("utf-16-le", "replace")
        pattern = "".join(f"%{ord(sign) + 1}" if sign < "\x09" else sign for sign in text)
        return [number(LONG, self._table, at), self._table[at + 4], pattern], text_at + 2 + 2 * length

    def _read_uses(self, at: int) -> None:
        """All uses, and behind them what some do differently; these count by themselves."""
        count, changes_at = number(LONG, self._table, at), at + 4 + 16 * number(LONG, self._table, at)
        for use in range(1, count + 1):
            start = at + 4 + 16 * (use - 1)
            family, changed = number(LONG, self._table, start), self._table[start + 12]
            levels, changes_at = list(self._families.get(family, [])), changes_at + 4
            for _change in range(changed):
                changes_at = self._change(levels, changes_at)
            self.uses[use] = {"family": f"{family}/{use}" if changed else str(family), "levels": levels}

    def _change(self, levels: list[list[object]], at: int) -> int:
        """Another first number or another look of one level; the answer is where the next change is."""
        flags, end = number(LONG, self._table, at + 4), at + 8
        depth, has_start, has_look = flags & 0xF, flags & 0x10, flags & 0x20
        level = levels[depth] if depth < len(levels) else [1, 0, ""]
        if has_look:
            level, end = self._level(end)
        if has_start:
            level = [number(LONG, self._table, at), *level[1:]]
        levels[depth : depth + 1] = [level]
        return end


class WordFile:
    """The streams of a binary Word document and the way through them."""

    def __init__(self, data: bytes) -> None:
        """Open the file. Raises NotReadableError (no_word, too_old, protected), ValueError or OSError (damaged)."""
        self._ole = olefile.OleFileIO(BytesIO(data))
        if not self._ole.exists("WordDocument"):
            raise NotReadableError("no_word")
        self.document = self._stream("WordDocument")
        if number(SHORT, self.document, 0) != MAGIC or number(SHORT, self.document, 2) < WORD_97:
            raise NotReadableError("too_old")
        flags = number(SHORT, self.document, 0x0A)
        if flags & IS_ENCRYPTED:
            raise NotReadableError("protected")
        self.table = self._stream("1Table" if flags & IN_TABLE_1 else "0Table")
        self.lengths = [number(LONG, self.document, LENGTHS_AT + 4 * index) for index in range(8)]
        self.looks = Looks(self._ranges(CHARACTER_PAGES, self._look_of_characters))
        self.paragraphs = Looks(self._ranges(PARAGRAPH_PAGES, self._look_of_paragraph))
        self.lists = Lists(self.table, self._place(LISTS), self._place(LIST_USES))

    def _stream(self, name: str) -> bytes:
        content: bytes = self._ole.openstream(name).read()
        return content

    def _place(self, index: int) -> tuple[int, int]:
        """Where something is in the table stream, and its size."""
        at = TABLE_OF_CONTENTS_AT + 8 * index
        return number(LONG, self.document, at), number(LONG, self.document, at + 4)

    def _entry(self, index: int) -> bytes:
        return part(self.table, *self._place(index))

    def _ranges(self, index: int, look_at: LookAt) -> Iterator[tuple[int, int, Properties]]:
        """The ranges of all pages of one kind."""
        entry = self._entry(index)
        count = (len(entry) - 4) // 8
        for page_number in range(count):
            page = part(self.document, (number(LONG, entry, 4 * (count + 1 + page_number)) & 0x3FFFFF) * PAGE, PAGE)
            places = [number(LONG, page, 4 * row) for row in range(page[-1] + 1)]
            for row, (start, end) in enumerate(pairwise(places)):
                yield start, end, look_at(page, 4 * len(places), row)

    def _look_of_characters(self, page: bytes, rows_at: int, row: int) -> Properties:
        at = 2 * page[rows_at + row]
        return properties(page[at + 1 : at + 1 + page[at]]) if at else {}

    def _look_of_paragraph(self, page: bytes, rows_at: int, row: int) -> Properties:
        at = 2 * page[rows_at + 13 * row]
        if not at:
            return {}
        first, size = (at + 1, 2 * page[at] - 1) if page[at] else (at + 2, 2 * page[at + 1])
        look = page[first : first + size]
        found = {STYLE: number(SHORT, look, 0)} | properties(look[2:])
        return found | self._look_elsewhere(found.get(ELSEWHERE))

    def _look_elsewhere(self, place: int | None) -> Properties:
        """Of a row with many columns the page holds only where to look."""
        if place is None:
            return {}
        data = self._stream("Data")
        return properties(part(data, place + 2, number(SHORT, data, place)))

    def characters(self) -> Iterator[Character]:
        """Each character of the text in its order."""
        entry = self._entry(PIECES)
        at, changes = 0, []
        while entry[at] == 1:
            size = number(SHORT, entry, at + 1)
            changes.append(part(entry, at + 3, size))
            at += 3 + size
        pieces = part(entry, at + 5, number(LONG, entry, at + 1))
        count = (len(pieces) - 4) // 12
        for index in range(count):
            start, end = number(LONG, pieces, 4 * index), number(LONG, pieces, 4 * index + 4)
            row = 4 * (count + 1) + 8 * index
            look = _look_of_piece(number(SHORT, pieces, row + 6), changes)
            yield from self._piece(number(LONG, pieces, row + 2), end - start, look)

    def _piece(self, place: int, length: int, look: Properties) -> Iterator[Character]:
        """A piece is of one byte a character (the second highest bit says so) or of two."""
        if place & 0x40000000:
            start = (place & 0x3FFFFFFF) // 2
            signs = part(self.document, start, length).decode("cp1252", "replace")
            yield from ((sign, start + index, look) for index, sign in enumerate(signs))
        else:
            units = part(self.document, place, 2 * length)
            for index in range(0, len(units), 2):
                yield chr(units[index] | units[index + 1] << 8), place + index, look


def _look_of_piece(modifier: int, changes: list[bytes]) -> Properties:
    """A piece's own change of look: a short form of one, or the number of a longer list."""
    if modifier & 1:
        return properties(changes[modifier >> 1])
    code = SHORT_FORMS.get(modifier >> 1 & 0x7F)
    return {code: modifier >> 8} if code else {}


class LineBuilder:
    """Puts the characters of one part of the document together to lines."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._text: list[str] = []
        self._cells: list[str] = []
        self._fields: list[str] = []
        self._notes = 0
        self._begin = 0

    def lines(self, characters: Iterable[Character], *, are_notes: bool) -> Iterator[str]:
        """The lines of a part; a note begins with its number."""
        for sign, place, look in characters:
            if sign in (PARAGRAPH, CELL):
                yield from self._paragraph_ends(sign, self._file.paragraphs.at(place))
            elif are_notes and sign == NOTE:
                self._notes += 1
                self._text.append(f"[{self._notes}] ")
            else:
                self._add(sign, self._file.looks.at(place) | look)
        yield from self._row() if self._cells else self._line()

    def _add(self, sign: str, look: Properties) -> None:
        """Keep what is seen: of a field (a link, a page's number) not the instruction, only the outcome."""
        if sign == FIELD_BEGINS:
            self._fields.append(sign)
        elif sign in (FIELD_SHOWS, FIELD_ENDS):
            del self._fields[-1:]
            self._fields += [sign] if sign == FIELD_SHOWS else []
        elif FIELD_BEGINS in self._fields or look.get(DELETED) in ON or look.get(HIDDEN) in ON:
            return
        elif sign >= " " or sign in SIGNS:
            is_raised = look.get(RAISED) == 1 or 0 < look.get(LIFTED, 0) < 0x8000
            self._text.append(POWERS.get(sign, sign) if is_raised else SIGNS.get(sign, sign))

    def _paragraph_ends(self, sign: str, look: Properties) -> Iterator[str]:
        self._fields = [field for field in self._fields if field != FIELD_BEGINS]
        place = self._file.lists.place_of(look)
        if place and "".join(self._text[self._begin :]).strip():
            self._text.insert(self._begin, NUMBER_HERE.format(*place))
        if look.get(ROW_END):
            yield from self._row()
        elif sign == CELL:
            self._cells.append(self._taken())
        elif look.get(IN_TABLE):
            self._text.append(" ")
        else:
            yield from self._line()
        self._begin = len(self._text)

    def _row(self) -> Iterator[str]:
        yield "\t".join(" ".join(cell.split()) for cell in self._cells)
        self._cells = []
        self._taken()

    def _line(self) -> Iterator[str]:
        yield self._taken()

    def _taken(self) -> str:
        """The text so far; characters beyond the first 65,536 come as two halves."""
        text = "".join(self._text).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self._text = []
        return text


def lines(file: WordFile, max_length: int) -> Iterator[str]:
    """The body, text boxes, foot- and endnotes; not the headers, the comments and what macros keep."""
    body, footnotes, headers, macros, comments, endnotes, boxes, _boxes_of_headers = file.lengths
    if sum(file.lengths) > max_length:
        raise NotReadableError("too_long")
    characters = file.characters()
    order = (body, footnotes, headers, macros, comments, endnotes, boxes)
    main, foot, _headers, _macros, _comments, end, boxed = (_next(characters, length) for length in order)
    for found, are_notes in ((main, False), (boxed, False), (foot, True), (end, True)):
        if found:
            yield from LineBuilder(file).lines(found, are_notes=are_notes)


def _next(characters: Iterator[Character], length: int) -> list[Character]:
    """The next part of the document, all of it."""
    found = list(islice(characters, length))
    if len(found) != length:
        raise ValueError(length)
    return found


def answer(data: bytes, max_length: int) -> dict[str, object]:
    """The lines and the lists that number them, or why the file is not read."""
    try:
        file = WordFile(data)
        return {"lines": list(lines(file, max_length)), "lists": file.lists.uses, "are_whole": file.lists.are_whole}
    except NotReadableError as error:
        return {"refused": error.args[0]}
    except (OSError, ValueError, LookupError, struct.error):
        return {"refused": "damaged"}


if __name__ == "__main__":
    json.dump(answer(sys.stdin.buffer.read(), int(sys.argv[1])), sys.stdout)
