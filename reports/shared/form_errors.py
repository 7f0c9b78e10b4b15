"""What a service refused, beside the field that it speaks of."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def take_up(form: forms.Form, error: ValidationError) -> None:
    """Put what a service refused into a form; what speaks of no field of it stands above all."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)
