"""What a person says of a settled promise, and a draft that is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.library.models import Passage, Statement
from reports.organisation.models import Region
from tracker.outcomes.models import FindingChoice, Settlement
from tracker.outcomes.promises import results_of, sentences_of
from tracker.outcomes.services import Answer
from tracker.targets.display import statement_in_words

LONGEST_DRAFT = 20_000
LONGEST_CHOICE = 60
YEARS_BACK = 10
DRAFTED_UNTIL = dt.timedelta(days=90)
Choice = tuple[str, str]


class AnswerForm(forms.Form):
    """The finding, and the figure or the sentence of the next report that shows it."""

    finding = forms.ChoiceField(label=_("Finding"), choices=FindingChoice.choices)
    shown_by = forms.ChoiceField(label=_("Figure or sentence of the next report"), required=False)
    note = forms.CharField(label=_("Remark"), max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, settlement: Settlement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        results = results_of(settlement.later_report, settlement.year).defer("read_as", "suggestion")
        self._results = {f"s{each.pk}": each for each in results.select_related("report")}
        sentences = sentences_of(settlement.later_report)
        self._passages = {f"p{each.start}": each for each, _sentence in sentences}
        self.fields["shown_by"].choices = [  # type: ignore[attr-defined]
            ("", _("none: it is not mentioned")),
            (_("Figures"), [(key, _figure(each)) for key, each in self._results.items()]),
            (_("Sentences"), [(f"p{each.start}", _shortened(sentence)) for each, sentence in sentences]),
        ]
        self.initial = {
            "finding": settlement.finding, "note": settlement.note, "version": settlement.version,
            "shown_by": key_of_shown(settlement),
        }  # fmt: skip

    @property
    def answer(self) -> Answer:
        """What was chosen; the form is valid."""
        data = self.cleaned_data
        result: Statement | None = self._results.get(data["shown_by"])
        passage: Passage | None = self._passages.get(data["shown_by"])
        return Answer(data["finding"], result, passage, data["note"])


def key_of_shown(row: Settlement) -> str:
    """Return the choice of the form that says what the row shows now; empty where it shows no sentence."""
    if row.result_id:
        return f"s{row.result_id}"
    return "" if row.quote_start is None else f"p{row.quote_start}"


def _figure(statement: Statement) -> str:
    return _shortened(f"{statement.indicator} {statement_in_words(statement)}")


def _shortened(words: str) -> str:
    return words if len(words) <= LONGEST_CHOICE else f"{words[:LONGEST_CHOICE]}…"


class DraftForm(forms.Form):
    """A draft, and the region and year that it tells of."""

    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.none(), empty_label=None)
    year = forms.TypedChoiceField(label=_("Year that it looks back at"), coerce=int)
    text = forms.CharField(
        label=_("Draft"),
        max_length=LONGEST_DRAFT,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "max_length": _("The text has %(show_value)d characters; at most %(limit_value)d are checked at once.")
        },
    )

    def __init__(self, *args: Any, regions: Sequence[Region], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in range(today.year, today.year - YEARS_BACK, -1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]
        self.fields["region"].queryset = Region.objects.filter(pk__in=[each.pk for each in regions])  # type: ignore[attr-defined]
        self.fields["region"].choices = [(each.pk, each.label) for each in regions]  # type: ignore[attr-defined]
        # A report is drafted around January, and tells of the year that ends then.
        self.initial = {"region": regions[0].pk, "year": (today - DRAFTED_UNTIL).year}
