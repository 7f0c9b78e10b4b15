"""Fields that take departments by their names, and a region that is told from its namesakes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from reports.organisation.models import Department, Post, Region
from reports.shared.fields import SEPARATORS, RowField
from reports.shared.form_rendering import Select
from reports.shared.language import named


class RegionField(forms.ModelChoiceField):
    """One region out of a QuerySet, shown with what tells it from its namesakes."""

    def label_from_instance(self, region: Region) -> str:
        """Return the name with the regions above it and, for one that ended, its last year."""
        return region.full_label


class PlaceField(RowField):
    """One of the regions at hand, by its name alone."""

    def offered(self, rows: QuerySet[Region]) -> Iterator[tuple[int, str]]:
        """Return the names in the reader's language."""
        told = named()
        return ((pk, told(*names)) for pk, *names in rows.values_list("pk", "name", "name_en"))


class LeadField(RowField):
    """One of the departments of many regions, `with_region` in front: every district has its finance bureau."""

    def __init__(self, *args: Any, with_region: bool = True, **kwargs: Any) -> None:
        self.with_region = with_region
        super().__init__(*args, **kwargs)

    def offered(self, rows: QuerySet[Department]) -> Iterator[tuple[int, str]]:
        """Return the names in the reader's language."""
        told = named()
        own = rows.values_list("pk", "short_name", "name_en", "region__name", "region__name_en")
        for pk, name, name_en, region, region_en in own:
            place = f"{told(region, region_en)} · " if self.with_region else ""
            yield pk, f"{place}{told(name, name_en)}"


class DepartmentField(forms.TypedChoiceField):
    """One department out of those at hand, which are looked up once for a whole page."""

    widget = Select

    def __init__(self, *, departments: Iterable[Department], **kwargs: Any) -> None:
        by_key = {str(each.pk): each for each in departments}
        choices = [(key, each.label) for key, each in by_key.items()]
        choices = choices if kwargs.get("required", True) else [("", "—"), *choices]
        super().__init__(choices=choices, coerce=by_key.__getitem__, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Choose the department that is given."""
        return value.pk if isinstance(value, Department) else value


class DepartmentsField(forms.CharField):
    """Several departments in one line, by short or full name, separated by 、 or commas."""

    def __init__(self, *, departments: Iterable[Department], **kwargs: Any) -> None:
        self.by_name = {
            name: each for each in departments for name in (each.name_en, each.name, each.short_name) if name
        }
        super().__init__(**{"required": False} | kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the departments in the order in which they were typed, each once."""
        text = (super().to_python(value) or "").strip()
        names = [text] if text in self.by_name else [name for name in SEPARATORS.split(text) if name]
        unknown = [name for name in names if name not in self.by_name]
        if unknown:
            message = _("There is no department “%(names)s” in this region. Use the names of the list.")
            raise ValidationError(message, code="unknown", params={"names": "、".join(unknown)})
        return tuple(dict.fromkeys(self.by_name[name] for name in names))

    def prepare_value(self, value: Any) -> Any:
        """Show the departments' names as the reader knows them."""
        return value if isinstance(value, str) or value is None else "、".join(each.label for each in value)


class PostField(forms.CharField):
    """One post by its title, with or without its holder."""

    def __init__(self, *, posts: Iterable[Post], **kwargs: Any) -> None:
        self.by_name = {name: each for each in posts for name in (each.title, each.label)}
        super().__init__(**{"required": False} | kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the post, or None when nothing was typed."""
        text = (super().to_python(value) or "").strip()
        if text and text not in self.by_name:
            message = _("There is no post “%(name)s” in this region. Use a title of the list.")
            raise ValidationError(message, code="unknown", params={"name": text})
        return self.by_name.get(text)

    def prepare_value(self, value: Any) -> Any:
        """Show the post's title."""
        return value.title if isinstance(value, Post) else value
