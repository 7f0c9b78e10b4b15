import datetime as dt

import plotly.graph_objects as go
import pytest
from django.utils.translation import override

from tracker.dashboards.status_chart import status_chart
from tracker.evaluation import DEFAULT_PALETTE, DEFAULT_RULES, Status
from tracker.standings.tallies import Group, Tally
from tracker.verdicts.basis import Basis

BASIS = Basis(DEFAULT_RULES, DEFAULT_PALETTE, 6, dt.date(2024, 7, 20))


def tally_of(label, **counts):
    return Tally(Group(label, label), {status: counts.get(status.value, 0) for status in Status})


@pytest.fixture
def figure():
    tallies = [tally_of("区教委", done=2, not_due=1), tally_of("<b>区水利局</b>", unreported=3, done=1)]
    with override("en"):
        return status_chart(tallies, key="departments", title="t", basis=BASIS).figure


def test_each_status_that_occurs_is_one_piece_of_every_bar_the_ones_apart_last(figure):
    pieces = {trace["name"]: trace["x"] for trace in figure["data"]}
    assert list(pieces.items()) == [("✔ done", [2, 1]), ("? not reported", [0, 3]), ("○ not due yet", [1, 0])]


def test_the_figure_is_one_that_plotly_knows(figure):
    assert go.Figure(figure).to_dict() == figure


def test_statuses_of_one_colour_are_told_apart_by_pattern():
    one_each = tally_of("区教委", **{status.value: 1 for status in Status})
    figure = status_chart([one_each], key="departments", title="t", basis=BASIS).figure
    looks = [(trace["marker"]["color"], trace["marker"]["pattern"]["shape"]) for trace in figure["data"]]
    assert len(set(looks)) == len(looks) == len(Status)


def test_names_are_never_markup(figure):
    assert all("<b>" not in name for name in figure["data"][0]["y"])
    assert figure["layout"]["yaxis"]["categoryarray"] == figure["data"][0]["y"]
