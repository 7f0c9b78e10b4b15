"""Pinning a view."""

from __future__ import annotations

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from tracker.navigation.models import PinnedView


class PinForm(forms.ModelForm):
    """A name for the page at `address`."""

    class Meta:
        model = PinnedView
        fields = ("name", "address")
        widgets = {"address": forms.HiddenInput}

    def clean_address(self) -> str:
        """Take pages of this site only: a pinned view never leads elsewhere."""
        address: str = self.cleaned_data["address"]
        if not is_page_of_ours(address):
            raise ValidationError(_("Only pages of this site can be pinned."), code="elsewhere")
        return address


def is_page_of_ours(address: str) -> bool:
    """Tell whether an address is the path of a page of this site, with or without a query."""
    if not address.startswith("/") or not url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return False
    try:
        resolve(urlsplit(address).path)
    except Resolver404:
        return False
    return True
