"""The list of deeds, and the rows of a file of sites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.shared import display
from reports.shared.columns import DayColumn
from reports.shared.tables import TITLE, Table
from tracker.livelihood.models import Deed, Site
from tracker.livelihood.votes import shares_of

NUMBER = {"th": {"class": "number"}, "td": {"class": "number"}}


class DeedTable(Table):
    """Each deed with its progress by site and the vote on it."""

    region = tables.Column(verbose_name=gettext_lazy("Region"), accessor="region__label", order_by="region__code")
    year = tables.Column(verbose_name=gettext_lazy("Year"))
    number = tables.Column(verbose_name=gettext_lazy("No."), attrs=NUMBER)
    name = tables.Column(verbose_name=gettext_lazy("Deed"), linkify=True, attrs=TITLE)
    lead = tables.Column(
        verbose_name=gettext_lazy("Lead department"), accessor="lead__label", order_by="lead__order",
        attrs={"td": {"class": "nowrap"}},
    )  # fmt: skip
    standard = tables.Column(verbose_name=gettext_lazy("Standard of completion"), visible=False)
    deadline = DayColumn(verbose_name=gettext_lazy("Deadline"), attrs={"td": {"class": "nowrap"}})
    by_site = tables.Column(verbose_name=gettext_lazy("Sites"), empty_values=(), orderable=False)
    standing = tables.Column(verbose_name=gettext_lazy("Standing"), empty_values=(), orderable=False)
    satisfied = tables.Column(verbose_name=gettext_lazy("Satisfied"), empty_values=(), orderable=False, attrs=NUMBER)

    class Meta(Table.Meta):
        model = Deed
        fields = ()
        order_by = ("-year", "region", "number")

    def render_by_site(self, record: Deed) -> SafeString:
        """Show how many of how many are done, and of how many nothing is known."""
        return render_to_string("livelihood/_sites_line.html", {"counts": record.counts})

    def value_by_site(self, record: Deed) -> str:
        """Return the words for files."""
        return sites_in_words(record)

    def render_standing(self, record: Deed) -> SafeString:
        """Show the word as a tag."""
        return render_to_string("livelihood/_standing.html", {"deed": record})

    def value_standing(self, record: Deed) -> str:
        """Return the word for files."""
        word = str(record.standing.label)
        return f"{word}、{_('overdue')}" if record.is_overdue else word

    def render_satisfied(self, record: Deed) -> str:
        """Show the share of satisfied ballots; a dash where nobody voted."""
        vote = getattr(record, "vote", None)
        return f"{shares_of(vote.ballots).satisfied}%" if vote else display.UNKNOWN


def sites_in_words(deed: Deed) -> str:
    """Return how many of how many sites are done, and of how many nothing is known."""
    counts = deed.counts
    if not counts.total:
        return _("no sites yet")
    words = _("%(done)s of %(total)s done") % {"done": counts.done, "total": counts.total}
    return f"{words}、{_('%(n)s not known') % {'n': counts.unknown}}" if counts.unknown else words


def rows_of_sites(sites: Iterable[Site]) -> Iterator[Sequence[object]]:
    """Yield the sites of a region and year for a file, the header first; deed and lead are joined."""
    yield [
        _("No."), _("Deed"), _("Lead department"), _("Site"), _("What is done there"), _("State"), _("As of"),
        _("Progress made"), _("Off the list because"),
    ]  # fmt: skip
    for site in sites:
        deed = site.deed
        yield [
            deed.number, deed.name, deed.lead.label, site.name, site.content,
            site.get_state_display() or _("not known"), site.as_of, site.progress, site.dropped_why,
        ]  # fmt: skip
