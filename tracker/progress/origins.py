"""Where a figure comes from, and whether it is the last word: the statistics bureau, a department, or who does it."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models
from django.utils.translation import pgettext_lazy


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
