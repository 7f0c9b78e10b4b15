"""What targets are grouped by beside department and class: the theme of the catalogue, the section of the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from reports.shared.language import is_chinese
from tracker.indicators.models import Indicator
from tracker.targets.models import Target

NONE = "none"
"""How addresses name the group of those that have no theme, or come from no report."""
SECTION = "statement__passage__section"
LAST = 10**9


@dataclass(frozen=True)
class Belonging:
    """Where a target belongs; `theme` and `section` are what addresses say, the labels what readers read."""

    theme: str
    theme_label: str
    theme_order: int
    section: str
    section_order: int

    @property
    def section_label(self) -> str:
        """The heading, or that there is none."""
        return section_label(self.section)


def belongings(targets: QuerySet[Target]) -> dict[int, Belonging]:
    """Return where each of some targets belongs, under their numbers. One query."""
    columns = ("pk", "indicator__theme", "indicator__theme_en", "indicator__order", SECTION, "statement__start")
    return {pk: _belonging(*rest) for pk, *rest in targets.order_by().values_list(*columns)}


def _belonging(
    theme: str | None, theme_en: str | None, order: int | None, section: Sequence[str] | None, start: int | None
) -> Belonging:
    label = theme if is_chinese() else theme_en or theme
    heading = heading_of(section or ())
    return Belonging(
        theme=theme or NONE,
        theme_label=label or _("without a theme"),
        theme_order=order if theme and order is not None else LAST,
        section=heading or NONE,
        section_order=start if heading and start is not None else LAST,
    )


def heading_of(section: Sequence[str]) -> str:
    """Return the heading that a report's promises are known by: the second one of a path, where there are two."""
    return next(iter(section[1:2] or section[:1]), "")


def of_theme(theme: str) -> Q:
    """Return the condition that a target is of a theme."""
    return Q(indicator=None) | Q(indicator__theme="") if theme == NONE else Q(indicator__theme=theme)


def of_section(heading: str) -> Q:
    """Return the condition that a target's sentence stands under a heading."""
    if heading == NONE:
        return Q(statement=None) | Q(**{f"{SECTION}__0__isnull": True})
    is_alone = Q(**{f"{SECTION}__0": heading, f"{SECTION}__1__isnull": True})
    return Q(**{f"{SECTION}__1": heading}) | is_alone


def theme_label(theme: str) -> str:
    """Return a theme as the reader reads it. One query where that is not Chinese."""
    if theme == NONE:
        return _("without a theme")
    own = None if is_chinese() else Indicator.objects.filter(theme=theme).exclude(theme_en="").first()
    return own.theme_en if own else theme


def section_label(section: str) -> str:
    """Return a heading, or that there is none."""
    return _("not from a report") if section == NONE else section
