"""Documents in and the review page in a real browser: by mouse, by keyboard, by two people at once, on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from reports.library.models import Statement, WorkReport
from reports.library.services.reading import read_report
from tests.conftest import account

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = """青溪区人民政府工作报告
——2024年1月10日在青溪区第三届人民代表大会第四次会议上

各位代表：
我代表区人民政府，向大会报告工作。
一、2023年工作回顾
2023年，地区生产总值增长6.5%，新增规上工业企业18家，城镇调查失业率为5.2%。
二、2024年工作安排
今年，地区生产总值增长7%，新增规上工业企业20家以上，城镇新增就业1.2万人。
（一）建设更美街区。改造老旧小区12个，新建口袋公园8个，新增停车位1500个。
"""


@pytest.fixture
def report(reviewer, district):
    report = WorkReport.objects.create(
        region=district, year=2024, title="青溪区2024年政府工作报告", uploaded_by=reviewer, format="text", text=TEXT,
        sha256="0" * 64,
    )  # fmt: skip
    read_report(report=report, user=reviewer)
    return report


@pytest.fixture
def opened(open_page, report, log_in):
    """The review page, opened by the reviewer."""
    log_in("reviewer")
    return open_page(report.get_absolute_url())


PARKS = 120


@pytest.fixture
def long_report(reviewer, district):
    """A report of which only a small part comes with the page."""
    promises = "".join(f"　　新建第{n}号公园{n}座。\n" for n in range(1, PARKS + 1))
    text = f"青溪区人民政府工作报告\n二、2024年工作安排\n{promises}"
    report = WorkReport.objects.create(
        region=district, year=2024, title="青溪区2024年政府工作报告", uploaded_by=reviewer, format="text", text=text,
        sha256="1" * 64,
    )  # fmt: skip
    read_report(report=report, user=reviewer)
    return report


def last_of(report):
    return report.statements.visible().order_by("start").last()


def card(page, words):
    return page.locator(".statement", has_text=words)


def settled(page):
    """Wait until the answer of the server is on the page and its form, if there is one, has the focus."""
    expect(page.locator("#review.is-busy")).to_have_count(0)
    expect(page.locator(".editor:not(.is-ready)")).to_have_count(0)
    expect(page.locator(".statement.is-current")).to_have_count(1)


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def state(report, words, year=2024):
    return report.statements.visible().get(indicator__contains=words, year=year).state


def test_paste_confirm_review(page, reviewer, log_in, watch):
    log_in("reviewer")
    page.goto("/reports/upload/")
    page.fill("[name=text]", TEXT)
    page.click("#upload .btn-primary")
    expect(page.locator("[name=year]")).to_have_value("2024")
    expect(page.locator("[name=region] option:checked")).to_have_text("青溪区（海岳省）")
    page.click("#upload .btn-primary")
    expect(page.locator("#progress")).to_contain_text("0")
    report = WorkReport.objects.get()
    assert page.locator(".statement").count() == report.statements.count()
    assert page.locator(".paper").evaluate("paper => paper.textContent.replace(/\\s/g, '')") == re.sub(r"\s", "", TEXT)
    watch.assert_clean()


def test_a_file_can_be_dropped(page, reviewer, log_in):
    log_in("reviewer")
    page.goto("/reports/upload/")
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "报告.txt", {type: "text/plain"}));
            document.getElementById("drop-zone").dispatchEvent(new DragEvent("drop", {dataTransfer: data}));
        }""",
        TEXT,
    )
    page.click("#upload .btn-primary")
    expect(page.locator(".confirm")).to_contain_text("报告.txt")


def test_a_click_on_either_side_shows_the_other(opened, watch):
    opened.locator(".m-number", has_text="1500个").click()
    expect(card(opened, "停车位")).to_have_class(re.compile("is-current"))
    card(opened, "地区生产总值").last.locator(".amount").click()
    expect(opened.locator(".m-number.is-current")).to_have_text("7%")
    watch.assert_clean()


