"""Fields drawn without a template each, letter for letter as Django's templates draw them.

A page of fifty rows has eight hundred fields, a list ten: lines, choices, boxes and texts, which as templates take ten
times as long. Whatever else there is comes from the templates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData, SafeString, mark_safe

WIDGETS = "django/forms/widgets/"
OPTION = f"{WIDGETS}select_option.html"
ERRORS = frozenset({"django/forms/errors/list/default.html", "django/forms/errors/list/ul.html"})


class QuickRenderer(TemplatesSetting):
    """Django's templates, but for the fields that most forms are made of."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        """Return the markup of a field, or of its errors."""
        if template_name in ERRORS and not context["errors"]:
            return ""
        draw = DRAWN.get(template_name)
        drawn = draw(context["widget"]) if draw else None
        return super().render(template_name, context, request) if drawn is None else drawn


class Select(forms.Select):
    """A choice drawn at once, not option by option: a list has ten of them, a form of many rows hundreds.

    It bears the name of the one whose place it takes, for crispy makes a class of it.
    """

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Return the same markup; groups of options are left to the templates."""
        several = self.allow_multiple_selected
        options = _drawn(self.choices, self.format_value(value), several=several)
        if options is None:
            return super().render(name, value, attrs, renderer)
        own = _attributes({"attrs": self.build_attrs(self.attrs, attrs) | ({"multiple": True} if several else {})})
        return mark_safe(f'<select name="{_shown(name)}"{own}>{options}\n</select>')  # noqa: S308 - all is escaped


class SelectMultiple(Select, forms.SelectMultiple):
    """Several out of many, drawn at once."""


def drawn_options(choices: Iterable[tuple[Any, Any]], chosen: object = None) -> SafeString:
    """Draw choices for a template's own `<select>`: hundreds, too many for a template's tags each."""
    return mark_safe(_drawn(choices, [str(chosen)], several=False) or "")  # noqa: S308 - all is escaped


def _drawn(choices: Iterable[tuple[Any, Any]], chosen: Iterable[str], *, several: bool) -> str | None:
    """Return the options, the first of those chosen marked, or `several`; None where they are in groups."""
    parts, still = [], set(chosen)
    for key, label in choices:
        if isinstance(label, (list, tuple)):
            return None
        value = "" if key is None else key
        is_chosen = str(value) in still
        still = set() if is_chosen and not several else still
        mark = " selected" if is_chosen else ""
        parts.append(f'\n  <option value="{_text(value)}"{mark}>{_shown(label)}</option>\n')
    return "".join(parts)


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{_shown(widget["type"])}" name="{_shown(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Mapping[str, Any]) -> str:
    value = _shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_shown(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _select(widget: Mapping[str, Any]) -> str | None:
    """Return a choice; None where an option has a template of its own."""
    parts = [f'<select name="{_shown(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        drawn = _options(options)
        if drawn is None:
            return None
        parts.append(f'\n  <optgroup label="{_shown(group)}">{drawn}\n  </optgroup>' if group else drawn)
    return "".join([*parts, "\n</select>"])


def _options(options: Iterable[Mapping[str, Any]]) -> str | None:
    parts = []
    for option in options:
        if option["template_name"] != OPTION:
            return None
        value, label = _text(option["value"]), _shown(option["label"])
        parts.append(f'\n  <option value="{value}"{_attributes(option)}>{label}</option>\n')
    return "".join(parts)


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: Any) -> str:
    return value if isinstance(value, SafeData) and isinstance(value, str) else escape(str(value))


def _shown(value: Any) -> str:
    if type(value) is str:
        return escape(value)
    return conditional_escape(localize(value))


DRAWN: dict[str, Callable[[Mapping[str, Any]], str | None]] = {
    **{f"{WIDGETS}{name}.html": _input for name in ("input", "text", "number", "hidden", "date", "checkbox")},
    f"{WIDGETS}textarea.html": _textarea,
    f"{WIDGETS}select.html": _select,
}
