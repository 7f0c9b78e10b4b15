"""What stands where, on an office's screen, on a phone and on paper."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.utils import timezone

from reports.organisation.models import Department, Role
from tests.conftest import account
from tests.tracker.filing import file_figure
from tests.tracker.livelihood.doing import file as file_site
from tests.tracker.livelihood.doing import make_deed
from tests.tracker.projects.building import file as file_investment
from tests.tracker.projects.building import make_project
from tests.tracker.stating import accepted_promises, make_report
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.indicators.models import Indicator, IndicatorMatch
from tracker.targets.models import Stage

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OFFICE = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
YEAR = timezone.localdate().year - 1
FILTERED = {
    "reviewer": ["/targets/", "/entries/", "/tasks/", "/matches/", "/reports/", "/reports/statements/"],
    "leader": ["/overview/", "/compare/", "/trends/"],
}
FLAWS = """() => {
  const flaws = [];
  for (const box of document.querySelectorAll(".table-responsive, .table-container")) {
    if (box.scrollWidth > box.clientWidth) flaws.push(`beside the screen: ${box.innerText.slice(0, 40)}`);
  }
  for (const cell of document.querySelectorAll(".table tbody tr > *")) {
    if (!cell.checkVisibility()) continue;
    const isHead = cell.matches(".card-title, [scope], [colspan]");
    const label = getComputedStyle(cell, "::before").content;
    if (!isHead && ["none", "normal", '""'].includes(label)) flaws.push(`no label: ${cell.outerHTML}`);
    if (cell.clientWidth < 80) flaws.push(`narrow: ${cell.outerHTML}`);
  }
  return flaws;
}"""
ROWS_SHOWN_AS = """() => [
  ...new Set([...document.querySelectorAll(".table tbody tr")].map((row) => getComputedStyle(row).display))
]"""
LEGEND_SHARE = """() => {
  const height = (part) => document.querySelector(part).getBoundingClientRect().height;
  return height(".chart .legend .bg") / height(".chart");
}"""
LEGEND_ROWS = """() => new Set(
  [...document.querySelectorAll(".chart .legend .traces")].map((each) => Math.round(each.getBoundingClientRect().top))
).size"""
MONTHS_ABOVE_CAPTION = """() => {
  const box = (part) => part.getBoundingClientRect();
  const caption = box(document.querySelector(".chart .gtitle")).top;
  const months = [...document.querySelectorAll(".chart .xtick text")].map(box);
  const apart = months.every((month, place) => place === 0 || months[place - 1].right < month.left);
  return apart && months.every((month) => month.bottom <= caption);
}"""


def is_folded(place) -> bool:
    return place.evaluate("place => getComputedStyle(place).display === 'none'")


def top_of(element) -> int:
    box = element.bounding_box()
    return round(box["y"] + box["height"] / 2)


@pytest.fixture
def target(make_target):
    """A headline target of last year with the figures of half a year, the last of them still to be approved."""
    indicator = Indicator.objects.create(
        code="firms", name="新增规上工业企业", measure="quantity", unit="家", accumulates=True, is_headline=True
    )
    target = make_target(year=YEAR, indicator=indicator, deadline=dt.date(YEAR, 12, 31))
    for month in range(1, 6):
        file_figure(target, month, Decimal(2 * month), narrative="https://example.org/" + "long" * 20)
    file_figure(target, 6, Decimal(12), "submitted")
    return target


@pytest.fixture
def milestone(make_target):
    """A target with a stage, judged by its day."""
    terms = {"measure": "", "comparator": "", "value": None, "unit": "", "accumulates": False}
    target = make_target(year=YEAR, deadline=dt.date(YEAR, 6, 30), **terms)
    Stage.objects.create(target=target, name="开工建设", planned_on=dt.date(YEAR, 6, 30))
    return target


@pytest.fixture
def stated(district, reviewer, target):
    """A report whose statements are accepted, one of them matched."""
    statement = next(iter(accepted_promises(make_report(district, reviewer)).values()))
    IndicatorMatch.objects.create(statement=statement, indicator=target.indicator, similarity=0.7)


@pytest.fixture
def waiting_for(district, make_target):
    """Return a function that lets an entry of each of `n` departments wait for approval."""

    def let_wait(n: int) -> None:
        for place in range(n):
            lead = Department.objects.create(region=district, name=f"青溪区第{place}局", short_name=f"第{place}局")
            file_figure(make_target(lead=lead), 1, Decimal(2), "submitted")

    return let_wait


@pytest.fixture
def speak(page, live_server):
    """Return a function that chooses the language of the pages, after logging in."""
    return lambda code: page.context.add_cookies([{"name": "django_language", "value": code, "url": live_server.url}])


@pytest.mark.parametrize("who", FILTERED)
def test_filters_fold_on_a_phone_and_stand_open_in_an_office(page, log_in, reviewer, leader, target, stated, who):
    log_in(who)
    for address in FILTERED[who]:
        page.set_viewport_size(OFFICE)
        page.goto(f"{address}?year={YEAR}")
        form, button = page.locator("form.filters"), page.locator(".filters-toggle")
        assert (form.is_visible(), button.is_visible()) == (True, False), address
        page.set_viewport_size(PHONE)
        assert (is_folded(form), button.is_visible()) == (True, True), address
        button.click()
        assert (form.is_visible(), button.get_attribute("aria-expanded")) == (True, "true"), address


def test_the_folded_filters_say_what_is_chosen(page, log_in, reviewer, target):
    page.set_viewport_size(PHONE)
    log_in("reviewer")
    words = page.locator(".filters-toggle span")
    page.goto("/targets/")
    assert words.inner_text() == page.locator("body").get_attribute("data-no-choice")
    page.goto(f"/targets/?year={YEAR}&target_class=quantified")
    assert words.inner_text() == f"{YEAR} · {target.get_target_class_display()}"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_tables_are_cards_on_a_phone_and_tables_on_paper(
    page, log_in, speak, reviewer, leader, target, milestone, stated, language
):
    page.set_viewport_size(PHONE)
    own = [target.get_absolute_url(), milestone.get_absolute_url()]
    for who, addresses in {**FILTERED, "reviewer": [*FILTERED["reviewer"], *own]}.items():
        log_in(who)
        speak(language)
        for address in addresses:
            page.emulate_media(media="screen")
            page.goto(address)
            page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
            assert page.locator(".table.as-cards tbody tr").count() > 0, address
            assert page.evaluate(FLAWS) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
            page.emulate_media(media="print")
            assert page.evaluate(ROWS_SHOWN_AS) == ["table-row"], address


def test_wide_tables_are_printed_across_the_sheet_and_other_pages_along_it(page, log_in, reviewer, target):
    log_in("reviewer")
    along = {target.get_absolute_url(): False, "/overview/": False}
    for address, is_across in {"/entries/": True, "/tasks/": True, "/compare/": True, **along}.items():
        page.goto(address)
        sheets = re.findall(rb"/MediaBox \[0 0 (\d+)\S* (\d+)", page.pdf(prefer_css_page_size=True))
        assert {int(width) > int(height) for width, height in sheets} == {is_across}, address


def look_closer(page, address):
    """Open a page and have the chart library draw its chart."""
    page.goto(address)
    page.locator(".chart").hover()
    page.locator(".chart.js-plotly-plot svg.main-svg").first.wait_for()


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_legend_leaves_the_chart_its_place(page, log_in, speak, leader, target, milestone, size, language):
    page.set_viewport_size(size)
    log_in("leader")
    speak(language)
    for address in ["/trends/", target.get_absolute_url(), milestone.get_absolute_url()]:
        look_closer(page, address)
        if page.locator(".chart .legend").count():
            assert page.evaluate(LEGEND_SHARE) < 1 / 3, address
            assert page.evaluate(LEGEND_ROWS) <= (page.locator(".chart .legend .traces").count() + 1) // 2, address
    look_closer(page, target.get_absolute_url())
    assert page.locator(".chart .legend").count() == 1
    assert page.evaluate(MONTHS_ABOVE_CAPTION)


def test_up_to_eight_departments_are_chips(page, log_in, reviewer, waiting_for):
    waiting_for(8)
    log_in("reviewer")
    page.goto("/approvals/")
    chips = page.locator(".month-tabs")
    assert chips.locator("a").count() == 9
    assert page.locator("form.filters").count() == 0
    page.set_viewport_size(PHONE)
    assert is_folded(chips)
    assert page.locator(".filters-toggle span").inner_text() == "全部"
    page.click(".filters-toggle")
    chips.get_by_text("第3局").click()
    page.wait_for_url("**/approvals/?lead=*")
    assert page.locator(".filters-toggle span").inner_text() == "第3局"
    assert page.locator(".approval").count() == 1


def test_nine_departments_are_a_choice(page, log_in, reviewer, waiting_for):
    waiting_for(9)
    log_in("reviewer")
    page.goto("/approvals/")
    assert page.locator(".month-tabs").count() == 0
    page.select_option("select[name=lead]", label="第3局")
    page.wait_for_url("**/approvals/?lead=*")
    assert page.locator(".approval").count() == 1
    page.set_viewport_size(PHONE)
    assert is_folded(page.locator("form.filters"))


def test_a_decision_stands_in_one_row_on_a_phone(page, log_in, speak, reviewer, target):
    page.set_viewport_size(PHONE)
    log_in("reviewer")
    speak("en")
    page.goto("/approvals/")
    parts = page.locator(".decide").locator("button, [name=note]").all()
    assert len(parts) == 3
    assert len({top_of(part) for part in parts}) == 1


def test_a_count_that_falls_to_nothing_turns_calm(page, log_in, reviewer, target):
    log_in("reviewer")
    page.goto("/approvals/")
    link = page.locator(".waiting a")
    colour = "link => getComputedStyle(link).backgroundColor"
    assert link.evaluate(colour) == "rgb(255, 255, 255)"
    page.click(".approval button[value=approve]")
    page.locator("#waiting-approvals.is-nothing").wait_for()
    assert link.evaluate(colour) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(
    ("who", "daily"), [("reviewer", "/approvals/"), ("reporter", "/owed/"), ("leader", "/overview/")]
)
def test_the_menu_of_a_phone_begins_with_the_daily_page(page, log_in, reviewer, reporter, leader, who, daily):
    page.set_viewport_size(PHONE)
    log_in(who)
    page.click(".navbar-toggler")
    first = page.locator("#menu a").first
    first.wait_for()
    assert first.get_attribute("href") == daily


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_files_sees_chart_and_last_months_beside_the_form(page, log_in, speak, reporter, target, language):
    log_in("reporter")
    speak(language)
    page.goto(f"/targets/{target.pk}/months/7/")
    form, chart = page.locator(".entry-card").bounding_box(), page.locator(".chart").bounding_box()
    assert chart["x"] > form["x"] + form["width"]
    assert chart["y"] < OFFICE["height"] / 2
    submit = page.locator(".filing button[value=submit]").bounding_box()
    assert submit["y"] + submit["height"] <= OFFICE["height"]
    assert page.locator(".recent li").count() == 6
    page.set_viewport_size(PHONE)
    assert page.locator(".chart").bounding_box()["y"] > page.locator(".filing").bounding_box()["y"]


def test_a_time_line_looks_the_same_wherever_it_stands(page, log_in, reviewer, target):
    log_in("reviewer")
    for address in [target.get_absolute_url(), f"{target.get_absolute_url()}history/"]:
        page.goto(address)
        page.wait_for_load_state("networkidle")  # the forms above it push it down
        page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
        line = page.locator(".time-line").first
        assert line.evaluate("line => getComputedStyle(line).borderLeftStyle") == "solid", address


@pytest.fixture
def busy(target, milestone, reviewer):
    """An office for which something of all four kinds waits: figures, problems, projects, deeds."""
    raise_problem(matter=Matter("用地报批滞后", target.lead, timezone.localdate()), region=target.region, by=reviewer)
    reporter = account("builder", region=target.region, department=target.lead, role=Role.REPORTER)
    file_investment(make_project(target.lead, reviewer), reporter, 1, 10)
    deed = make_deed(target.lead, reviewer)
    for site in deed.sites.listed():
        file_site(site, reporter)


@pytest.mark.parametrize("size", [OFFICE, PHONE], ids=["office", "phone"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_header_stands_in_one_line_whatever_waits(page, log_in, speak, busy, size, language):
    page.set_viewport_size(size)
    log_in("reviewer")
    speak(language)
    page.goto("/targets/")
    others = page.locator(".navbar-toggler, .navbar-nav, .account").locator("visible=true")
    parts = [page.locator(".navbar-brand"), *page.locator(".waiting a").all(), *others.all()]
    assert page.locator(".waiting a").count() == 4
    assert max(map(top_of, parts)) - min(map(top_of, parts)) <= 6
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_on_a_phone_each_district_has_a_small_frame_of_its_own(
    page, log_in, leader, target, make_target, other_district
):
    lead = Department.objects.create(region=other_district, name="白塔区发展和改革委员会", short_name="白塔发展改革委")
    other = make_target(region=other_district, lead=lead, year=YEAR, indicator=target.indicator)
    file_figure(other, 12, Decimal(9))
    log_in("leader")
    page.goto("/trends/")
    frames = page.locator(".chart .picture g[transform^=translate]").locator("visible=true")
    assert frames.count() == 0
    page.set_viewport_size(PHONE)
    assert frames.count() == 2
    page.get_by_role("button", name="细看图表").click()
    page.locator(".chart.js-plotly-plot svg.main-svg").first.wait_for()
    assert page.locator(".chart .yaxislayer-above, .chart .overaxes-above").count() > 0
    assert page.locator(".chart .annotation").count() == 2


def test_the_overview_with_twelve_cards_and_ten_laggards_is_one_sheet(page, log_in, leader, make_target):
    terms = {"measure": "growth", "unit": "%", "value": 7, "target_class": "headline"}
    terms |= {"year": YEAR, "deadline": dt.date(YEAR, 12, 31)}
    reason = "下游订单不足，重点企业产能利用率偏低，新建企业设备安装滞后，投产时间顺延。"
    for number in range(1, 13):
        target = make_target(name=f"城镇居民人均可支配收入之{number}", number=number, **terms)
        for month in (1, 2):
            file_figure(target, month, Decimal(5 if number <= 10 else 8), reason=reason)
    log_in("leader")
    page.goto(f"/overview/?year={YEAR}&month=2")
    assert page.locator(".headline-card").count() == 12
    assert page.locator(".matrix tbody tr").count() == 10
    assert page.get_by_text(reason).count() == page.get_by_text("连续两个月", exact=True).count() == 10
    assert len(re.findall(rb"/MediaBox", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("address", ["/discipline/", "/levels/", "/lists/", "/tasks/", "/targets/"])
def test_a_page_is_printed_by_its_own_button(page, log_in, leader, target, address):
    log_in("leader")
    page.goto(address)
    page.evaluate("window.print = () => { document.title = 'printed'; }")
    page.get_by_role("button", name="打印").click()
    assert page.title() == "printed"


def test_a_page_on_a_wall_fills_one_screen_with_large_letters(page, log_in, leader, target, milestone):
    page.set_viewport_size({"width": 1920, "height": 1080})
    log_in("leader")
    page.goto(f"/overview/?year={YEAR}&wall=1")
    page.wait_for_function("document.documentElement.style.fontSize !== ''")
    box = page.locator(".first-screen").bounding_box()
    assert box["y"] + box["height"] <= 1080
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.promises-share b')).fontSize)") >= 30


def test_what_is_longer_than_a_wall_turns_over_by_itself(page, log_in, leader, target, make_target):
    for _ in range(30):
        make_target(year=YEAR)
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.clock.install()
    log_in("leader")
    page.goto("/targets/?per_page=100&wall=1")
    page.clock.run_for(1_000)
    assert page.evaluate("scrollY") == 0
    page.clock.run_for(20_000)
    page.wait_for_function("scrollY > 500")
