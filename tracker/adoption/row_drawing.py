"""The rows of the adoption form: a report has hundreds of promises, too many for a template and a form each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from html import escape
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from reports.shared.display import UNKNOWN
from reports.shared.form_patterns import HOLE, Pattern
from tracker.adoption.forms import AdoptionForm, AdoptionTable, initial_of
from tracker.adoption.lead_suggestions import NAMED, Suggested, Suggestion
from tracker.adoption.proposals import Proposal
from tracker.targets.models import Target

LONGEST_CLAUSE = 60
CHOSEN = ("target_class", "frequency")

Cell = Callable[[str], str]
"""What a field is drawn as by its name."""


class AdoptionRows:
    """Draws the rows of a table: with fields, or as mere words until somebody comes to them."""

    def __init__(self, table: AdoptionTable) -> None:
        self.table = table
        self.adopt, self.more = _("Adopt"), escape(_("more"))
        self.numbers = {proposal: number for number, proposal in enumerate(table.proposals, start=1)}

    @cached_property
    def pattern(self) -> Pattern:
        """Draws the fields into which nobody has typed."""
        form = AdoptionForm(self.table.proposals[0], self.table.departments)
        form.prefix = HOLE
        return Pattern(form, _cell)

    @cached_property
    def labels(self) -> dict[str, str]:
        """The fields' labels."""
        return {name: escape(str(field.label)) for name, field in self.pattern.form.fields.items()}

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """What can be chosen in some fields, in words."""
        fields: dict[str, Any] = self.pattern.form.fields
        return {name: {key: escape(str(label)) for key, label in fields[name].choices} for name in CHOSEN}

    def typed(self, row: AdoptionForm) -> SafeString:
        """Draw a row as it was typed, with what is wrong with it."""
        return self._filled(row.proposal, lambda name: _cell(row[name]), row)

    def proposed(self, proposal: Proposal) -> SafeString:
        """Draw a row as it is proposed, letter for letter as its form would be."""
        initial = initial_of(proposal)
        drawn = self._filled(proposal, lambda name: self.pattern.cell(name, initial[name]))
        return mark_safe(drawn.replace(HOLE, f"s{proposal.statement.pk}"))  # noqa: S308 - every word is escaped

    def told(self, proposal: Proposal) -> SafeString:
        """Draw a row in words: what will be adopted if it stays ticked."""
        values = initial_of(proposal)
        words = {
            "name": f"<strong>{escape(proposal.name)}</strong>",
            "lead": escape(proposal.lead.label) if proposal.lead else UNKNOWN,
            "supporting": escape("、".join(each.label for each in proposal.supporting)) or UNKNOWN,
            "deadline": proposal.deadline.isoformat(),
            **{name: self.words[name][values[name]] for name in CHOSEN},
        }
        part = f'<p class="part">{_part_of(proposal)}</p>' if proposal.part_of else ""
        return self._row(proposal, words.__getitem__, part=part, attributes="" if proposal.lead else " data-leadless")

    def _filled(self, proposal: Proposal, cell: Cell, row: AdoptionForm | None = None) -> SafeString:
        part = f'<label class="part">{cell("is_part")} {_part_of(proposal)}</label>' if proposal.part_of else ""
        is_refused = row is not None and row.is_refused
        is_open = row is not None and bool(row["baseline"].errors)
        attributes = ' class="has-error"' if is_refused else ""
        return self._row(proposal, cell, part=part, more=self._more(cell, is_open), attributes=attributes)

    def _row(
        self, proposal: Proposal, cell: Cell, *, part: str = "", more: str = "", attributes: str = ""
    ) -> SafeString:
        cells = "".join(
            f'<td data-label="{self.labels[name]}">{cell(name)}{_because(proposal) if name == "lead" else ""}</td>'
            for name in ("lead", "supporting", "deadline", "target_class")
        )
        drawn = (
            f'<tr id="s{proposal.statement.pk}"{attributes}{" data-namesake" if proposal.namesake else ""}>'
            f'<td class="adopt-tick">{self._tick(proposal)}</td>'
            f'<td class="adopt-task">{cell("name")}{_promise(proposal)}{_source(proposal)}{part}</td>{cells}'
            f'<td class="adopt-terms" data-label="{self.labels["frequency"]}">{cell("frequency")}{more}</td></tr>\n'
        )
        return mark_safe(drawn)  # noqa: S308 - every word is escaped

    def _tick(self, proposal: Proposal) -> str:
        statement = proposal.statement
        checked = " checked" if statement.pk in self.table.ticked else ""
        label = escape(f"{self.adopt} {proposal.name}")
        seen = f"{statement.pk}:{statement.version}"
        box = f'<input type="checkbox" name="adopt" value="{seen}"{checked} aria-label="{label}">'
        return f"<label>{box} {self.numbers[proposal]}</label>"

    def _more(self, cell: Cell, is_open: bool) -> str:
        labels = self.labels
        return (
            f"<details{' open' if is_open else ''}><summary>{self.more}</summary>"
            f"<label>{labels['direction']} {cell('direction')}</label>"
            f"<label>{cell('accumulates')} {labels['accumulates']}</label>"
            f"<label>{labels['baseline']} {cell('baseline')}</label></details>"
        )


def _cell(field: BoundField) -> str:
    return f"{field}{field.errors}"


def _promise(proposal: Proposal) -> str:
    return f'<p class="promise"><strong>{escape(proposal.promise)}</strong> {" ".join(_tags(proposal))}</p>'


def _tags(proposal: Proposal) -> Iterator[str]:
    if proposal.nature:
        yield f'<span class="tag">{escape(str(Target.Nature(proposal.nature).label))}</span>'
    if proposal.indicator:
        yield f'<span class="tag">{escape(proposal.indicator.label)}</span>'
    if proposal.namesake:
        words = _("there is a target of this name: No. %(number)s") % {"number": proposal.namesake.number}
        yield f'<a class="tag tone-yellow" href="{proposal.namesake.get_absolute_url()}">{escape(words)}</a>'
    elif proposal.repeats:
        words = _("says again what was said before")
        yield f'<span class="tag tone-yellow">{escape(words)}</span>'


def _source(proposal: Proposal) -> str:
    statement = proposal.statement
    clause = statement.evidence or statement.passage.sentence
    shown = clause if len(clause) <= LONGEST_CLAUSE else f"{clause[: LONGEST_CLAUSE - 1]}…"
    link = f'<a href="{proposal.source_url}" title="{escape(statement.passage.sentence)}">{escape(shown)}</a>'
    return f'<p class="source">{link}</p>'


def _part_of(proposal: Proposal) -> str:
    return escape(_("Part of “%(name)s”") % {"name": getattr(proposal.part_of, "indicator", "")})


def _because(proposal: Proposal) -> str:
    return _why(proposal.suggested.lead) + _nobody_here(proposal.suggested)


def _why(lead: Suggestion | None) -> str:
    if lead is None:
        return ""
    if lead.found_in == NAMED:
        words = _("as the text says: “%(name)s”") % {"name": lead.word}
        return f'<p class="hint">{escape(words)}</p>'
    title, because = escape(_("The word that speaks for this department")), escape(_("because of"))
    return f'<p class="hint" title="{title}">{because} “{escape(lead.word)}”</p>'


def _nobody_here(suggested: Suggested) -> str:
    """Say whom the text names that is no department of the region."""
    if not suggested.unknown:
        return ""
    names = "、".join(f"“{each}”" for each in suggested.unknown)
    words = _("The text names %(names)s: no department of this region.") % {"names": names}
    return f'<p class="hint">{escape(words)}</p>'
