"""How words are compared: without blanks, in small letters, full-width signs as plain ones; here and in the database.

What a row says and what somebody types are folded alike. Words are then looked up by their bigrams, every two signs
that follow one another: Chinese words of two characters are the commonest, and no index of trigrams finds them.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Sequence
from itertools import product

PART = "¦"
"""Stands between the parts of a line; it is never typed into the search."""
BLANKS = "\t\n\r\f\v \N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"
FULL_WIDTH = range(0xFF01, 0xFF5F)
DISTANCE = 0xFEE0
"""How far a full-width sign lies behind its plain one."""
SIGNS = {chr(code): chr(code - DISTANCE).lower() for code in FULL_WIDTH} | {
    letter: letter.lower() for letter in string.ascii_uppercase
}
_TABLE = str.maketrans(SIGNS | dict.fromkeys(BLANKS, ""))
SHORTEST = 2
"""How many signs a word must have to be looked up."""


def folded(text: str) -> str:
    """Return the text as it is compared."""
    return text.translate(_TABLE)


def typed_words(text: str) -> list[str]:
    """Return the words of what somebody typed, folded, each once."""
    return list(dict.fromkeys(filter(None, (folded(word) for word in text.replace(PART, " ").split()))))


def bigrams(word: str) -> list[str]:
    """Return every two signs of a folded word that follow one another."""
    return [word[at : at + SHORTEST] for at in range(len(word) - SHORTEST + 1)]


def places(text: str, words: Sequence[str], initials: str = "") -> Iterator[tuple[int, int]]:
    """Yield where folded words stand in a text as it was written, start and end, in no order.

    `initials` are the first letters of its syllables, one for each sign of the folded text.
    """
    pairs = [(sign, at) for at, raw in enumerate(text) for sign in folded(raw)]
    whole = "".join(sign for sign, _at in pairs)
    spelled = [whole, initials] if len(initials) == len(whole) else [whole]
    for word, letters in product(words, spelled):
        start = letters.find(word)
        while start >= 0:
            yield pairs[start][1], pairs[start + len(word) - 1][1] + 1
            start = letters.find(word, start + 1)
