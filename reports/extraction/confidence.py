"""How sure the engine is of a statement: a logistic score over what is known of it.

The weights are data (`weights.json`), made by `python -m reports.extraction.training`; the same texts give the same
weights. A confidence of 0.9 means that nine of ten such statements were right in every field.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from .measuring import is_made
from .model import Comparator, Kind, Role
from .names import ends_as_level
from .structure import Sentence
from .thread import Found

_WEIGHTS = Path(__file__).with_name("weights.json")
_LENGTHS = ((2, "name<=2"), (4, "name<=4"), (14, "name<=14"), (20, "name<=20"), (28, "name<=28"))


def confidence(found: Found, sentence: Sentence, text: str) -> float:
    """Return the estimated chance, between 0 and 1, that every field of a statement is right."""
    weights = _weights()
    score = weights.get("bias", 2.0) + sum(weights.get(feature, 0.0) for feature in features(found, sentence, text))
    return round(1 / (1 + math.exp(-score)), 3)


@cache
def _weights() -> dict[str, float]:
    if not _WEIGHTS.exists():
        return {}
    weights: dict[str, float] = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
    return weights


def features(found: Found, sentence: Sentence, text: str) -> Iterator[str]:
    """Name what is known of a statement; each name has a weight."""
    name, quantity = found.name, found.quantity
    yield f"rule {found.rule}"
    yield next((label for length, label in _LENGTHS if len(name) <= length), "name>28")
    yield f"form {quantity.form}"
    yield f"measure {found.measure.value}"
    yield "head" if ends_as_level(name) else "made" if is_made(name) else "other noun"
    if found.comparator in (Comparator.RELATIVE, Comparator.BETWEEN):
        yield f"comparator {found.comparator.value}"
    if (found.kind is Kind.TARGET) != (sentence.role is Role.PLAN):
        yield "kind against section"
    if found.year != sentence.year:
        yield "year against section"
    if "、" in name:
        yield "list in name"
    if quantity.tail < found.clause[1] and text[quantity.tail] not in "，、；。！？）\n":
        yield "words behind"
    if found.clause[1] - found.clause[0] > 40:
        yield "long clause"
