"""Adding, merging and splitting statements."""

from decimal import Decimal

import pytest

from reports.review.services.composition import add, merge, split
from reports.review.services.decisions import StaleError, decide
from tests.reports.conftest import ref, row, states

pytestmark = pytest.mark.django_db

VALUES = {
    "kind": "target", "indicator": "建成小区", "measure": "quantity", "comparator": "eq", "value": Decimal(12),
    "value_high": None, "unit": "个", "year": 2024, "parent": "", "stretch": False, "event": "", "due": "",
}  # fmt: skip


def test_added_by_hand(report, reviewer):
    start = report.text.index("12个")
    (added,) = add(report=report, start=start, end=start + 3, values=VALUES, user=reviewer).rows
    added.refresh_from_db()
    assert (added.origin, added.state, added.reviewed_by, added.confidence) == ("person", "accepted", reviewer, 1)
    assert report.text[added.start : added.end] == "12个"
    assert added.passage.start <= start < added.passage.end
    assert added.passage.section[-1] == "（一）建设更美街区"
    assert added.history.get().history_user == reviewer


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10**6)])
def test_a_place_outside_the_text_is_refused(report, reviewer, start, end):
    with pytest.raises(ValueError, match=str(end)):
        add(report=report, start=start, end=end, values=VALUES, user=reviewer)


def test_merged(report, reviewer):
    pair = [row(report, "改造老旧小区"), row(report, "垃圾分类覆盖率、处理率")]
    merge(report=report, refs=[ref(s) for s in pair], values={"indicator": "两项"}, user=reviewer)
    merged = row(report, "两项")
    assert (merged.pk, merged.state, merged.is_edited) == (pair[0].pk, "accepted", True)
    assert (merged.start, merged.end) == (pair[0].start, pair[1].end)
    assert sorted(merged.spans.values()) == [[pair[0].start, pair[0].end], [pair[1].start, pair[1].end]]
    pair[1].refresh_from_db()
    assert pair[1].state == "removed"
    assert pair[1].history.count() == 2


def test_one_alone_is_not_merged(report, reviewer):
    with pytest.raises(ValueError, match="Ref"):
        merge(report=report, refs=[ref(row(report, "改造老旧小区"))] * 2, values={}, user=reviewer)


def test_merging_over_a_change_is_refused_whole(report, reviewer, second_reviewer):
    pair = [row(report, "改造老旧小区"), row(report, "垃圾分类覆盖率、处理率")]
    decide(report=report, refs=[ref(pair[1])], verb="accept", user=second_reviewer)
    before = states(report)
    with pytest.raises(StaleError):
        merge(report=report, refs=[ref(s) for s in pair], values={"indicator": "两项"}, user=reviewer)
    assert states(report) == before


@pytest.mark.parametrize("state", ["open", "accepted"])
def test_split(report, reviewer, state):
    whole = row(report, "垃圾分类覆盖率、处理率")
    if state == "accepted":
        decide(report=report, refs=[ref(whole)], verb="accept", user=reviewer)
    whole = row(report, "垃圾分类覆盖率、处理率")
    split(report=report, ref=ref(whole), names=["垃圾分类覆盖率", "垃圾处理率"], user=reviewer)
    parts = [row(report, "垃圾分类覆盖率"), row(report, "垃圾处理率")]
    assert {(p.value, p.unit, p.start, p.state, p.year) for p in parts} == {
        (Decimal(100), "%", whole.start, state, 2024)
    }
    assert [p.origin for p in parts] == ["engine", "person"]
    assert parts[0].pk == whole.pk


def test_a_split_needs_two_names(report, reviewer):
    with pytest.raises(ValueError, match="甲"):
        split(report=report, ref=ref(row(report, "改造老旧小区")), names=["甲"], user=reviewer)
