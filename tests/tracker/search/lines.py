"""The index, as tests look at it."""

from tracker.search.databases import database
from tracker.search.folding import typed_words
from tracker.search.keeping import rebuild
from tracker.search.models import Line


def kept() -> list[tuple]:
    """Every line there is."""
    return list(Line.objects.values_list())


def assert_as_rebuilt() -> None:
    """What was kept is what building the index anew gives."""
    before = kept()
    assert rebuild() == len(before)
    assert kept() == before


def keys(words: str, year: int | None = None) -> list[tuple[int, int]]:
    """Kind and key of what is found by words, whoever may read it, in their order."""
    found = database().holding(Line.objects.all(), typed_words(words), year)
    return [(line.kind, line.key) for line in found]
