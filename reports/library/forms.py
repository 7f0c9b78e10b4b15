"""Forms that take a document in: they check and return values, services write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from reports.documents import EXTENSIONS, MAX_FILE_BYTES, MAX_TEXT_LENGTH
from reports.library.models import YEAR_RANGE
from reports.organisation.fields import RegionField
from reports.organisation.models import Region, RegionQuerySet
from reports.shared.requests import id_in

ACCEPTED_FILES = ",".join(EXTENSIONS)
MEGABYTE = 1024 * 1024


class UploadForm(forms.Form):
    """A document, as a file or as pasted text: one of the two."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED_FILES, "class": "form-control"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "form-control"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is far too large before it is read into memory."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE_BYTES:
            raise ValidationError(
                _("The file has %(size).1f MB; at most %(limit)d MB are accepted."),
                params={"size": file.size / MEGABYTE, "limit": MAX_FILE_BYTES // MEGABYTE},
            )
        return file

    def clean_text(self) -> str:
        """Refuse what is far too long."""
        text: str = self.cleaned_data["text"]
        if len(text) > 2 * MAX_TEXT_LENGTH:
            raise ValidationError(_("The text is too long. Send only the report itself."))
        return text

    def clean(self) -> dict[str, Any]:
        """Require exactly one of the two ways."""
        data = super().clean() or {}
        if self.errors:
            return data
        if data.get("file") and data.get("text", "").strip():
            raise ValidationError(_("Choose a file or paste the text, not both."))
        if not data.get("file") and not data.get("text", "").strip():
            raise ValidationError(_("Choose a file, or paste the report's text."))
        return data


class ConfirmForm(forms.Form):
    """Whose report of which year a document is."""

    region = RegionField(
        label=_("Region"),
        queryset=Region.objects.none(),
        empty_label=_("Choose a region"),
        widget=forms.Select(attrs={"class": "form-select"}),
    )
    year = forms.IntegerField(
        label=_("Year of the plan"),
        validators=list(YEAR_RANGE),
        help_text=_("The year whose tasks the report sets out; it looks back at the year before."),
        widget=forms.NumberInput(attrs={"class": "form-control"}),
    )
    title = forms.CharField(label=_("Title"), max_length=200, widget=forms.TextInput(attrs={"class": "form-control"}))

    def __init__(self, *args: Any, regions: RegionQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions.with_parents()  # type: ignore[attr-defined]

    def chosen_region(self) -> Region | None:
        """Return the region that was sent, else the one that is proposed."""
        sent = self.data.get("region", "") if self.is_bound else ""
        return self.fields["region"].queryset.filter(pk=id_in(sent)).first() if sent else self.initial.get("region")  # type: ignore[attr-defined]
