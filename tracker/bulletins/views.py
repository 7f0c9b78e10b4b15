"""Documents: drafted in one step, looked at as they will be, issued, and had as Word or PDF files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from reports.documents import DocumentError
from reports.organisation.models import Region, rights_of
from reports.shared.exports import file_response
from reports.shared.list_page import ListPage
from reports.shared.requests import posted
from reports.shared.word.layout import CONTENT_TYPE as WORD
from tracker.bulletins import services
from tracker.bulletins.composing import context_of, day_of
from tracker.bulletins.filters import DocumentFilter
from tracker.bulletins.forms import DraftForm, TemplateForm, VersionForm, WordsForm
from tracker.bulletins.minutes import minutes_of, title_of
from tracker.bulletins.models import Document, DocumentKind
from tracker.bulletins.pdf import as_pdf, makes_pdf
from tracker.bulletins.shipped import COLUMNS, Column
from tracker.bulletins.tables import DocumentTable
from tracker.dispatch.models import Meeting, Problem
from tracker.targets.models import Target
from tracker.targets.scopes import has_targets
from tracker.verdicts.basis import latest_month

if TYPE_CHECKING:
    from reports.shared.people import User

LETTERS: dict[str, QuerySet[Any]] = {
    "target": Target.objects.select_related("region", "lead"),
    "problem": Problem.objects.select_related("region", "owner"),
}
"""What a letter of supervision can be about."""
FILES = {"docx": WORD, "pdf": "application/pdf"}


class DocumentList(ListPage):
    """All documents that the reader may see."""

    model = Document
    table_class = DocumentTable
    filterset_class = DocumentFilter
    template_name = "bulletins/documents.html"
    title = gettext_lazy("Documents")
    empty_text = gettext_lazy("No document is drafted yet. A reviewer drafts the first one.")
    intro = gettext_lazy("Drafted from the figures in one step, reviewed, then issued: what is issued stays as it was.")

    def rows(self, queryset: Any) -> Any:
        """Join what the table shows; leave out what is large."""
        return queryset.select_related("region").defer("file", "facts")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Tell whether the reader may draft."""
        rights = rights_of(self.request.user)
        return super().get_context_data(**kwargs) | {"may_draft": rights.everywhere or bool(rights.reviewed)}


def new_document(request: HttpRequest) -> HttpResponse:
    """Ask for kind, region and month, and draft the document."""
    _require_office(request)
    form = DraftForm(request.user, posted(request), initial=_latest(request))
    if form.is_valid():
        try:
            document = services.draft(**form.cleaned_data, by=request.user)
        except Target.DoesNotExist:
            form.add_error(None, _("There are no targets for this region and year."))
        else:
            return redirect(document)
    return render(request, "bulletins/new.html", {"title": _("New document"), "form": form})


@require_POST
def new_letter(request: HttpRequest, about: str, pk: int) -> HttpResponse:
    """Draft a letter of supervision about one target or one problem."""
    if about not in LETTERS:
        raise Http404
    own = LETTERS[about].filter(rights_of(request.user).may_review("region"))
    return redirect(services.draft_letter(about=get_object_or_404(own, pk=pk), by=request.user))


@require_GET
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a document as it stands, with its words to edit while it is a draft."""
    return _page(request, _document_or_404(request, pk))


@require_POST
def take_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Take the figures again, issue, or throw away."""
    document, form = _document_or_404(request, pk), VersionForm(request.POST)
    if step not in STEPS or not rights_of(request.user).reviews(document.region_id):
        raise Http404
    if not form.is_valid():
        return redirect(document)
    try:
        notice = STEPS[step](document, request.user, form.cleaned_data["version"])
    except services.DocumentChangedError as error:
        messages.error(request, CHANGED)
        return redirect(error.current)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(document)
    messages.success(request, notice)
    return redirect("documents" if step == "discard" else document.get_absolute_url())


