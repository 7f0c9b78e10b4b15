"""The task table edited in place, taken over from a file, and a promise changed by a request."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

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
