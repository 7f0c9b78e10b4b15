"""Filters and choices that several lists share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import django_filters as df
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import pgettext_lazy

from reports.shared.display import month_choices
from reports.shared.form_rendering import Select

ALL = pgettext_lazy("filter", "all")


class FilterSet(df.FilterSet):
    """Filters whose choices are drawn at once; choices that are a function are what it returns for the request."""

    led_to: ClassVar[Sequence[str]] = ()
    """Filters that only numbers of other pages lead to: the form has them where the address does, to take them off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.led_to:
            if not self.data.get(name):
                del self.filters[name]
        for each in self.filters.values():
            if type(each) is df.ChoiceFilter:
                each.extra.setdefault("widget", Select)
            if callable(choices := each.extra.get("choices")):
                each.extra["choices"] = choices(self.request)


def search(*fields: str) -> Any:
    """Return a filter method that looks for every word of the search in any of the fields."""

    def method(self: df.FilterSet, queryset: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        for word in value.split():
            condition = Q()
            for field in fields:
                condition |= Q(**{f"{field}__{_containing(word)}": word})
            queryset = queryset.filter(condition)
        return queryset

    return method


def _containing(word: str) -> str:
    """Return how to look for a word: what has no capitals need not have the capitals of every row made first."""
    return "contains" if word.upper() == word.lower() else "icontains"


def months(_request: HttpRequest) -> list[tuple[int, str]]:
    """Return the months with their names."""
    return month_choices()
