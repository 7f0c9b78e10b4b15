"""The rows of the task table as fields: hundreds of rows with sixteen fields each, too many for a template each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from django.forms import BoundField
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reports.shared.form_patterns import HOLE, Pattern
from tracker.targets.display import target_in_words
from tracker.targets.forms.rows import RowForm
from tracker.targets.forms.terms import Choices, terms_as_shown
from tracker.targets.models import Target

WIDE = frozenset({"supporting", "schedule"})


def drawn_form(form: RowForm) -> SafeString:
    """Return a row as it was typed, with what is wrong with it."""
    is_refused = bool(form.errors or form.conflicts)
    told = render_to_string("targets/_row_errors.html", {"form": form}) if is_refused else ""
    return _drawn(form.target, told, *map(_cell, form), is_refused=is_refused)


def drawn_targets(targets: Sequence[Target], choices: Choices) -> Iterator[SafeString]:
    """Yield rows as they are stored, letter for letter as their forms would be."""
    if not targets:
        return
    form = RowForm(targets[0], choices=choices)
    form.prefix = HOLE
    pattern = Pattern(form, _cell)
    for target in targets:
        terms = terms_as_shown(target)
        drawn = _drawn(target, *(pattern.cell(name, terms[name]) for name in form.fields))
        yield mark_safe(drawn.replace(HOLE, f"t{target.pk}"))  # noqa: S308 - every word is escaped


def drawn_name(target: Target) -> SafeString:
    """Return a row by its name and promise alone, until somebody comes to it."""
    return _drawn(target)


def _drawn(target: Target, *cells: str, is_refused: bool = False) -> SafeString:
    link = f'<a href="{target.get_absolute_url()}">{target.number} {escape(target.name)}</a>'
    header = f'<header>{link} <span class="headline-promise">{escape(target_in_words(target))}</span></header>'
    refused = " has-error" if is_refused else ""
    start = f'<fieldset class="row-form{refused}" id="row-{target.number}">'
    return mark_safe(f"{start}{header}{''.join(cells)}</fieldset>\n")  # noqa: S308 - every word is escaped


def _cell(field: BoundField) -> str:
    if field.is_hidden:
        return str(field)
    wide = ' class="wide-field"' if field.name in WIDE else ""
    label = f'<label for="{field.id_for_label}">{escape(str(field.label))}</label>'
    return f"<div{wide}>{label}{field}{field.errors}</div>"
