"""A draft that is to be checked, pasted or as a file, and the region and year that it tells of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.documents import Document, DocumentError, read_document
from reports.library.forms import UploadForm
from reports.organisation.models import Region

LONGEST_DRAFT = 100_000
"""In characters; a work report has some 20,000 to 40,000."""
YEARS_BACK = 10
DRAFTED_UNTIL = dt.timedelta(days=90)
PASTED = "draft.txt"


class DraftForm(UploadForm):
    """A draft, as a file or as pasted text, and whose result of which year it tells.

    A file is hostile until it was read within bounds; what was read is in `draft`, and nothing of it is stored.
    """

    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none(), empty_label=None)
    year = forms.TypedChoiceField(label=_("Year that it looks back at"), coerce=int)

    field_order = ("region", "year", "file", "text")

    def __init__(self, *args: Any, regions: Sequence[Region], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in range(today.year, today.year - YEARS_BACK, -1)]
        self.fields["file"].label, self.fields["text"].label = _("File of the draft"), _("Or its text")
        self.fields["year"].choices = years  # type: ignore[attr-defined]
        self.fields["region"].queryset = Region.objects.filter(pk__in=[each.pk for each in regions])  # type: ignore[attr-defined]
        self.fields["region"].choices = [(each.pk, each.label) for each in regions]  # type: ignore[attr-defined]
        # A report is drafted around January, and tells of the year that ends then.
        self.initial = {"region": regions[0].pk, "year": (today - DRAFTED_UNTIL).year}

    def clean(self) -> dict[str, Any]:
        """Read the draft, whichever way it came."""
        data = super().clean()
        if not self.errors:
            data["draft"] = self._read(data)
        return data

    def _read(self, data: dict[str, Any]) -> Document | None:
        file = data["file"]
        field = "file" if file else "text"
        try:
            # A browser sends every line end of a form as CRLF, whatever was pasted.
            pasted = data["text"].replace("\r\n", "\n").encode()
            draft = read_document(file.read(), file.name) if file else read_document(pasted, PASTED)
        except DocumentError as error:
            self.add_error(field, str(error))
            return None
        if len(draft.text) > LONGEST_DRAFT:
            self.add_error(field, _too_long(len(draft.text)))
        return draft


def _too_long(length: int) -> str:
    words = _("The text has %(length)d characters; at most %(limit)d are checked at once.")
    return words % {"length": length, "limit": LONGEST_DRAFT}
