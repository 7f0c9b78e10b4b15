"""The engine's word lists, read once from the TOML files beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, cast

_Node = dict[str, "_Node"]
_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split")
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
    return longest_first(entry.split())


def longest_first(entries: Iterable[str]) -> tuple[str, ...]:
    """Order words so that an alternation of them prefers the longest."""
    return tuple(sorted(set(entries), key=lambda word: (-len(word), word)))


def alternation(entries: Iterable[str]) -> str:
    """Return a regular expression that matches the longest of the words, shared beginnings written once."""
    root: _Node = {}
    for word in entries:
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _pattern(root)


def beginning(signs: Iterable[str]) -> str:
    """Return a pattern that asks for one of the signs to follow, so that others are soon left."""
    return f"(?=[{''.join(sorted(set(signs)))}])"


def lazily(build: Callable[[], str]) -> Callable[[], re.Pattern[str]]:
    """Return a function that compiles a long pattern when it is first asked for, so that the import stays quick."""
    return cache(lambda: re.compile(build()))


class _Late:
    """A pattern that is compiled when it is first used, so that the import stays quick."""

    def __init__(self, pattern: str | Callable[[], str]) -> None:
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self._pattern if isinstance(self._pattern, str) else self._pattern())
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def late(pattern: str | Callable[[], str]) -> re.Pattern[str]:
    """Return what serves as a pattern and is compiled, or even written, when it is first used."""
    return cast("re.Pattern[str]", _Late(pattern))


def _pattern(node: _Node) -> str:
    """Write a tree of characters as a pattern; an end inside the tree makes what follows optional."""
    branches = [re.escape(char) + _pattern(below) for char, below in node.items() if char]
    if not branches:
        return ""
    single = len(branches) == 1 and "" not in node
    if single:
        return branches[0]
    plain = all(len(branch) == 1 for branch in branches)
    joined = f"[{''.join(branches)}]" if plain else f"(?:{'|'.join(branches)})"
    return joined + ("?" if "" in node else "")
