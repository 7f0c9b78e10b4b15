"""Nobody comes in by an address: every route, tried without an account, without a role, and from other places."""

import io
from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from openpyxl import load_workbook

from reports.library.models import Upload
from reports.organisation.models import Membership
from tests.reports.shared.exporting import long_export
from tests.tracker.bulletins.drafting import issued_document
from tests.tracker.filing import ask, file_figure, prove
from tests.tracker.funds.spending import spent_fund
from tests.tracker.livelihood.doing import file as file_site
from tests.tracker.livelihood.doing import make_deed, png
from tests.tracker.outcomes.settling import settled
from tests.tracker.projects.building import make_project
from tests.tracker.stating import accepted_promises, make_report
from tests.tracker.task_tables import keep_table, task_table_as_xlsx
from tracker.dispatch.services.meetings import prepare_meeting
from tracker.dispatch.services.problems import Matter, raise_problem
from tracker.indicators.models import IndicatorMatch
from tracker.navigation.models import PinnedView
from tracker.projects.models import Investment
from tracker.projects.services import raise_need
from tracker.scorecards.models import Scorecard
from tracker.targets.change_requests import Wish
from tracker.targets.change_requests import ask as ask_change

RIGHTS = Path(__file__).resolve().parents[2] / "docs" / "rights.md"
LOGIN = "/account/login/"
ROLES = ("reporter", "reviewer", "leader", "administrator")
TURNED_AWAY = (403, 404, 405)
Reply = HttpResponseBase
OPEN_TO_ALL = {"login", "logout", "set_language", "public-livelihood", "public-livelihood-photo"}
OF_EVERYBODY = {"home", "password_change", "password_change_done", "pinned-views"}


