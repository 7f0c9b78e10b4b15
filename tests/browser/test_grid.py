"""A month's grid under real hands: typing, moving, pasting, and all that goes wrong on the way."""

import datetime as dt
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.tracker.filing import file_figure
from tracker.progress.models import ProgressEntry
from tracker.progress.workbook import FIRST_ROW, VALUE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([box, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  box.focus();
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def targets(make_target):
    """Four with a figure and, as the third row, a milestone."""
    year = timezone.localdate().year - 1
    terms = {"year": year, "deadline": dt.date(year, 12, 31)}
    return [make_target(name=name, **terms | TERMS.get(name, {})) for name in "甲乙丙丁戊"]


TERMS = {"丙": {"measure": "", "comparator": "", "value": None, "unit": "", "accumulates": False}}


@pytest.fixture
def grid(page, log_in, reporter, targets):
    """The page of June."""
    log_in("reporter")
    page.goto(address(targets))
    yield page
    page.wait_for_load_state("networkidle")  # what is still being kept must not outlive the test's rows


def address(targets):
    return f"/grid/?year={targets[0].year}&month=6"


def box(page, target, name="value"):
    return page.locator(f"[name='{target.pk}-{name}']")


def kept(page, target):
    expect(page.locator(f"#notes-{target.pk} .grid-kept")).to_be_visible()
    expect(page.locator(f"#row-{target.pk}")).not_to_have_class("is-dirty")


def value_of(target):
    return ProgressEntry.objects.get(target=target, month=6).value


def paste(page, target, text, name="value"):
    page.evaluate(PASTE, [box(page, target, name).element_handle(), text])


def focused(page):
    return page.evaluate("document.activeElement.name")


def test_what_is_typed_is_kept_when_the_box_is_left(grid, targets, watch):
    box(grid, targets[0]).fill("１2.5")
    box(grid, targets[0], "narrative").fill("进展顺利")
    box(grid, targets[0], "reason").focus()
    kept(grid, targets[0])
    box(grid, targets[1]).fill("1.2万")
    box(grid, targets[1]).blur()
    expect(grid.locator(f"#notes-{targets[1].pk} .grid-taken")).to_contain_text("12000家")
    expect(grid.locator("tr.is-dirty")).to_have_count(0)
    entry = ProgressEntry.objects.get(target=targets[0])
    assert (entry.value, entry.narrative, value_of(targets[1])) == (12.5, "进展顺利", 12000)
    watch.assert_clean()


def test_a_box_after_the_other_is_no_conflict_with_oneself(grid, targets):
    grid.route("**/row/", lambda route: (grid.wait_for_timeout(150), route.continue_()))
    for name, words in (("value", "3"), ("narrative", "甲"), ("reason", "乙"), ("value", "4")):
        box(grid, targets[0], name).fill(words)
        box(grid, targets[0], name).blur()
    expect(grid.locator("tr.is-dirty")).to_have_count(0)
    expect(grid.locator(".grid-conflict")).to_have_count(0)
    assert value_of(targets[0]) == 4


def test_what_is_wrong_stands_beside_its_box_and_stays_there(grid, targets):
    box(grid, targets[0]).fill("十二")
    box(grid, targets[0]).press("Enter")
    expect(grid.locator(f"#notes-{targets[0].pk} .grid-error")).to_contain_text("十二")
    expect(box(grid, targets[0])).to_have_attribute("aria-invalid", "true")
    assert box(grid, targets[0]).input_value() == "十二"
    box(grid, targets[0]).fill("12")
    box(grid, targets[0]).press("Enter")
    kept(grid, targets[0])
    expect(box(grid, targets[0])).not_to_have_attribute("aria-invalid", "true")


def test_the_keys_of_a_spreadsheet(grid, targets):
    one, other, milestone, after = targets[:4]
    box(grid, one).click()
    steps = [
        ("ArrowDown", f"{other.pk}-value"),
        ("ArrowDown", f"{after.pk}-value"),
        ("ArrowUp", f"{other.pk}-value"),
        ("Enter", f"{after.pk}-value"),
        ("Shift+Enter", f"{other.pk}-value"),
        ("ArrowRight", f"{other.pk}-narrative"),
        ("ArrowDown", f"{milestone.pk}-narrative"),
        ("ArrowRight", f"{milestone.pk}-reason"),
        ("ArrowLeft", f"{milestone.pk}-narrative"),
        ("Tab", f"{milestone.pk}-reason"),
        ("Shift+Tab", f"{milestone.pk}-narrative"),
    ]
    for key, name in steps:
        grid.keyboard.press(key)
        assert focused(grid) == name, key


def test_the_keys_stay_in_the_text_while_it_is_edited(grid, targets):
    words = box(grid, targets[0], "narrative")
    words.click()
    grid.keyboard.type("ab")
    grid.keyboard.press("ArrowLeft")
    assert focused(grid) == f"{targets[0].pk}-narrative"
    grid.keyboard.type("X")
    grid.keyboard.press("Alt+Enter")
    assert words.input_value() == "aX\nb"
    grid.keyboard.press("Control+z")
    assert "\n" not in words.input_value()
    grid.keyboard.press("Enter")
    assert focused(grid) == f"{targets[1].pk}-narrative"


def test_a_block_fills_downwards_and_rightwards(grid, targets):
    paste(grid, targets[0], '12\t"第一行\n第二行"\t停产\r\n13\r\n99\t主塔封顶\r\n14\t丁的进展\r\n15\r\n16\r\n')
    for target in targets:
        kept(grid, target)
    said = grid.locator("#grid-said")
    expect(said).to_contain_text("8")
    expect(said).to_contain_text("序号不能填入，已跳过：3")
    expect(said).to_contain_text("超出末行的 1 行")
    entries = {each.target.name: each for each in ProgressEntry.objects.select_related("target")}
    assert {name: each.value for name, each in entries.items()} == {"甲": 12, "乙": 13, "丙": None, "丁": 14, "戊": 15}
    assert (entries["甲"].narrative, entries["甲"].reason) == ("第一行\n第二行", "停产")
    assert entries["丙"].narrative == "主塔封顶"
    grid.click("#grid-undo")
    expect(grid.locator("tr.is-dirty")).to_have_count(0)
    assert box(grid, targets[0]).input_value() == ""
    assert value_of(targets[1]) is None


def test_a_single_cell_is_pasted_as_everywhere(grid, targets):
    prevented = grid.evaluate(PASTE.replace("box.dispatchEvent", "return !box.dispatchEvent"),
                              [box(grid, targets[0]).element_handle(), "12\r\n"])  # fmt: skip
    assert prevented is False


def test_a_conflict_shows_both_and_loses_nothing(grid, targets):
    file_figure(targets[0], 6, 5, "draft", narrative="他人所填")
    box(grid, targets[0]).fill("7")
    box(grid, targets[0]).blur()
    conflict = grid.locator(f"#row-{targets[0].pk} .grid-conflict")
    expect(conflict).to_contain_text("5家")
    expect(conflict).to_contain_text("他人所填")
    assert (box(grid, targets[0]).input_value(), value_of(targets[0])) == ("7", 5)
    conflict.locator("[value^=mine]").click()
    kept(grid, targets[0])
    assert value_of(targets[0]) == 7


def test_theirs_can_be_left(grid, targets):
    file_figure(targets[0], 6, 5, "draft")
    box(grid, targets[0]).fill("7")
    box(grid, targets[0]).blur()
    grid.locator("[value^=theirs]").click()
    expect(box(grid, targets[0])).to_have_value("5")
    box(grid, targets[0]).fill("6")
    box(grid, targets[0]).blur()
    kept(grid, targets[0])
    assert value_of(targets[0]) == 6


@pytest.mark.parametrize("answer", [lambda route: route.abort(), lambda route: route.fulfill(status=500, body="")])
def test_a_lost_connection_is_said_and_what_was_typed_is_sent_when_it_is_back(grid, targets, answer):
    grid.route("**/row/", answer)
    box(grid, targets[0]).fill("7")
    box(grid, targets[0]).blur()
    expect(grid.locator(f"#row-{targets[0].pk} .unsent")).to_contain_text("未能保存")
    expect(grid.locator("#grid-said")).to_contain_text("1")
    assert (box(grid, targets[0]).input_value(), ProgressEntry.objects.exists()) == ("7", False)
    grid.unroute("**/row/")
    grid.evaluate("window.dispatchEvent(new Event('online'))")
    kept(grid, targets[0])
    assert value_of(targets[0]) == 7


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken"])
def test_logged_out_meanwhile(grid, targets, cookie):
    grid.context.clear_cookies(name=cookie)
    box(grid, targets[0]).fill("7")
    box(grid, targets[0]).blur()
    expect(grid.locator(f"#row-{targets[0].pk} .unsent")).to_contain_text("登录已失效")
    assert (box(grid, targets[0]).input_value(), ProgressEntry.objects.exists()) == ("7", False)


def test_all_that_are_ready_are_submitted_in_one_go(grid, targets):
    box(grid, targets[0]).fill("12")
    box(grid, targets[1]).fill("1")
    box(grid, targets[2], "narrative").fill("主塔封顶")
    grid.click("button[value=submit]")
    alert = grid.locator("main > .alert-danger")
    expect(alert).to_contain_text("已提交 2 行")
    alert.locator("a", has_text="乙").click()
    expect(grid.locator(f"#notes-{targets[1].pk} .grid-error")).to_be_in_viewport()
    box(grid, targets[1], "reason").fill("企业停产")
    grid.click("button[value=submit]")
    expect(grid.locator("main > .alert-success")).to_contain_text("已提交 1 行")
    assert ProgressEntry.objects.waiting().count() == 3


def test_without_a_script(browser, live_server, reporter, targets, client):
    client.force_login(reporter)
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(address(targets))
    box(page, targets[0]).fill("12")
    box(page, targets[1]).fill("x")
    page.click("button[value=submit]")
    assert "已提交 1 行" in page.locator("main > .alert-danger").inner_text()
    assert box(page, targets[1]).input_value() == "x"
    context.close()


def test_the_workbook_out_and_in_with_its_errors_as_comments(grid, targets, tmp_path):
    with grid.expect_download() as out:
        grid.click("a[href*='/grid/workbook/']")
    book = load_workbook(io.BytesIO(out.value.path().read_bytes()))
    cells = [f"{chr(ord('A') + VALUE)}{FIRST_ROW + at}" for at in range(2)]
    book.active[cells[0]], book.active[cells[1]] = 12, "很多"
    book.save(tmp_path / "填好.xlsx")
    grid.set_input_files("input[type=file]", tmp_path / "填好.xlsx")
    grid.click("form[enctype] button")
    expect(grid.locator(".alert-danger")).to_contain_text(cells[1])
    with grid.expect_download() as back:
        grid.click("form[action*='/comments/'] button")
    commented = load_workbook(io.BytesIO(back.value.path().read_bytes()))
    assert "很多" in commented.active[cells[1]].comment.text
    commented.active[cells[1]] = 13
    commented.save(tmp_path / "改好.xlsx")
    grid.goto(address(targets))
    grid.set_input_files("input[type=file]", tmp_path / "改好.xlsx")
    grid.click("form[enctype] button")
    grid.click("button[value=submit]")
    expect(grid.locator("main > .alert-success")).to_contain_text("已提交 2 行")
    assert [value_of(target) for target in targets[:2]] == [12, 13]


def test_warnings_stand_on_the_page_of_one_figure_while_it_is_typed(page, log_in, reporter, targets):
    file_figure(targets[0], 5, 8)
    log_in("reporter")
    page.goto(f"/targets/{targets[0].pk}/months/6/")
    page.fill("input[name=value]", "3")
    page.locator("textarea[name=narrative]").focus()
    expect(page.locator(".warnings")).to_contain_text("累计数下降")


def test_the_head_stays_and_a_phone_shows_cards(grid, targets):
    head = grid.locator(".grid-table thead th").first
    grid.evaluate("window.scrollTo(0, 400)")
    expect(head).to_be_in_viewport()
    grid.set_viewport_size({"width": 390, "height": 844})
    expect(head).to_be_hidden()
    assert grid.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
