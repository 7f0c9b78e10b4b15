"""The form of the search page; it is sent with the address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from reports.library.models import WorkReport
from reports.organisation.models import Region, rights_of
from reports.shared.filters import ALL
from tracker.dispatch.models import Problem
from tracker.search.finding import FOUND, Wanted
from tracker.search.folding import typed_words
from tracker.targets.models import Target

if TYPE_CHECKING:
    from reports.shared.people import User

KINDS = {kind.name.lower(): kind for kind in FOUND}
"""The kinds by what the address calls them."""


class SearchForm(forms.Form):
    """Words, and what narrows them."""

    q = forms.CharField(label=_("Words"), max_length=100, required=False, widget=forms.TextInput({"type": "search"}))
    year = forms.IntegerField(label=_("Year"), required=False, min_value=1990, max_value=2099)
    region = forms.TypedChoiceField(label=_("Region"), required=False, coerce=int, empty_value=None)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", ALL), *((name, kind.label) for name, kind in KINDS.items())]
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_everywhere = rights_of(user).everywhere
        self.regions = list(_regions_of(user))
        self.fields["region"].choices = [("", ALL), *((each.pk, each.label) for each in self.regions)]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> Wanted:
        """What is looked for; the form must be valid.

        Rights do not need the regions: they keep the database from asking for each line of a country whether it may
        be read.
        """
        data = self.cleaned_data
        own = None if self.is_everywhere else [each.pk for each in self.regions]
        regions = [data["region"]] if data["region"] else own
        return Wanted(typed_words(data["q"]), data["year"], regions, KINDS.get(data["kind"]))


def _regions_of(user: User) -> QuerySet[Region]:
    """The regions in which there is anything that `user` may read."""
    readable = (Target.objects.for_user(user), WorkReport.objects.for_user(user), Problem.objects.for_user(user))
    condition = Q(pk__in=())
    for rows in readable:
        # Asked of each region: the regions of all rows of a country would be gathered first.
        condition |= Q(Exists(rows.order_by().filter(region=OuterRef("pk"))))
    return Region.objects.filter(condition)
