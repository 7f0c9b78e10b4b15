"""The steps on a deed's sites and photographs, and showing a photograph to who may see it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from reports.organisation.models import rights_of
from reports.shared.requests import UserRequest
from tracker.livelihood import sites as services
from tracker.livelihood.forms import DropForm, FilingForm, SiteForm, SitesForm
from tracker.livelihood.models import Photo, Site
from tracker.livelihood.sites import Filed
from tracker.livelihood.views.pages import answered, deed_or_404

VERBS = ("release", "withdraw")


@require_POST
def list_sites(request: UserRequest, pk: int) -> HttpResponse:
    """Put sites on the list of a deed; the step of the office and of the lead department."""
    deed = deed_or_404(request, pk)
    if not services.may_list_sites(deed, request.user):
        raise PermissionDenied
    form = SitesForm(request.POST)

    def add() -> object:
        return services.add_sites(deed, form.cleaned_data["lines"], by=request.user)

    return answered(request, deed, form, add, _("The sites are on the list."), sites_form=form)


@require_POST
def file_progress(request: UserRequest, pk: int) -> HttpResponse:
    """File how far a site is, with photographs; the lead department's step."""
    site = _site_or_404(request, pk)
    if site.deed.lead_id not in rights_of(request.user).departments:
        raise PermissionDenied
    form = FilingForm(site, data=request.POST, files=request.FILES)

    def file() -> object:
        data = form.cleaned_data
        filed = Filed(data["state"], data["as_of"], data["progress"])
        return services.file_site(site, filed, data["photos"], version=data["version"], by=request.user)

    done = _("What was filed for “%(site)s” is kept.") % {"site": site.name}
    return answered(request, deed_or_404(request, site.deed_id), form, file, done, filing=(site.pk, form))


@require_POST
def edit_site(request: UserRequest, pk: int) -> HttpResponse:
    """Correct what a site is called; the office's step."""
    site = _site_of_office(request, pk)
    form = SiteForm(site, data=request.POST)

    def change() -> object:
        return services.change_site(site, by=request.user, **form.cleaned_data)

    deed = deed_or_404(request, site.deed_id)
    return answered(request, deed, form, change, _("The site is changed."), edit=(site.pk, form))


@require_POST
def take_off(request: UserRequest, pk: int) -> HttpResponse:
    """Take a site off the list with a reason; the office's step."""
    site = _site_of_office(request, pk)
    form = DropForm(request.POST)
    try:
        if not form.is_valid():
            raise ValidationError(_("Say why the site is taken off the list."))
        services.drop_site(site, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(site.deed)


@require_POST
def decide_photo(request: UserRequest, pk: int, verb: str) -> HttpResponse:
    """Confirm a photograph for everybody, or withdraw it with a reason; the office's step."""
    photos = Photo.objects.filter(site__in=Site.objects.for_user(request.user)).select_related("site__deed")
    photo = get_object_or_404(photos, pk=pk)
    if verb not in VERBS:
        raise Http404
    if not rights_of(request.user).reviews(photo.site.deed.region_id):
        raise PermissionDenied
    try:
        if verb == "release":
            services.release_photo(photo, by=request.user)
        else:
            services.withdraw_photo(photo, why=request.POST.get("why", ""), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(photo.site.deed)


@require_GET
def photo_file(request: UserRequest, pk: int) -> FileResponse:
    """Show a photograph to who may read its deed."""
    reply = picture_reply(get_object_or_404(Photo.objects.for_user(request.user), pk=pk))
    reply["Cache-Control"] = "private, max-age=300"
    return reply


def picture_reply(photo: Photo) -> FileResponse:
    """Return a photograph as a picture and as nothing else. Raises Http404 where its file is gone."""
    try:
        content = photo.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("The file is no longer where it was kept. Tell whoever runs this site.")) from error
    reply = FileResponse(content, content_type=f"image/{photo.kind}")
    reply["Content-Disposition"] = "inline"
    reply["X-Content-Type-Options"] = "nosniff"
    return reply


def _site_or_404(request: HttpRequest, pk: int) -> Site:
    return get_object_or_404(Site.objects.for_user(request.user).select_related("deed"), pk=pk)


def _site_of_office(request: HttpRequest, pk: int) -> Site:
    site = _site_or_404(request, pk)
    if not rights_of(request.user).reviews(site.deed.region_id):
        raise PermissionDenied
    return site
