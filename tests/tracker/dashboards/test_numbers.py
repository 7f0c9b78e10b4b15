"""Every number on every page equals the list that it opens: as every role, in worlds drawn by lot."""

import datetime as dt
import random
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
import time_machine
from django.urls import Resolver404, resolve
from lxml import html

from reports.organisation.models import Department, Role
from reports.shared.list_page import ListPage
from tests.conftest import account
from tests.tracker.dashboards.world import TODAY, World, fill
from tracker.indicators.models import Indicator

PAGES = (
    "/overview/", "/overview/?figures=submitted", "/overview/?month=4", "/overview/?year=2023",
    "/overview/groups/", "/overview/groups/?figures=submitted", "/compare/", "/compare/?year=2023", "/league/",
    "/league/departments/", "/league/departments/?year=2023", "/ladder/", "/trends/", "/trends/kept/",
    "/trends/repeated/",
    "/levels/", "/levels/?year=2023", "/discipline/", "/discipline/?month=5", "/discipline/?year=2023", "/burden/",
    "/projects/overview/", "/livelihood/year/", "/livelihood/", "/approvals/", "/owed/", "/tasks/", "/lists/",
    "/problems/", "/reconciliation/", "/targets/", "/periods/", "/matches/",
)  # fmt: skip
ROLES = ("reporter", "other_reporter", "reviewer", "foreign_reviewer", "leader", "administrator", "stranger")
TOTALS = {
    "approvals": lambda context: len(context["corrections"]) + context["page"].paginator.count,
    "owed": lambda context: context["owed"].n_owed,
    "reconciliation": lambda context: context["page"].paginator.count,
    "filings": lambda context: context["page"].paginator.count,
}
"""Lists that are no `ListPage`: how many rows they say that they have."""


@pytest.fixture
def world(request, district, other_district, department, other_department, reviewer, foreign_reviewer, rules):
    """What one lot draws, with the roles' accounts in it."""
    lot = random.Random(request.param)  # noqa: S311 - the same lot, the same world
    people = {department.pk: request.getfixturevalue("reporter")}
    people[other_department.pk] = request.getfixturevalue("other_reporter")
    far = Department.objects.create(region=other_district, name="白塔区发展和改革委员会", short_name="白塔发展改革委")
    people[far.pk] = account("far-reporter", region=other_district, department=far, role=Role.REPORTER)
    themes = ["经济", "经济", "民生", ""]
    indicators = [
        Indicator.objects.create(
            code=f"one-{n}", name=f"指标之{n}", measure="quantity", unit="家", is_headline=n < 3, theme=theme, order=n
        )
        for n, theme in enumerate(themes)
    ]
    office = request.getfixturevalue("administrator")
    made = World([district, other_district], [department, other_department, far], indicators, office, people, lot)
    with time_machine.travel(dt.datetime(TODAY.year, TODAY.month, TODAY.day, 4, tzinfo=dt.UTC), tick=False):
        fill(made, 40)
        yield made


def number_in(link: html.HtmlElement) -> int | None:
    """The number of rows that a link says: a bold number, or the only one in its words that is no share and no date."""
    bold = [words for each in link.iter("b", "strong") if (words := each.text_content().strip()).isdigit()]
    if bold:
        return int(bold[0])
    words = link.text_content()
    found = re.findall(r"(?<![\d.])\d+(?![\d.])", words)
    return int(found[0]) if len(found) == 1 and not re.search(r"\d\s*[%年月日]", words) else None


def numbers_on(page: html.HtmlElement, address: str) -> Iterator[tuple[str, int]]:
    """Each link of a page to a list that says how many rows it opens, with its number; no links from page to page."""
    for link in page.xpath("//a[@href][not(ancestor::*[contains(@class, 'pagination')])]"):
        target, number = urljoin(address, link.get("href")), number_in(link)
        is_year = f"year={number}" in urlsplit(target).query
        if number is not None and not is_year and is_list(urlsplit(target).path):
            yield target, number


def is_list(path: str) -> bool:
    """Whether a page of rows stands there."""
    try:
        found = resolve(path)
    except Resolver404:
        return False
    view = getattr(found.func, "view_class", None)
    return found.view_name in TOTALS or (isinstance(view, type) and issubclass(view, ListPage))


def one_row_of(address: str) -> str:
    """The same list, of which only one row is drawn: how many there are it says all the same."""
    return f"{address}{'&' if '?' in address else '?'}per_page=1"


def rows_of(response) -> int:
    """How many rows the list has that a page shows."""
    name = response.resolver_match.view_name
    return TOTALS[name](response.context) if name in TOTALS else response.context["table"].paginator.count


@pytest.mark.parametrize(("role", "world"), [(role, n) for n, role in enumerate(ROLES)], indirect=["world"])
def test_every_number_equals_the_list_that_it_opens(client, request, world, role):
    client.force_login(request.getfixturevalue(role))
    opened, wrong = {}, []
    for address in PAGES:
        response = client.get(address)
        if response.status_code in (302, 403, 404):
            continue
        assert response.status_code == 200, address
        for target, number in numbers_on(html.fromstring(response.content), address):
            if target not in opened:
                opened[target] = rows_of(client.get(one_row_of(target)))
            if opened[target] != number:
                wrong.append((address, target, number, opened[target]))
    assert not wrong, "\n".join(
        sorted({f"{page}: {target} says {said}, lists {found}" for page, target, said, found in wrong})
    )
    assert len(opened) > 25 or role == "stranger"
