"""The engine's word lists, read once from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> dict[str, Any]:
    """Return the word lists of one lexicon file, by its name without extension."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def words(name: str, *keys: str) -> tuple[str, ...]:
    """Return one list of a lexicon file, longest word first."""
    entry: Any = load(name)
    for key in keys:
        entry = entry[key]
    return longest_first(entry)


def longest_first(entries: Iterable[str]) -> tuple[str, ...]:
    """Order words so that an alternation of them prefers the longest."""
    return tuple(sorted(set(entries), key=lambda word: (-len(word), word)))


def alternation(entries: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in longest_first(entries)) + ")"