def test_the_whole_review_by_keyboard(opened, report, watch):
    first = opened.locator(".statement").first
    expect(first).to_have_class(re.compile("is-current"))
    press(opened, "a", "r", "n")
    expect(opened.locator("#progress progress")).to_have_attribute("value", "2")
    expect(first).to_have_attribute("data-state", "accepted")
    press(opened, "u", "u")
    expect(opened.locator("#progress progress")).to_have_attribute("value", "0")
    assert set(report.statements.values_list("state", flat=True)) == {"open"}
    watch.assert_clean()


def test_with_caps_lock_one_key_still_accepts_one(opened, report):
    caps_lock = {"key": "A", "bubbles": True, "shiftKey": False}
    opened.locator(".statement").first.dispatch_event("keydown", caps_lock)
    expect(opened.locator("#progress progress")).to_have_attribute("value", "1")
    opened.keyboard.press("Shift+A")
    expect(opened.locator(".group").first.locator(".statement[data-state=open]")).to_have_count(0)


def test_quick_decisions_are_all_kept(opened, report):
    count = opened.locator(".statement").count()
    for _ in range(count):
        opened.keyboard.press("a")
    expect(opened.locator("#progress progress")).to_have_attribute("value", str(count))
    assert not report.statements.exclude(state="accepted").exists()
    expect(opened.locator("#adopt a")).to_be_visible()


def test_edit_in_place(opened, report, watch):
    card(opened, "停车位").locator(".amount").click()
    press(opened, "e")
    opened.fill(".editor [name=value]", "一千六")
    press(opened, "Control+Enter")
    expect(opened.locator(".editor .field-error")).to_be_visible()
    opened.fill(".editor [name=value]", "1,600")
    press(opened, "Control+Enter")
    expect(card(opened, "停车位")).to_contain_text("1600")
    assert state(report, "停车位") == "accepted"
    press(opened, "e", "Escape")
    expect(opened.locator(".editor")).to_have_count(0)
    press(opened, "u")
    expect(card(opened, "停车位")).to_contain_text("1500")


def test_merge_and_split(opened, report):
    count = opened.locator(".statement").count()
    card(opened, "口袋公园").locator(".amount").click()
    press(opened, "x", "j", "x", "m")
    opened.fill(".editor [name=indicator]", "公园和停车位")
    opened.click(".editor .btn-primary")
    expect(opened.locator(".statement")).to_have_count(count - 1)
    settled(opened)
    press(opened, "s")
    opened.fill(".editor textarea", "公园\n停车位")
    opened.click(".editor .btn-primary")
    expect(opened.locator(".statement")).to_have_count(count)
    settled(opened)
    press(opened, "u", "u")
    expect(card(opened, "口袋公园")).to_have_attribute("data-state", "open")