def routes(resolver=None, namespace=""):
    """Yield the name of every route of ours; the admin guards itself."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace != "admin":
            yield from routes(entry, f"{entry.namespace}:" if entry.namespace else namespace)
        elif isinstance(entry, URLPattern):
            yield namespace + entry.name


ROUTES = sorted(set(routes()) - OPEN_TO_ALL)
FORMS = {"new-problem", "new-meeting"}
FORMS_OF_THE_OFFICE = {"new-project", "new-deed"}
LISTS = {
    "reports:list", "reports:statements", "reports:upload", "targets", "task-table", "owed", "approvals", "entries",
    "documents", "new-document", "document-templates", "scorecards", "funds", "new-fund",
    "overview", "overview-groups", "compare", "league", "department-league", "ladder", "trends", "kept-promises",
    "repeated-promises",
    "search",
    "matches", "find-matches", "reports:regions",
    "grid", "grid-workbook", "grid-upload", "grid-apply", "grid-comments", "burden", "periods", "stand-ins",
    "task-edit", "task-import", "change-requests", "problems", "meetings", "levels", "discipline", "filings",
    "three-lists",
    "projects", "projects-overview",
    "reconciliation", "claims", "deeds", "livelihood", "livelihood-vote", "livelihood-publication",
}  # fmt: skip
OF_ONE_ROW = sorted(set(ROUTES) - LISTS - FORMS - FORMS_OF_THE_OFFICE - OF_EVERYBODY)


@pytest.fixture
def addresses(district, reviewer, reporter, make_target, gdp):
    """The address of every route, about rows of one district."""
    report = make_report(district, reviewer)
    statement = next(iter(accepted_promises(report).values()))
    target = make_target(name="不该外传的任务", indicator=gdp)
    entry = file_figure(target, 3, Decimal(5), "submitted")
    approved = file_figure(target, 2, Decimal(4))
    correction = ask(approved)
    evidence = prove(approved)
    match = IndicatorMatch.objects.create(statement=statement, indicator=gdp)
    upload = Upload.objects.create(format="text", text="未确认", sha256="0" * 64, uploaded_by=reviewer)
    document = issued_document(district, reviewer, title="不该外传的任务通报")
    scorecard = Scorecard.objects.create(region=district, year=2024, name="不该外传的报表")
    fund = spent_fund(target, reviewer)
    settlement = settled(target, report, reviewer)
    export = long_export(reviewer)
    of_report, of_statement = {"pk": report.pk}, {"pk": report.pk, "statement": statement.pk}
    wish = ask_change(target=target, wish=Wish("value", "不该外传的理由", value=Decimal(15)), by=reviewer)
    table = keep_table(
        task_table_as_xlsx(["目标任务", "牵头单位"], ["不该外传的任务", "区发展改革委"]), target, reviewer
    )
    matter = Matter("不该外传的任务的堵点", target.lead, timezone.localdate(), targets=(target,))
    problem = raise_problem(matter=matter, region=district, by=reviewer)
    meeting = prepare_meeting(region=district, kind="weekly", held_on=timezone.localdate(), chair="区长", by=reviewer)
    project = make_project(target.lead, reviewer, name="不该外传的任务的项目", targets=[target])
    need = raise_need(project, kind="land", words="缺地", due=timezone.localdate(), by=reviewer)
    investment = Investment.objects.create(project=project, year=2024, month=1, amount=1, filed_by=reviewer)
    deed = make_deed(target.lead, reviewer, name="不该外传的任务的实事", targets=[target])
    site = file_site(deed.sites.first(), reporter, photos=[("现场.png", png())])
    photo = site.photos.get()
    of_project = dict.fromkeys(  # noqa: RUF024 - nobody changes it
        ("project", "edit-project", "project-stages", "file-investment", "add-need"), {"pk": project.pk}
    )
    of_deed = {name: {"pk": deed.pk} for name in ("deed", "edit-deed", "deed-history", "add-sites")}
    stand_in = Membership.objects.create(
        user=User.objects.create_user("stand-in"), region=district, department=target.lead, role="reporter",
        valid_until=timezone.localdate(), named_by=reviewer,
    )  # fmt: skip
    view = PinnedView.objects.create(user=reviewer, name="不该外传的任务的视图", address="/overview/")
    arguments = of_project | of_deed | {name: {"pk": site.pk} for name in ("file-site", "edit-site", "drop-site")} | {
        "decide-deed": {"pk": deed.pk, "verb": "confirm"}, "deed-photo": {"pk": photo.pk},
        "decide-photo": {"pk": photo.pk, "verb": "release"},
        "decide-investment": {"pk": investment.pk, "verb": "approve"}, "close-need": {"pk": need.pk},
        "problem": {"pk": problem.pk}, "move-problem": {"pk": problem.pk, "code": "register"},
        "meeting": {"pk": meeting.pk}, "meeting-walk": {"pk": meeting.pk}, "meeting-minutes": {"pk": meeting.pk},
        "decide-in-meeting": {"pk": meeting.pk},
        "step-meeting": {"pk": meeting.pk, "code": "gather"},
        "reports:confirm": {"pk": upload.pk}, "reports:discard": {"pk": upload.pk},
        "reports:recognition": {"pk": upload.pk}, "reports:line-picture": of_statement,
        "reports:section-role": of_report | {"section": 1},
        "reports:decide": of_report | {"verb": "accept"}, "reports:suggestion": of_statement | {"answer": "take"},
        "reports:card": of_statement, "reports:edit": of_statement, "reports:split": of_statement, "adopt": of_report,
        "target": {"pk": target.pk}, "target-steps": {"pk": target.pk}, "target-history": {"pk": target.pk},
        "target-elsewhere": {"pk": target.pk},
        "change-target": {"pk": target.pk, "part": "terms"}, "entry": {"pk": target.pk, "month": 3},
        "settlement": {"pk": settlement.pk}, "drop-view": {"pk": view.pk}, "picture": {"kind": "pdf"},
        "fund": {"pk": fund.pk}, "edit-fund": {"pk": fund.pk}, "file-spent": {"pk": fund.pk},
        "decide-spent": {"pk": fund.pk, "month": 1, "step": "approve"},
        "scorecard": {"pk": scorecard.pk}, "fill-scorecard": {"pk": scorecard.pk},
        "document": {"pk": document.pk}, "document-words": {"pk": document.pk},
        "document-step": {"pk": document.pk, "step": "issue"}, "document-file": {"pk": document.pk, "kind": "docx"},
        "new-letter": {"about": "target", "pk": target.pk},
        "document-template": {"kind": "bulletin", "region": district.pk},
        "urge": {"pk": target.pk, "month": 1}, "end-stand-in": {"pk": stand_in.pk},
        "grid-row": {"pk": target.pk, "month": 3}, "figure-warnings": {"pk": target.pk, "month": 3},
        "ask-change": {"pk": target.pk}, "decide-change": {"pk": wish.pk, "verb": "refuse"},
        "task-import-preview": {"pk": table.pk}, "task-import-marked": {"pk": table.pk},
        "export": {"pk": export.pk}, "export-file": {"pk": export.pk},
        "approval": {"pk": entry.pk}, "decide-match": {"pk": match.pk},
        "evidence": {"pk": evidence.pk},
        "correction": {"pk": approved.pk}, "decide-correction": {"pk": correction.pk},
    }  # fmt: skip
    of_one = {name: reverse(name, kwargs=arguments.get(name, of_report)) for name in OF_ONE_ROW}
    return of_one | {name: reverse(name) for name in LISTS | FORMS | FORMS_OF_THE_OFFICE | OF_EVERYBODY}


def answers(ask: Callable[[str], Reply], addresses: dict[str, str]) -> Iterator[tuple[str, Reply]]:
    """Yield what each route answers; what that changed is taken back before the next is asked."""
    for name, address in addresses.items():
        with transaction.atomic():
            yield name, ask(address)
            transaction.set_rollback(True)


def let_in(ask: Callable[[str], Reply], addresses: dict[str, str], names: Collection[str]) -> dict[str, int]:
    """Return the routes among `names` that did not turn the asker away, each with its status."""
    asked = answers(ask, {name: addresses[name] for name in names})
    return {name: reply.status_code for name, reply in asked if reply.status_code not in TURNED_AWAY}


def words_of(reply) -> str:
    """Return what a page or a downloaded file says."""
    content = b"".join(reply.streaming_content) if reply.streaming else reply.content
    if not content.startswith(b"PK"):
        return content.decode()
    rows = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row)


def test_every_route_is_in_this_table(addresses):
    assert set(addresses) == set(ROUTES)


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_an_account_only_the_login_page_answers(client, addresses, method):
    asked = {name: (reply.status_code, reply.url) for name, reply in answers(getattr(client, method), addresses)}
    assert {name for name, (status, url) in asked.items() if status != 302 or not url.startswith(LOGIN)} == set()
    assert set(asked) == set(ROUTES)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["foreign_reviewer", "stranger"])
def test_rows_of_another_district_do_not_exist_for_a_stranger(client, request, addresses, method, who):
    client.force_login(request.getfixturevalue(who))
    assert let_in(getattr(client, method), addresses, OF_ONE_ROW) == {}


QUERIES = ["", "?export=csv", "?export=xlsx"]


@pytest.mark.parametrize("who", ["foreign_reviewer", "stranger", "other_reporter"])
@pytest.mark.parametrize("query", QUERIES)
def test_no_list_and_no_export_shows_them(client, request, addresses, who, query):
    client.force_login(request.getfixturevalue(who))
    for name, reply in answers(client.get, {name: addresses[name] + query for name in sorted(LISTS)}):
        assert reply.status_code in {200, *TURNED_AWAY}, name
        words = words_of(reply)
        assert "不该外传的任务" not in words, name
        # Reports are read by the whole district, targets only by the departments that they concern.
        assert who == "other_reporter" or "国家高新技术企业" not in words, name


OWN_WORDS = {
    "targets": "不该外传的任务", "task-table": "不该外传的任务", "entries": "不该外传的任务",
    "change-requests": "不该外传的任务", "reconciliation": "不该外传的任务",
    "deeds": "不该外传的任务", "livelihood": "不该外传的任务",
    "reports:statements": "国家高新技术企业", "reports:list": "青溪区政府工作报告",
}  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_their_own_reviewer_sees_them_everywhere(client, reviewer, addresses, query):
    client.force_login(reviewer)
    asked = answers(client.get, {name: addresses[name] + query for name in OWN_WORDS})
    assert [name for name, reply in asked if OWN_WORDS[name] not in words_of(reply)] == []


OF_ONE_TARGET = {
    "target", "target-history", "target-elsewhere", "entry", "grid-row", "figure-warnings", "approval",
    "change-target", "ask-change", "decide-change", "correction", "decide-correction", "settlement",
    "deed", "edit-deed", "deed-history", "add-sites", "file-site", "deed-photo", "decide-photo",
}  # fmt: skip


@pytest.mark.parametrize("method", ["get", "post"])
def test_another_department_does_not_see_a_target(client, addresses, other_reporter, method):
    client.force_login(other_reporter)
    assert let_in(getattr(client, method), addresses, OF_ONE_TARGET) == {}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("who", ["stranger", "leader"])
def test_who_reviews_and_reports_nothing_begins_nothing(client, request, addresses, method, who):
    client.force_login(request.getfixturevalue(who))
    forms = {name: addresses[name] for name in FORMS | FORMS_OF_THE_OFFICE}
    assert {reply.status_code for _name, reply in answers(getattr(client, method), forms)} == {403}


def test_leaders_read_and_change_nothing(client, addresses, leader):
    client.force_login(leader)
    assert client.get(addresses["target"]).status_code == 200
    for name in (
        "change-target", "entry", "grid-row", "approval", "adopt", "reports:read-again", "reports:decide", "ask-change",
        "decide-change", "correction", "decide-correction", "settlement", "settle",
        "edit-deed", "add-sites", "file-site", "edit-site", "drop-site", "decide-deed", "decide-photo",
        "livelihood-vote", "livelihood-publication",
    ):  # fmt: skip
        assert client.post(addresses[name]).status_code in (403, 404, 405), name


def test_wrong_passwords_lock_one_account_at_one_address(client, reviewer, reporter, settings):
    settings.AXES_FAILURE_LIMIT = 3
    wrong = {"username": "reviewer", "password": "wrong"}
    replies = [client.post("/account/login/", wrong).status_code for _ in range(4)]
    assert replies[-1] == 429
    right = {"username": "reviewer", "password": "a-long-password-1"}
    assert client.post("/account/login/", right).status_code == 429
    assert client.post("/account/login/", right, REMOTE_ADDR="10.0.0.9").status_code == 302
    colleague = {"username": "reporter", "password": "a-long-password-1"}
    assert client.post("/account/login/", colleague).status_code == 302


def test_pages_allow_nothing_inline_and_nothing_from_outside(client, reviewer):
    client.force_login(reviewer)
    policy = client.get("/overview/").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy


def rights() -> list[tuple[str, str, bool]]:
    """The table of docs/rights.md: route, role, and whether that role reaches a row of its own."""
    lines = [line for line in RIGHTS.read_text(encoding="utf-8").splitlines() if "`" in line and line.startswith("|")]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [(row[1].strip("`"), role, cell != "–") for row in rows for role, cell in zip(ROLES, row[2:], strict=True)]


STEPS = {
    "reports:decide", "reports:section-role", "reports:read-again", "decide-match", "change-target", "ask-change",
    "decide-change", "decide-in-meeting", "step-meeting", "urge", "fill-scorecard",
    "file-spent", "decide-spent", "new-letter",
    "project-stages", "file-investment", "decide-investment", "add-need", "settle",
    "add-sites", "file-site", "edit-site", "drop-site", "decide-deed", "decide-photo", "livelihood-publication",
}  # fmt: skip
SHOWN_BY_ROWS = dict.fromkeys(("approvals", "documents", "grid"), "不该外传的任务")


def reaches(name: str, reply: Reply) -> bool:
    """Say whether an answer lets its asker to a row, or take the step."""
    if name in SHOWN_BY_ROWS:
        return SHOWN_BY_ROWS[name] in words_of(reply)
    if name == "admin:index":
        return "/admin/organisation/region/" in words_of(reply)
    # A step without its data is refused as bad input, not as somebody's who may not take it.
    return reply.status_code not in TURNED_AWAY


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_exactly_what_the_table_of_rights_says(client, request, addresses, role):
    client.force_login(request.getfixturevalue(role))
    allowed = {name: may for name, of, may in rights() if of == role}

    def ask(address: str) -> Reply:
        return client.post(address) if address in steps else client.get(address, follow=address == admin)

    admin = reverse("admin:index")
    every = {name: addresses.get(name) or reverse(name) for name in allowed}
    steps = {every[name] for name in STEPS & set(every)}
    assert {name: reaches(name, reply) for name, reply in answers(ask, every)} == allowed


def test_the_table_of_rights_speaks_of_every_route_that_is_no_detail_of_another():
    details = {
        "reports:statements", "reports:confirm", "reports:discard", "reports:original", "reports:undo",
        "reports:accept-all", "reports:add", "reports:merge", "reports:card", "reports:edit", "reports:split",
        "reports:suggestion", "reports:regions", "reports:recognition",
        "overview-groups", "kept-promises", "repeated-promises",
        "document-words", "document-step", "document-file", "document-templates",
        "document-template",
        "reports:line-picture", "target-steps", "target-history", "target-elsewhere", "targets", "matches",
        "find-matches", "owed",
        "grid-row", "figure-warnings", "grid-workbook", "grid-upload", "grid-apply", "grid-comments",
        "task-import-preview", "task-import-marked", "export", "export-file",
        "scorecards", "funds", "problems", "meetings", "move-problem", "meeting-walk", "meeting-minutes",
        "projects", "projects-overview",
        "close-need",
        "filings", "deeds", "livelihood", "deed-history", "drop-view", "end-stand-in",
    }  # fmt: skip
    assert {name for name, _role, _allowed in rights()} == set(ROUTES) - OF_EVERYBODY - details | {"admin:index"}
