import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.tracker.bulletins.drafting import issued_document
from tests.tracker.filing import file_figure
from tracker.bulletins.models import Document, Template
from tracker.bulletins.shipped import bulletin_template


@pytest.fixture(autouse=True)
def _july():
    with time_machine.travel(dt.datetime(2024, 7, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def drafted(client, reviewer, district, make_target):
    file_figure(make_target(target_class="headline"), 6, 4)
    client.force_login(reviewer)
    asked = {"kind": "bulletin", "region": district.pk, "year": 2024, "month": 6}
    client.post(reverse("new-document"), asked)
    return Document.objects.get()


def step(client, document, name, **values):
    route = "document-words" if name == "words" else "document-step"
    kwargs = {"pk": document.pk} if name == "words" else {"pk": document.pk, "step": name}
    return client.post(reverse(route, kwargs=kwargs), {"version": document.version} | values, follow=True)


WORDS = {
    "number": 3, "title": "关于进展的通报", "issuer": "督查室", "requirements": "按时报送。", "opening": "现通报如下。",
}  # fmt: skip


def test_from_a_draft_over_its_words_to_a_frozen_file(client, drafted):
    assert "按时报送" in step(client, drafted, "words", **WORDS).content.decode()
    drafted.refresh_from_db()
    reply = step(client, drafted, "issue")
    assert "公文已印发" in reply.content.decode()
    assert reply.context["form"] is None
    file = client.get(reverse("document-file", args=[drafted.pk, "docx"]))
    assert file.content == bytes(Document.objects.get().file)
    assert "filename" in file.headers["Content-Disposition"]


def test_what_is_refused_is_shown_as_it_was_typed(client, drafted):
    reply = step(client, drafted, "words", **WORDS | {"title": ""})
    assert reply.status_code == 422
    assert "按时报送。" in reply.content.decode()
    assert Document.objects.get().title != ""


def test_a_conflict_keeps_what_was_typed_and_stores_nothing(client, drafted):
    step(client, drafted, "words", **WORDS)
    reply = step(client, drafted, "words", **WORDS | {"requirements": "第二个人写的。"})
    content = reply.content.decode()
    assert "其他人已修改本公文" in content
    assert "第二个人写的。" in content
    assert Document.objects.get().requirements == "按时报送。"
    again = Document.objects.get()
    step(client, again, "words", **WORDS | {"requirements": "第二个人写的。"})
    assert Document.objects.get().requirements == "第二个人写的。"


def test_a_draft_is_thrown_away(client, drafted):
    assert step(client, drafted, "discard").redirect_chain[-1][0] == "/documents/"
    assert not Document.objects.exists()


def test_an_issued_one_takes_no_steps(client, reviewer, district):
    issued = issued_document(district, reviewer)
    client.force_login(reviewer)
    for name in ("figures", "issue", "discard"):
        step(client, issued, name)
    assert step(client, issued, "words", **WORDS).status_code == 404
    assert Document.objects.get().version == issued.version


def test_an_own_template_comes_back_as_it_was_sent(client, reviewer, district, make_target):
    make_target()
    client.force_login(reviewer)
    file = SimpleUploadedFile("模板.docx", bulletin_template())
    reply = client.post(reverse("document-templates"), {"kind": "bulletin", "region": district.pk, "file": file})
    assert reply.status_code == 302
    assert client.get(reverse("document-template", args=["bulletin", district.pk])).content == bytes(
        Template.objects.get().file
    )


def test_a_broken_template_is_refused_in_words(client, reviewer, district, make_target):
    make_target()
    client.force_login(reviewer)
    file = SimpleUploadedFile("模板.docx", b"nonsense")
    reply = client.post(reverse("document-templates"), {"kind": "bulletin", "region": district.pk, "file": file})
    assert reply.status_code == 422
    assert "alert-danger" in reply.content.decode()
    assert not Template.objects.exists()


def test_the_pages_take_few_queries(client, reviewer, district, drafted, django_assert_max_num_queries):
    for number in range(5, 15):
        issued_document(district, reviewer, number=number)
    for address in ("/documents/", drafted.get_absolute_url(), "/documents/new/", "/documents/templates/"):
        client.get(address)
        with django_assert_max_num_queries(9):
            client.get(address)
