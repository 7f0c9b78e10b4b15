"""The task table edited in place, taken over from a file, and a promise changed by a request."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.tracker.stating import make_report, state
from tests.tracker.task_tables import task_table_as_xlsx
from tracker.targets.models import Target

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_ticked_rows_are_edited_and_a_wrong_one_stops_all(page, log_in, watch, make_target, other_department):
    first, second, _third = make_target(), make_target(), make_target()
    log_in("reviewer")
    page.goto(reverse("task-table"))
    page.get_by_label("勾选第1项").check()
    page.get_by_label("勾选第2项").check()
    page.get_by_role("button", name="编辑勾选的行").click()
    expect(page.locator(".row-form header")).to_have_count(2)
    page.fill(f"#id_t{first.pk}-lead", "区旅游局")
    page.fill(f"#id_t{second.pk}-weight", "3")
    page.fill("#reason", "分工调整")
    page.get_by_role("button", name="保存全部行").click()
    expect(page.get_by_text("没有名为“区旅游局”的单位")).to_be_visible()
    expect(page.locator(f"#id_t{second.pk}-weight")).to_have_value("3")
    expect(page.locator("#reason")).to_have_value("分工调整")
    assert Target.objects.filter(version=1).count() == 3
    page.fill(f"#id_t{first.pk}-lead", "区教委")
    page.get_by_role("button", name="保存全部行").click()
    expect(page.get_by_text("已修改2行")).to_be_visible()
    assert list(Target.objects.order_by("number").values_list("lead__short_name", "weight")) == [
        ("区教委", 1), ("区发展改革委", 3), ("区发展改革委", 1),
    ]  # fmt: skip
    # The server's refusal of a row is told by its status too.
    watch.complaints = [each for each in watch.complaints if "422" not in each]
    watch.assert_clean()


def test_rows_far_down_get_their_fields_as_one_comes_to_them(page, log_in, watch, make_target):
    targets = [make_target(name=f"新建第{n}所学校") for n in range(1, 31)]
    first, last = targets[0], targets[-1]
    log_in("reviewer")
    page.goto(reverse("task-edit"))
    page.fill(f"#id_t{first.pk}-weight", "2")
    assert page.get_by_text("新建第30所学校").count() == 1  # named, so that the page's search finds it
    page.locator("#row-30").evaluate("row => row.scrollIntoView()")
    page.fill(f"#id_t{last.pk}-weight", "3")
    page.fill("#reason", "权重确定")
    page.get_by_role("button", name="保存全部行").click()
    expect(page.get_by_text("已修改2行")).to_be_visible()
    assert list(Target.objects.order_by("number").values_list("weight", flat=True)) == [2] + [1] * 28 + [3]
    watch.assert_clean()


def test_the_keyboard_walks_into_rows_that_come_only_then(page, log_in, make_target):
    for n in range(1, 31):
        make_target(name=f"新建第{n}所学校")
    log_in("reviewer")
    page.goto(reverse("task-edit") + "#row-25")
    expect(page.locator("#row-25 input[name$=weight]")).to_be_in_viewport()
    page.locator("#row-10 input[name$=schedule]").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator("#row-11 input[name$=weight]")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('#row-11, #row-12, #row-13') !== null")


def test_fields_that_do_not_come_say_so_and_come_later(page, log_in, make_target):
    for n in range(1, 31):
        make_target(name=f"新建第{n}所学校")
    log_in("reviewer")
    page.goto(reverse("task-edit"))
    page.route("**/tasks/edit/**", lambda route: route.abort())
    page.locator("#row-30").evaluate("row => row.scrollIntoView()")
    lost = page.locator(".part-later", has=page.locator("#row-30")).locator(".part-lost")
    expect(lost).to_be_visible()  # its words stand there from the start: only being seen says that the fetch has failed
    expect(lost).to_contain_text("未能加载")
    page.unroute("**/tasks/edit/**")
    lost.get_by_role("button").click()
    expect(page.locator("#row-30 input[name$=weight]")).to_be_visible()


def test_promises_far_down_keep_their_ticks_when_their_fields_come(page, log_in, watch, reviewer, district, department):
    report = make_report(district, reviewer)
    for n in range(1, 41):
        state(report, "新增公办学位2560个", f"新增第{n}类设施", value=n, unit="处", length=5)
    log_in("reviewer")
    page.goto(reverse("adopt", args=[report.pk]))
    page.locator(".adopt-task input").first.fill("改了名的设施")
    page.get_by_label("立项 新增第39类设施").uncheck()
    last = page.locator("tr", has=page.get_by_label("立项 新增第40类设施"))
    last.evaluate("row => row.scrollIntoView()")
    last.locator("input[name$=name]").fill("最后一类设施")
    expect(page.get_by_label("立项 新增第39类设施")).not_to_be_checked()
    page.select_option("[name=default_lead]", str(department.pk))
    page.get_by_role("button", name="将勾选条目立项").click()
    page.wait_for_url("**/tasks/**")
    names = list(Target.objects.order_by("number").values_list("name", flat=True))
    assert len(names) == 39
    assert (names[0], names[1], names[-1]) == ("改了名的设施", "新增第2类设施", "最后一类设施")
    assert "新增第39类设施" not in names
    watch.assert_clean()


def test_a_file_with_errors_and_the_mended_one(page, log_in, make_target, other_department):
    make_target(name="新增公办学位")
    log_in("reviewer")

    def send(department: str) -> None:
        page.goto(reverse("task-import"))
        data = task_table_as_xlsx(["序号", "工作任务", "责任单位"], [1, "新增公办学位", department])
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        page.set_input_files("input[name=file]", {"name": "表.xlsx", "mimeType": kind, "buffer": data})
        page.get_by_role("button", name="查看变化").click()

    send("区教育局")
    expect(page.get_by_text("最接近的是“区教委”")).to_be_visible()
    expect(page.get_by_role("button", name="全部导入")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载标注错误的原文件").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    send("区教委、区发展改革委")
    expect(page.locator("ins").first).to_have_text("区教委")
    page.fill("#reason", "分解方案印发")
    page.get_by_role("button", name="全部导入").click()
    expect(page.get_by_text("任务分解表已导入，修改1行")).to_be_visible()
    assert Target.objects.get().lead == other_department
    send("区教委、区发展改革委")
    expect(page.get_by_text("没有变化")).to_be_visible()


def test_a_change_from_asking_to_the_original_in_sight(page, log_in, reporter, make_target):
    target = make_target(nature="binding")
    log_in("reporter")
    page.goto(target.get_absolute_url())
    page.get_by_text("申请调整该目标").click()
    page.fill("#id_request-value", "15")
    page.fill("#id_request-reason", "重点企业外迁")
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_text("申请已提交，待审批")).to_be_visible()
    log_in("reviewer")
    page.goto(reverse("approvals"))
    page.get_by_role("link", name="有1项调整申请待审批").click()
    page.locator("tbody a").first.click()
    page.get_by_role("button", name="批准调整").click()
    expect(page.get_by_text("约束性目标须凭决定调整")).to_be_visible()
    page.locator("input[name$=-decision]").first.fill("区政府第12次常务会议")
    page.get_by_role("button", name="批准调整").click()
    expect(page.locator("h1")).to_contain_text("15家以上")
    for address in (target.get_absolute_url(), reverse("targets"), reverse("task-table")):
        page.goto(address)
        expect(page.get_by_text("原 20家以上").first).to_be_visible()
    page.goto(reverse("targets") + "?change=unchanged")
    expect(page.get_by_text("原 20家以上")).to_have_count(0)


def test_the_rows_have_the_whole_width(page, log_in, reviewer, make_target):
    make_target()
    log_in("reviewer")
    page.goto(reverse("task-edit"))
    widths = [page.locator(each).bounding_box()["width"] for each in ("form.edit-rows", "details.terms")]
    assert widths[0] == widths[1]
