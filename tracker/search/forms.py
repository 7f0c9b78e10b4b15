"""The form of the search page; it is sent with the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from reports.library.models import WorkReport
from reports.organisation.models import Region
from reports.shared.filters import ALL
from tracker.search.finding import FOUND, Wanted
from tracker.search.folding import typed_words
from tracker.search.models import Kind
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

KINDS = {kind.name.lower(): kind for kind in FOUND}
"""The kinds by what the address calls them."""


class SearchForm(forms.Form):
    """Words, and what narrows them."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False, widget=forms.TextInput({"type": "search"}))
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2099)
    region = forms.ModelChoiceField(Region.objects.none(), label=_("Region"), required=False, empty_label=ALL)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", ALL), *((name, kind.label) for name, kind in KINDS.items())]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        promises, reports = Target.objects.for_user(user).order_by(), WorkReport.objects.for_user(user).order_by()
        own = Q(pk__in=promises.values("region")) | Q(pk__in=reports.values("region"))
        self.fields["region"].queryset = Region.objects.filter(own)  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What is looked for; the form must be valid."""
        data = self.cleaned_data
        return Wanted(typed_words(data["q"]), data["year"], data["region"], KINDS.get(data["kind"]))
