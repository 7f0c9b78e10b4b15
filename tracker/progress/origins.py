"""Where a figure comes from, and whether it is the last word: the statistics bureau, a department, or who does it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext_lazy

_BETWEEN = re.compile(r"[·•/、，,;；|]")


class Source(models.TextChoices):
    """Who stands behind a figure, the most authoritative first; blank where nobody said so."""

    STATISTICS = "statistics", pgettext_lazy("source of a figure", "statistics bureau")
    DEPARTMENT = "department", pgettext_lazy("source of a figure", "department in charge")
    OWN = "own", pgettext_lazy("source of a figure", "self-reported")


class Vintage(models.TextChoices):
    """Whether the figure will be revised by who publishes it; blank where nobody said so."""

    PRELIMINARY = "preliminary", pgettext_lazy("vintage of a figure", "preliminary")
    FINAL = "final", pgettext_lazy("vintage of a figure", "final")


class Origin(NamedTuple):
    """Source and vintage of one figure; empty where nobody said so."""

    source: str = ""
    vintage: str = ""

    @property
    def in_words(self) -> str:
        """Both in words, short enough to stand beside the figure."""
        source = str(Source(self.source).label) if self.source else ""
        vintage = str(Vintage(self.vintage).label) if self.vintage else ""
        return " · ".join(each for each in (source, vintage) if each)


_ALSO_SAID: dict[str, str] = {
    "统计": Source.STATISTICS,
    "统计局": Source.STATISTICS,
    "主管部门": Source.DEPARTMENT,
    "行业主管部门": Source.DEPARTMENT,
    "自行填报": Source.OWN,
    "初步数": Vintage.PRELIMINARY,
    "快报数": Vintage.PRELIMINARY,
    "最终数": Vintage.FINAL,
    "核定数": Vintage.FINAL,
}
"""Other words that offices use for the same."""


def origins_in_words() -> list[str]:
    """Return every full origin as it may be typed or chosen, the most authoritative first, in the reader's language."""
    return [Origin(source, vintage).in_words for source in Source.values for vintage in Vintage.values]


def origin_typed(text: str) -> Origin:
    """Read source, vintage or both, as they were chosen or typed in any language of the site; empty for nothing.

    Raises ValidationError where a word is neither, or two of a kind are named.
    """
    parts = [part for each in _BETWEEN.split(text) if (part := each.strip().lower())]
    found = [_meanings().get(part, "") for part in parts]
    sources = [each for each in found if each in Source.values]
    vintages = [each for each in found if each in Vintage.values]
    if "" in found or len(sources) > 1 or len(vintages) > 1:
        example = Origin(Source.STATISTICS, Vintage.PRELIMINARY).in_words
        raise ValidationError(_("Say where the figure comes from as in “%(example)s”.") % {"example": example})
    return Origin(*sources or [""], *vintages or [""])


@cache
def _meanings() -> dict[str, str]:
    meanings = dict(_ALSO_SAID)
    for language, _name in settings.LANGUAGES:
        with override(language):
            meanings |= {str(choice.label).lower(): choice.value for choice in (*Source, *Vintage)}
    return meanings