def test_add_by_marking_words(opened, report, watch):
    report.statements.filter(indicator__contains="停车位").update(state="removed")
    opened.reload()
    opened.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
            while (walker.nextNode() && !walker.currentNode.data.includes("新增停车位1500个"));
            const start = walker.currentNode.data.indexOf("新增停车位");
            getSelection().setBaseAndExtent(walker.currentNode, start, walker.currentNode, start + 10);
        }"""
    )
    expect(opened.locator("#selection-quote")).to_have_text("新增停车位1500个")
    press(opened, "c")
    expect(opened.locator(".editor [name=indicator]")).to_have_value("新增停车位")
    expect(opened.locator(".editor [name=value]")).to_have_value("1500")
    opened.click(".editor .btn-primary")
    expect(card(opened, "停车位")).to_have_class(re.compile("is-current"))
    added = report.statements.get(origin="person")
    assert TEXT[added.start : added.end] == "1500个"
    watch.assert_clean()


def test_filters_and_accepting_a_section(opened, report):
    opened.select_option("#filters [name=kind]", "actual")
    expect(opened.locator(".statement:visible")).to_have_count(report.statements.filter(kind="actual").count())
    opened.select_option("#filters [name=kind]", "")
    section = opened.locator(".group", has_text="更美街区")
    section.locator("[data-do=accept-section]").click()
    expect(section.locator(".statement[data-state=accepted]")).to_have_count(3)
    expect(section.locator("[data-do=accept-section]")).to_be_disabled()
    opened.select_option("#filters [name=state]", "accepted")
    expect(opened.locator(".statement:visible")).to_have_count(3)


def test_filters_that_leave_nothing_say_so(opened):
    expect(opened.locator("#nothing")).to_be_hidden()
    opened.select_option("#filters [name=kind]", "milestone")
    expect(opened.locator(".statement:visible")).to_have_count(0)
    opened.click("#nothing button")
    expect(opened.locator("#nothing")).to_be_hidden()
    expect(opened.locator("#filters [name=kind]")).to_have_value("")
    expect(opened.locator(".statement").first).to_be_visible()


def test_an_undo_leaves_the_reader_where_he_was(opened, report):
    section = opened.locator(".group", has_text="更美街区")
    card(opened, "口袋公园").locator(".amount").click()
    press(opened, "c")
    opened.fill(".editor [name=quote]", "改造老旧小区12个")
    opened.fill(".editor [name=indicator]", "加的一项")
    press(opened, "Control+Enter")
    expect(card(opened, "加的一项")).to_have_class(re.compile("is-current"))
    press(opened, "u")
    expect(card(opened, "加的一项")).to_have_count(0)
    expect(section.locator(".statement.is-current")).to_have_count(1)
    card(opened, "停车位").locator(".amount").click()
    press(opened, "Shift+A", "u")
    expect(section.locator(".statement[data-state=accepted]")).to_have_count(0)
    expect(card(opened, "停车位")).to_have_class(re.compile("is-current"))


def test_an_upper_value_is_asked_for_where_there_is_a_range(opened, report):
    card(opened, "停车位").locator(".amount").click()
    press(opened, "e")
    expect(opened.locator(".editor [name=value_high]")).to_be_hidden()
    opened.select_option(".editor [name=comparator]", "between")
    opened.fill(".editor [name=value_high]", "1600")
    opened.select_option(".editor [name=comparator]", "ge")
    expect(opened.locator(".editor [name=value_high]")).to_be_visible()


def test_two_reviewers_at_once_lose_nothing(opened, browser, live_server, report, district, log_in):
    account("second", region=district, role="reviewer")
    other = browser.new_context(base_url=live_server.url).new_page()
    other.goto("/account/login/")
    other.fill("input[name=username]", "second")
    other.fill("input[name=password]", "a-long-password-1")
    other.click("form[method=post] button.btn-primary")
    other.wait_for_url(lambda url: "/login/" not in url)
    other.goto(report.get_absolute_url())
    card(other, "停车位").locator(".amount").click()
    press(other, "e")
    other.fill(".editor [name=value]", "1700")
    press(other, "Control+Enter")
    expect(card(other, "停车位")).to_contain_text("1700")
    card(opened, "停车位").locator(".amount").click()
    press(opened, "r")
    conflict = card(opened, "停车位").locator(".conflict")
    expect(conflict).to_contain_text("1500")
    expect(conflict).to_contain_text("1700")
    assert state(report, "停车位") == "accepted"
    press(opened, "r")
    expect(card(opened, "停车位")).to_have_attribute("data-state", "rejected")
    other.context.close()


@pytest.mark.parametrize("cookie", [None, "sessionid"])
def test_a_lost_login_is_said_and_not_mistaken_for_success(opened, report, cookie):
    opened.context.clear_cookies(name=cookie)
    press(opened, "a")
    expect(opened.locator("#notice .is-danger")).to_have_text(
        opened.locator("#review").get_attribute("data-logged-out")
    )
    assert not Statement.objects.exclude(state="open").exists()


def test_a_lost_connection_is_said(opened, report):
    opened.context.set_offline(True)
    press(opened, "a")
    expect(opened.locator("#notice .is-danger")).to_have_text(opened.locator("#review").get_attribute("data-lost"))


def test_on_a_phone_the_two_sides_are_tabs(opened):
    opened.set_viewport_size({"width": 390, "height": 844})
    expect(opened.locator("#text")).to_be_hidden()
    card(opened, "停车位").locator(".indicator").click()
    expect(opened.locator(".m-number.is-current")).to_have_text("1500个")
    expect(opened.locator("#list")).to_be_hidden()
    opened.locator(".m-number", has_text="1.2万人").click()
    expect(card(opened, "就业")).to_have_class(re.compile("is-current"))
    expect(card(opened, "就业")).to_be_in_viewport()
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_long_report_comes_as_one_scrolls(page, long_report, log_in, watch):
    log_in("reviewer")
    page.goto(long_report.get_absolute_url())
    assert page.locator(".statement").count() == long_report.statements.count() >= PARKS
    last = last_of(long_report)
    card, mark = page.locator(f"#s{last.pk}"), page.locator(f"#m{last.pk}")
    assert card.get_attribute("data-outline") == ""
    assert last.indicator in card.inner_text()  # what it says is there to be searched
    assert mark.count() == 0
    page.locator("#list").evaluate("list => list.scrollTo(0, list.scrollHeight)")
    expect(card).not_to_have_attribute("data-outline", "")
    page.locator("#text").evaluate("text => text.scrollTo(0, text.scrollHeight)")
    expect(mark).to_be_visible()
    assert page.locator(".statement[data-outline]").count() > PARKS / 3  # what lies between has not been asked for
    watch.assert_clean()


def test_the_last_card_of_a_long_report_is_reached_and_decided_by_keyboard(page, long_report, log_in, watch):
    log_in("reviewer")
    page.goto(long_report.get_absolute_url())
    last = last_of(long_report)
    for _ in range(long_report.statements.count() - 1):
        page.keyboard.press("j")
    expect(page.locator(f"#s{last.pk}")).to_have_class(re.compile("is-current"))
    expect(page.locator(f"#m{last.pk}")).to_be_in_viewport()
    press(page, "a")
    expect(page.locator(f"#s{last.pk}")).to_have_attribute("data-state", "accepted")
    expect(page.locator(f"#m{last.pk}")).to_have_class(re.compile("is-accepted"))
    last.refresh_from_db()
    assert last.state == "accepted"
    watch.assert_clean()


def test_a_link_into_a_long_report_shows_its_statement_on_both_sides(page, long_report, log_in):
    log_in("reviewer")
    last = last_of(long_report)
    page.goto(f"{long_report.get_absolute_url()}#s{last.pk}")
    expect(page.locator(f"#s{last.pk}")).to_have_class(re.compile("is-current"))
    expect(page.locator(f"#s{last.pk}")).to_be_in_viewport()
    expect(page.locator(f"#s{last.pk} .terms")).to_be_visible()
    expect(page.locator(f"#m{last.pk}")).to_be_in_viewport()


def test_filters_and_accepting_reach_what_has_not_been_fetched(page, long_report, log_in):
    log_in("reviewer")
    page.goto(long_report.get_absolute_url())
    n_promises = long_report.statements.filter(kind="target").count()
    page.select_option("#filters [name=kind]", "target")
    expect(page.locator(".statement:visible")).to_have_count(n_promises)
    page.select_option("#floor", "50")
    page.click("[data-do=accept-above]")
    expect(page.locator(".statement[data-state=accepted]")).to_have_count(n_promises)
    assert long_report.statements.accepted().count() == n_promises


@pytest.mark.parametrize("address", ["/reports/?year=2024", "/reports/statements/?kind=actual"])
@pytest.mark.parametrize("name", ["Excel", "CSV"])
def test_the_lists_links_download_what_is_filtered(opened, address, name, watch):
    opened.goto(address)
    with opened.expect_download() as download:
        opened.get_by_role("link", name=name).click()
    assert download.value.suggested_filename.endswith({"Excel": ".xlsx", "CSV": ".csv"}[name])
    assert download.value.path().stat().st_size > 50
    watch.assert_clean()


def test_axe_finds_nothing_serious(opened):
    press(opened, "e")
    found = Axe().run(opened).response["violations"]
    assert [issue["id"] for issue in found if issue["impact"] in ("serious", "critical")] == []
    for address in ("/reports/", "/reports/statements/", "/reports/upload/"):
        opened.goto(address)
        found = Axe().run(opened).response["violations"]
        assert [issue["id"] for issue in found if issue["impact"] in ("serious", "critical")] == [], address
