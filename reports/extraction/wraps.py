"""Words of a text without its line wraps, for people to read; offsets into the text do not hold in them."""

from __future__ import annotations

from .lexicon import late

_BESIDE_A_LETTER = late(r"(?<=[A-Za-z])\s+(?=[A-Za-z0-9])|(?<=[0-9])\s+(?=[A-Za-z])")


def unwrapped(text: str) -> str:
    """Return the text as one line: Chinese needs no white space, Latin words keep one blank between them."""
    return "".join(_BESIDE_A_LETTER.sub("\0", text).split()).replace("\0", " ")
