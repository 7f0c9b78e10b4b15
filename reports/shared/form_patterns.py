"""The fields of many rows, which differ in whose they are and what they begin with: drawn once, filled in for each."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from html import escape

from django import forms
from django.forms import BoundField

HOLE = "\0"
"""Stands for the prefix of a row, and doubled for what it begins with; no text of a database holds it."""
FILLING = HOLE * 2


class Pattern:
    """Draws cells of rows into which nobody has typed yet, letter for letter as their own form would.

    `form` is one like theirs with HOLE as its prefix; `draw` makes a cell of a field, with its label.
    """

    def __init__(self, form: forms.BaseForm, draw: Callable[[BoundField], str]) -> None:
        self.form, self.draw = form, draw
        self._drawn: dict[tuple[str, Hashable], str] = {}

    def cell(self, name: str, initial: object) -> str:
        """Return the cell of a field that begins with `initial`, with holes for the row's prefix."""
        field = self.form.fields[name]
        value = field.prepare_value(initial)
        if not isinstance(field.widget, forms.TextInput | forms.HiddenInput):
            return self._once(name, value)
        text = field.widget.format_value(value)
        return self._once(name, FILLING if text else None).replace(FILLING, escape(text or ""))

    def _once(self, name: str, value: Hashable) -> str:
        if (name, value) not in self._drawn:
            self.form.initial[name] = value
            self._drawn[name, value] = self.draw(BoundField(self.form, self.form.fields[name], name))
        return self._drawn[name, value]
