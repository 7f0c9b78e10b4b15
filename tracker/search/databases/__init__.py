"""What differs between the two databases: triggers, the index of bigrams, and how words are looked up in it."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Protocol, cast

from django.db import connections
from django.db.backends.utils import CursorWrapper
from django.db.models import QuerySet

from tracker.search.databases import postgresql, sqlite
from tracker.search.models import Line, LineQuerySet

_MODULES: dict[str, ModuleType] = {"postgresql": postgresql, "sqlite": sqlite}


class Database(Protocol):
    """What either module does."""

    FOLDED: str
    """The expression that folds `line.words` as `folding.folded` does."""

    def is_installed(self, cursor: CursorWrapper) -> bool:
        """Tell whether all triggers are there, as this version writes them."""

    def install(self, cursor: CursorWrapper) -> None:
        """Create the triggers anew."""

    def remove(self, cursor: CursorWrapper) -> None:
        """Drop all triggers."""

    def empty(self, cursor: CursorWrapper) -> None:
        """Delete all lines, and hold back who would write any, until the transaction ends."""

    def complete(self, cursor: CursorWrapper) -> None:
        """Index the lines that were written since `empty`."""

    def holding(self, lines: LineQuerySet, words: Sequence[str], year: int | None) -> QuerySet[Line]:
        """Keep the lines of a year (None: of all) in which every one of the folded words stands, in their order."""


def database(using: str = "default") -> Database:
    """Return what is done in the language of a connection's database."""
    return cast("Database", _MODULES[connections[using].vendor])
