"""Every list has one order: the columns asked for, in turn, and the key at the end."""

import pytest
from django_tables2 import Table as PlainTable

from reports.library.models import Statement
from reports.library.tables import ReportTable, StatementTable
from reports.shared.tables import Table
from tracker.adoption.tables import MatchTable
from tracker.bulletins.tables import DocumentTable
from tracker.dispatch.tables import MeetingTable, ProblemTable
from tracker.ledger.tables import ChangeRequestTable, TargetTable
from tracker.livelihood.tables import DeedTable
from tracker.progress.tables import EntryTable
from tracker.projects.tables import ProjectTable
from tracker.scorecards.tables import ScorecardTable

TABLES = [
    ReportTable, StatementTable, MatchTable, TargetTable, EntryTable, ChangeRequestTable, DocumentTable, ProblemTable,
    MeetingTable, ProjectTable, ScorecardTable, DeedTable,
]  # fmt: skip


def subclasses(parent):
    return {each for child in parent.__subclasses__() for each in (child, *subclasses(child))}


def test_every_table_of_ours_is_sorted_this_way():
    ours = {each for each in subclasses(PlainTable) if each.__module__.startswith(("reports.", "tracker."))}
    assert ours - {Table} == set(TABLES)
    assert ours - {Table} == subclasses(Table)


@pytest.mark.parametrize("table", TABLES)
def test_no_column_brings_the_key_before_the_next_column(table):
    orders = [column.order_by or () for column in table.base_columns.values()]
    assert [order for order in orders if "pk" in order or "-pk" in order] == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("kind,year", ["kind", "year", "pk"]),
        ("-kind,-year", ["-kind", "-year", "pk"]),
        ("year", ["year", "pk"]),
        ("unit", []),
    ],
)
def test_the_second_column_decides_where_the_first_is_alike_and_the_key_at_last(report, sort, order):
    table = StatementTable(Statement.objects.all(), order_by=sort)
    assert [str(each) for each in table.data.data.query.order_by] == order