@require_POST
def change_words(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the words of a draft; what is refused is shown as it was typed."""
    document = _document_or_404(request, pk)
    if document.is_issued or not rights_of(request.user).reviews(document.region_id):
        raise Http404
    form = WordsForm(request.POST, instance=document)
    stored = _document_or_404(request, pk)
    if not form.is_valid():
        return _page(request, stored, form)
    try:
        version = form.cleaned_data["version"]
        services.change(document=stored, by=request.user, version=version, words=form.words())
    except services.DocumentChangedError as error:
        messages.error(request, CHANGED)
        again = request.POST.copy()
        again["version"] = str(error.current.version)
        return _page(request, error.current, WordsForm(again, instance=_document_or_404(request, pk)))
    messages.success(request, _("The words are kept."))
    return redirect(document)


@require_GET
def document_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Answer with the document as a Word or PDF file."""
    document = _document_or_404(request, pk)
    return _file(request, kind, document.title, lambda: services.word_file(document), back=document)


@require_GET
def meeting_minutes(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Answer with the minutes of a meeting as a Word or PDF file."""
    meeting = get_object_or_404(Meeting.objects.for_user(request.user).select_related("region"), pk=pk)
    name = f"{title_of(meeting)}-{meeting.held_on:%Y%m%d}"
    return _file(request, kind, name, lambda: minutes_of(meeting), back=meeting)


def _file(
    request: HttpRequest, kind: str, name: str, write: Callable[[], bytes], *, back: Document | Meeting
) -> HttpResponse:
    """Answer with what `write` makes, or say on the page `back` why there is none."""
    if kind not in FILES:
        raise Http404
    try:
        content = as_pdf(write()) if kind == "pdf" else write()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(back)
    return file_response(content, name=f"{name}.{kind}", content_type=FILES[kind])


def templates(request: HttpRequest) -> HttpResponse:
    """Show the templates of the office, to have, change in Word and send in again."""
    _require_office(request)
    form = TemplateForm(request.user, request.POST or None, request.FILES or None)
    if form.is_valid():
        region, kind = form.cleaned_data["region"], form.cleaned_data["kind"]
        try:
            services.keep_template(region=region, kind=kind, file=form.cleaned_data["file"].read(), by=request.user)
        except (ValidationError, DocumentError) as error:
            form.add_error("file", getattr(error, "messages", None) or str(error))
        else:
            messages.success(request, _("The template is kept; documents drafted from now on use it."))
            return redirect("document-templates")
    regions = Region.objects.filter(has_targets(request.user), rights_of(request.user).may_review("pk"))
    context = {"title": _("Templates"), "form": form, "regions": regions, "kinds": DocumentKind.choices}
    return render(request, "bulletins/templates.html", context, status=422 if form.errors else 200)


@require_GET
def template_file(request: HttpRequest, kind: str, region: int) -> HttpResponse:
    """Answer with the template in force, as a Word file."""
    found = get_object_or_404(Region.objects.filter(rights_of(request.user).may_review("pk")), pk=region)
    if kind not in DocumentKind.values:
        raise Http404
    name = f"{DocumentKind(kind).label}-" + _("template") + ".docx"
    return file_response(services.template_for(found, kind), name=name, content_type=WORD)


def _figures(document: Document, user: User, version: int) -> str:
    services.take_facts_again(document=document, by=user, version=version)
    return _("The figures are those of now; the words stayed.")


def _issue(document: Document, user: User, version: int) -> str:
    services.issue(document=document, by=user, version=version)
    return _("The document is issued and stays as it is.")


def _discard(document: Document, user: User, version: int) -> str:
    services.throw_away(document=document, by=user, version=version)
    return _("The draft is thrown away.")


STEPS: dict[str, Callable[[Document, User, int], str]] = {"figures": _figures, "issue": _issue, "discard": _discard}
CHANGED = gettext_lazy(
    "Somebody else changed this document meanwhile; nothing was stored. What you typed is still in the form."
)


def _page(request: HttpRequest, document: Document, form: WordsForm | None = None) -> HttpResponse:
    may_edit = not document.is_issued and rights_of(request.user).reviews(document.region_id)
    context = {
        "title": document.title,
        "document": document,
        "as_of": day_of(document),
        "paper": context_of(document, document.facts, day_of(document)),
        "tables": [_table(document, *each) for each in COLUMNS[DocumentKind(document.kind)]],
        "form": (form or WordsForm(instance=document, initial={"version": document.version})) if may_edit else None,
        "makes_pdf": makes_pdf(),
    }
    return render(request, "bulletins/document.html", context, status=422 if form else 200)


def _table(document: Document, label: str, columns: Sequence[Column], rows: str) -> dict[str, object]:
    cells = [[(head, row[key]) for head, key, _width in columns] for row in document.facts[rows]]
    return {"label": label, "heads": [head for head, *_rest in columns], "rows": cells}


def _latest(request: HttpRequest) -> dict[str, object]:
    today = timezone.localdate()
    month = latest_month(today.year, today)
    return {"year": today.year if month else today.year - 1, "month": month or 12, "kind": request.GET.get("kind")}


def _document_or_404(request: HttpRequest, pk: int) -> Document:
    return get_object_or_404(Document.objects.for_user(request.user).select_related("region", "issued_by"), pk=pk)


def _require_office(request: HttpRequest) -> None:
    rights = rights_of(request.user)
    if not (rights.everywhere or rights.reviewed):
        raise PermissionDenied
