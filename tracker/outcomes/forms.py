"""What a person says of a settled promise."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reports.library.models import Passage, Statement
from tracker.outcomes.models import FindingChoice, Settlement
from tracker.outcomes.promises import results_of, sentences_of
from tracker.outcomes.services import Answer
from tracker.targets.display import statement_in_words

LONGEST_CHOICE = 60
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
