"""Which field of a target stands under which head: that of our own files, or the usual words of an office's table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import override

from reports.extraction.genres.headers import Holds, held_under
from tracker.targets.columns import COLUMNS

LANGUAGES = ("zh-hans", "en")
RESPONSIBLE = "responsible"
"""A column that names one or several responsible departments: the first leads."""
_USUAL = {
    Holds.NUMBER: "number",
    Holds.NAME: "name",
    Holds.TASK: "name",
    Holds.PLAN: "promise",
    Holds.LEAD: "lead",
    Holds.RESPONSIBLE: RESPONSIBLE,
    Holds.SUPPORTING: "supporting",
    Holds.LEADER: "leader",
    Holds.DEADLINE: "deadline",
    Holds.NATURE: "nature",
}
_MORE = {"联系人": "contact", "联络人": "contact", "分值": "weight", "权重": "weight", "其中": "parent"}
_TOLD = frozenset({"lead", RESPONSIBLE, "supporting", "leader", "contact", "deadline", "promise"})
_SPACES = re.compile(r"\s+")


def columns_of(heads: Sequence[str]) -> Mapping[int, str] | None:
    """Return the fields by the places of their columns; None where the row heads no task table.

    Of two columns for one field the first speaks.
    """
    own = _own_heads()
    found: dict[int, str] = {}
    for place, head in enumerate(heads):
        field = _field_under(_SPACES.sub("", head), own)
        if field and field not in found.values():
            found[place] = field
    is_header = "name" in found.values() and not _TOLD.isdisjoint(found.values())
    return found if is_header else None


def _own_heads() -> Mapping[str, str]:
    heads = dict(_MORE)
    for language in LANGUAGES:
        with override(language):
            heads |= {_SPACES.sub("", str(word)): field for field, (word, _cell) in COLUMNS.items()}
    return heads


def _field_under(head: str, own: Mapping[str, str]) -> str:
    return own.get(head) or _USUAL.get(held_under(head), "") if head else ""
