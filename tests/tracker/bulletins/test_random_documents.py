"""Whatever the figures are: documents say what the pages say, in words, whole, and the same again once issued."""

import datetime as dt
import io
import re
from decimal import Decimal
from random import Random

import docx
import pytest
import time_machine

from reports.library.models import Comparator, Measure
from tests.tracker.filing import file_figure
from tracker.bulletins import services
from tracker.bulletins.models import Document, DocumentKind
from tracker.evaluation import Shape, Status
from tracker.targets.models import Target

KINDS = (
    {},
    {"measure": "growth", "value": 7, "unit": "%", "accumulates": False},
    {"measure": "level", "comparator": "le", "value": 5, "unit": "%", "accumulates": False, "direction": "lower"},
    {"measure": "level", "value": 230, "unit": "家", "accumulates": False, "baseline": 205},
    {"measure": "", "comparator": "", "value": None, "unit": "", "target_class": "project"},
    {"measure": "level", "comparator": "qualitative", "value": None, "unit": "", "standard": "全覆盖"},
    {"measure": "", "comparator": "relative", "value": 1, "unit": "个百分点", "standard": "高于全省"},
    {"frequency": "annual"},
)
CODES = {each.value for choices in (Status, Shape, Measure, Comparator, Target.TargetClass) for each in choices}
RAW = re.compile(rf"\b(?:None|nan|NaN|True|False|Decimal|{'|'.join(sorted(filter(None, CODES)))})\b|\{{|\}}|%\)|⟦")
SHARE = re.compile(r"占(\d+\.\d+)%")
COUNTS = re.compile(r"([\u4e00-\u9fff]+?)(\d+)项")
JULY = dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC)


@pytest.fixture(params=range(4))
def office(request, make_target, department, other_department):
    """Some twelve promises of all kinds, with figures or without, as a seed wills."""
    random = Random(request.param)  # noqa: S311 - a seed, no secret
    with time_machine.travel(JULY, tick=False):
        for number in range(12):
            terms = random.choice(KINDS) | {"lead": random.choice((department, other_department))}
            marks = random.choice(("", "《&<>》", "“一号”"))
            headline = {"target_class": "headline"} if terms.get("measure") == "growth" else {}
            target = make_target(name=f"任务{number}{marks}", **terms | headline)
            for month in random.sample(range(1, 7), random.randrange(4)):
                value = None if terms.get("value", 1) is None else Decimal(random.randrange(-50, 3000)) / 10
                state = random.choice(("approved", "approved", "submitted"))
                file_figure(target, month, value, state, reason=random.choice(("", "用地<未批>；")), narrative="在办")
        yield random


@pytest.fixture
def drafts(office, district, department, reviewer):
    letter = services.draft_letter(about=Target.objects.filter(lead=department).first() or pytest.skip(), by=reviewer)
    asked = {"region": district, "year": 2024, "month": 6, "by": reviewer, "department": department}
    kinds = [kind for kind in DocumentKind.values if kind != DocumentKind.LETTER]
    return [letter, *(services.draft(kind=kind, **asked) for kind in kinds)]


def words_of(file):
    document = docx.Document(io.BytesIO(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(each.text for each in document.paragraphs), *cells]


def test_documents_say_what_the_pages_say_and_stay_as_they_were(office, drafts, client, reviewer):
    client.force_login(reviewer)
    whole = client.get("/overview/", {"year": 2024, "month": 6}).context["whole"]
    for draft in drafts:
        words = words_of(services.word_file(draft))
        assert [line for line in words if RAW.search(line)] == []
        for line in words:
            shares = [Decimal(share) for share in SHARE.findall(line)]
            assert not shares or sum(shares) == 100
    bulletin = next(each for each in drafts if each.kind == DocumentKind.BULLETIN)
    told = {name: int(count) for name, count in COUNTS.findall(bulletin.facts["summary"].split("：")[-1])}
    assert told
    for cell in whole.cells:
        found = [count for name, count in told.items() if name.endswith(str(cell.label))]
        assert found == ([cell.count] if cell.count else [])
    names = {target.name for target in Target.objects.all()}
    comparison = next(each for each in drafts if each.kind == DocumentKind.COMPARISON)
    assert names <= set(words_of(services.word_file(comparison)))
    issued = services.issue(document=bulletin, by=reviewer, version=bulletin.version)
    before = services.word_file(issued)
    for target in Target.objects.all()[:3]:
        file_figure(target, 6 if not target.entries.filter(month=6).exists() else 7, 99)
    assert services.word_file(Document.objects.get(pk=issued.pk)) == before
