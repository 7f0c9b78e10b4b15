"""Keys of rows as addresses and forms name them."""

from __future__ import annotations

import re

from reports.services.review import LARGEST_KEY

DIGITS = re.compile(r"\d{1,19}", re.ASCII)


def key_in(text: str) -> int | None:
    """Return the key that `text` names; None for anything that no row can have, such as a number of thirty digits."""
    key = int(text) if DIGITS.fullmatch(text) else 0
    return key if 0 < key <= LARGEST_KEY else None
