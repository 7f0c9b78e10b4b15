import datetime as dt
import io

import pypdfium2
import pytest
import time_machine

from tests.tracker.filing import file_figure
from tracker.bulletins.one_page import drawing, views

PDF, PNG = "/overview/picture.pdf", "/overview/picture.png"


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


def words_of(reply) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(reply.content))
    assert len(document) == 1
    return document[0].get_textpage().get_text_range()


@pytest.mark.parametrize("headlines", [0, 1, 5, 12])
def test_it_is_one_page_with_the_figures_of_the_overview(client, reviewer, make_target, headlines):
    for number in range(headlines):
        file_figure(make_target(name=f"名称很长{number}" * 8, target_class="headline"), 6, number + 5)
    for value in range(8, 30):
        file_figure(make_target(), 6, value)
    client.force_login(reviewer)
    whole = client.get("/overview/").context["whole"]
    words = words_of(client.get(PDF))
    assert str(whole.total) in words
    for cell in whole.cells:
        assert not cell.count or f"{cell.label} {cell.count}" in words


def test_the_picture_is_a4_at_150_dots_and_light(client, reviewer, make_target):
    make_target()
    client.force_login(reviewer)
    content = client.get(PNG).content
    size = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    assert size in {(1240, 1754), (1241, 1754), (1241, 1755)}
    assert len(content) < 1024 * 1024


def test_a_headline_indicator_has_the_line_of_its_year(client, reviewer, make_target, monkeypatch):
    target = make_target(target_class="headline")
    for month, value in ((1, 2), (2, 4), (6, 10)):
        file_figure(target, month, value)
    drawn = []
    monkeypatch.setattr(views, "draw", lambda page, _kind: drawn.append(page) or b"%PDF")
    client.force_login(reviewer)
    client.get(PDF)
    (card,) = drawn[0]["cards"]
    assert [len(run) for run in card["line"]["runs"]] == [2, 1]
    assert card["line"]["last"] == card["line"]["runs"][-1][-1]
    assert all(0 <= share <= 1 for run in card["line"]["runs"] for point in run for share in point)
    assert card["line"]["level"] < card["line"]["last"][1]  # what is promised stands above what is reached


def test_promises_alone_say_no_status(client, reviewer, make_target):
    file_figure(make_target(), 6, 1)
    client.force_login(reviewer)
    assert "■" in words_of(client.get(PDF))
    assert "■" not in words_of(client.get(f"{PDF}?show=promises"))


def test_another_district_and_other_kinds_are_not_found(client, foreign_reviewer, reviewer, district, make_target):
    make_target()
    client.force_login(foreign_reviewer)
    assert client.get(f"{PDF}?region={district.pk}").status_code == 404
    client.force_login(reviewer)
    assert client.get("/overview/picture.gif").status_code == 404


def test_without_a_chinese_font_the_package_is_named(client, reviewer, make_target, monkeypatch):
    monkeypatch.setattr(drawing, "FONTS", ("No such font",))
    make_target()
    client.force_login(reviewer)
    assert "fonts-noto-cjk" in client.get(PDF, follow=True).content.decode()


def test_the_queries_do_not_grow(client, reviewer, make_target, django_assert_max_num_queries):
    for _ in range(12):
        file_figure(make_target(target_class="headline"), 6, 5)
    client.force_login(reviewer)
    client.get(PDF)
    with django_assert_max_num_queries(12):
        client.get(PDF)
