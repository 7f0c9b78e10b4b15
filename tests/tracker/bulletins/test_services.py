import datetime as dt
import io
from decimal import Decimal

import docx
import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from reports.documents import DocumentError
from reports.documents.apart import Limits
from reports.shared.word import layout
from tests.tracker.filing import file_figure
from tracker.bulletins import services
from tracker.bulletins.models import Document
from tracker.targets.models import Target


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def promises(make_target, other_department):
    """A headline that grows, one that lags with its reason, one in time, one not reported."""
    growth = {"target_class": "headline", "measure": "growth", "unit": "%", "value": 7}
    file_figure(make_target(name="地区生产总值", **growth), 6, Decimal("6.5"))
    file_figure(make_target(name="新增规上工业企业"), 6, 2, reason="用地<未批>；")
    file_figure(make_target(name="新增公办学位", unit="个", lead=other_department), 6, 10)
    make_target(name="改造老旧小区", unit="个")


@pytest.fixture
def drafted(promises, district, reviewer):
    return services.draft(kind="bulletin", region=district, year=2024, month=6, by=reviewer)


def words_of(file):
    document = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in document.paragraphs), *cells])


def test_a_bulletin_says_how_the_promises_stand(drafted):
    words = words_of(services.word_file(drafted))
    for sentence in [
        "关于2024年上半年政府工作报告目标任务进展情况的通报",
        "2024年7月20日",
        "一、总体情况",
        "共确定目标任务4项，纳入本期评价4项：达进度1项，占25.0%；欠进度1项，占25.0%；严重滞后1项，占25.0%；未报送1项，占25.0%。",
        "地区生产总值增长6.5%，低于目标0.5个百分点。",
        "牵头目标全部达到进度的单位有1个：区教委（1项）。",
        "新增规上工业企业（区发展改革委牵头）：目标20家以上，目前2家，明显低于序时进度40.0个百分点；主要原因：用地<未批>。",
        "未按时报送进展的有",
        "一是强化责任落实",
        "评价规则：默认规则 v1",
    ]:  # fmt: skip
        assert sentence in words, sentence
    assert "{" not in words


def test_what_is_issued_stays_as_it_was(drafted, reviewer, make_target):
    issued = services.issue(document=drafted, by=reviewer, version=drafted.version)
    before = services.word_file(issued)
    target = Target.objects.get(name="改造老旧小区")
    file_figure(target, 6, 20)
    services.keep_template(region=issued.region, kind="bulletin", file=template("{{ title }}：新模板"), by=reviewer)
    assert services.word_file(Document.objects.get(pk=issued.pk)) == before
    with pytest.raises(services.DocumentChangedError):
        services.take_facts_again(document=issued, by=reviewer, version=issued.version)


def test_a_draft_takes_the_figures_again_and_keeps_its_words(drafted, reviewer):
    changed = services.change(
        document=drafted, by=reviewer, version=drafted.version, words={"requirements": "按时报送。"}
    )
    file_figure(Target.objects.get(name="改造老旧小区"), 6, 20)
    again = services.take_facts_again(document=changed, by=reviewer, version=changed.version)
    words = words_of(services.word_file(again))
    assert "一是按时报送。" in words
    assert "未按时报送进展的有" not in words


def test_numbers_run_on_and_are_never_used_twice(drafted, district, reviewer):
    second = services.draft(kind="bulletin", region=district, year=2024, month=6, by=reviewer)
    assert (drafted.number, second.number) == (1, 1)
    services.issue(document=drafted, by=reviewer, version=drafted.version)
    with pytest.raises(ValidationError, match="第1期已经印发"):
        services.issue(document=second, by=reviewer, version=second.version)
    assert services.draft(kind="bulletin", region=district, year=2024, month=6, by=reviewer).number == 2


def test_the_second_of_two_editors_is_told(drafted, reviewer):
    services.change(document=drafted, by=reviewer, version=drafted.version, words={"title": "甲"})
    with pytest.raises(services.DocumentChangedError):
        services.change(document=drafted, by=reviewer, version=drafted.version, words={"title": "乙"})
    assert Document.objects.get(pk=drafted.pk).title == "甲"


@pytest.mark.parametrize("who", ["leader", "reporter", "foreign_reviewer", "stranger"])
def test_only_the_own_office_drafts_and_issues(drafted, district, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(PermissionDenied):
        services.draft(kind="bulletin", region=district, year=2024, month=6, by=user)
    with pytest.raises(PermissionDenied):
        services.issue(document=drafted, by=user, version=drafted.version)


def test_drafts_are_read_in_the_office_and_issued_ones_by_leaders_too(drafted, reviewer, leader, reporter):
    def read_by(user):
        return Document.objects.for_user(user).count()

    assert [read_by(each) for each in (reviewer, leader, reporter)] == [1, 0, 0]
    services.issue(document=drafted, by=reviewer, version=drafted.version)
    assert [read_by(each) for each in (reviewer, leader, reporter)] == [1, 1, 0]


def template(*paragraphs):
    document, out = layout.blank_document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text, layout.BODY)
    document.save(out)
    return out.getvalue()


def test_an_offices_own_template_is_used(drafted, reviewer):
    own = template("本办通报：{{ title }}", "{%p for text in headlines %}", "{{ text }}", "{%p endfor %}")
    services.keep_template(region=drafted.region, kind="bulletin", file=own, by=reviewer)
    assert words_of(services.word_file(drafted)).splitlines() == [
        "本办通报：关于2024年上半年政府工作报告目标任务进展情况的通报", "地区生产总值增长6.5%，低于目标0.5个百分点。"
    ]  # fmt: skip


ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@pytest.mark.parametrize("text", ["{{ title", "{%p for x in headlines %}", "{{ ''.__class__.__mro__ }}", ENDLESS])
def test_a_template_that_is_faulty_or_hostile_is_refused_and_nothing_is_kept(district, reviewer, text, monkeypatch):
    monkeypatch.setattr("tracker.bulletins.rendering.TO_FILL", Limits(cpu_seconds=2))
    with pytest.raises(ValidationError):
        services.keep_template(region=district, kind="bulletin", file=template(text), by=reviewer)
    assert services.Template.objects.count() == 0


def test_what_is_no_word_file_is_refused(district, reviewer):
    with pytest.raises(DocumentError):
        services.keep_template(region=district, kind="bulletin", file=b"not a zip", by=reviewer)


def test_the_table_for_the_congress_has_every_promise(promises, district, reviewer):
    drafted = services.draft(kind="comparison", region=district, year=2024, month=6, by=reviewer)
    table = docx.Document(io.BytesIO(services.word_file(drafted))).tables[0]
    assert [row.cells[1].text for row in table.rows] == [
        "目标任务", "地区生产总值", "新增规上工业企业", "新增公办学位", "改造老旧小区"
    ]  # fmt: skip
    assert table.rows[4].cells[3].text == "—"


def test_a_region_without_promises_has_nothing_to_draft(district, reviewer):
    with pytest.raises(Target.DoesNotExist):
        services.draft(kind="bulletin", region=district, year=2024, month=6, by=reviewer)
    assert Document.objects.count() == 0
