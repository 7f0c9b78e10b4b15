"""The sites of a deed: on the list and off it again, how far each is, and photographs of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.organisation.models import rights_of
from reports.shared.history import id_of, save_as
from tracker.livelihood.models import Deed, Photo, Site
from tracker.livelihood.pictures import Picture, PictureError, TooLargeError, without_traces
from tracker.livelihood.standing import SiteState
from tracker.progress.evidence import Attachment
from tracker.progress.models import EvidenceKind

if TYPE_CHECKING:
    from reports.shared.people import User

MOST_SITES = 200
MOST_PHOTOS = 12
EXTENSIONS = (".jpg", ".jpeg", ".png")
Line = tuple[str, str]
"""Name of a site and what is done there."""


@dataclass(frozen=True, slots=True)
class Filed:
    """How far a site is on a day."""

    state: str
    as_of: dt.date
    progress: str = ""


@dataclass(frozen=True, slots=True)
class CheckedPhoto:
    """A photograph that was checked, not stored yet."""

    file: Attachment
    picture: Picture


def checked_photo(file: Attachment) -> CheckedPhoto:
    """Return a file that passed the checks of evidence as a photograph. Raises ValidationError (type, content)."""
    if file.kind != EvidenceKind.PICTURE:
        raise no_photo(file.name)
    try:
        picture = without_traces(file.data)
    except TooLargeError as error:
        message = _(
            "“%(name)s” has too many pixels. Send it smaller, at most 12,000 pixels a side and 50 million in all."
        )
        raise ValidationError(message, code="content", params={"name": file.name}) from error
    except PictureError as error:
        message = _("“%(name)s” is no whole picture. Open it, save it again as JPG and send that.")
        raise ValidationError(message, code="content", params={"name": file.name}) from error
    return CheckedPhoto(Attachment(file.name, picture.kind, picture.data), picture)


def is_named_as_photo(name: str) -> bool:
    """Tell whether a file's name ends as that of a photograph."""
    return PurePath(name).suffix.lower() in EXTENSIONS


def no_photo(name: str) -> ValidationError:
    """Return what is said of a file of another kind."""
    message = _("“%(name)s” is no photograph. Send JPG or PNG.")
    return ValidationError(message, code="type", params={"name": name})


def may_list_sites(deed: Deed, user: User) -> bool:
    """Tell whether `user` puts sites on the list: as the office, or for the lead department."""
    rights = rights_of(user)
    return rights.reviews(deed.region_id) or deed.lead_id in rights.departments


@transaction.atomic
def add_sites(deed: Deed, lines: Sequence[Line], *, by: User) -> list[Site]:
    """Put sites on the list of a deed, all or none.

    Raises PermissionDenied, ValidationError (`confirmed`, `duplicate`, `too_many`) that names every site refused.
    """
    deed = _open_deed(deed)
    if not may_list_sites(deed, by):
        raise PermissionDenied
    known = set(deed.sites.values_list("name", flat=True))
    names = [name for name, _content in lines]
    twice = sorted({name for name in names if name in known or names.count(name) > 1})
    if twice:
        message = _("On the list already or twice in the text: %(names)s. Nothing was stored.")
        raise ValidationError(message, code="duplicate", params={"names": "、".join(twice)})
    if len(known) + len(names) > MOST_SITES:
        message = _("A deed has at most %(most)s sites.")
        raise ValidationError(message, code="too_many", params={"most": MOST_SITES})
    last = deed.sites.aggregate(last=Max("order"))["last"] or 0
    sites = [
        Site(deed=deed, order=order, name=name, content=content)
        for order, (name, content) in enumerate(lines, last + 1)
    ]
    for site in sites:
        site.full_clean()
        save_as(site, by=by, action="put on the list")
    return sites


@transaction.atomic
def change_site(site: Site, *, name: str, content: str, version: int, by: User) -> Site:
    """Correct the name of a site and what is done there; the office's step.

    Raises PermissionDenied, ValidationError (`confirmed`, `changed`, or what the database refuses).
    """
    site = _of_office(site, version, by)
    site.name, site.content = name.strip(), content.strip()
    return _saved(site, by, "")


@transaction.atomic
def drop_site(site: Site, *, why: str, version: int, by: User) -> Site:
    """Take a site off the list with a reason: it counts no more and stays in sight; the office's step.

    Raises PermissionDenied, ValidationError (`confirmed`, `changed`, `state`, `why`).
    """
    site = _of_office(site, version, by)
    if not site.is_listed:
        raise ValidationError(_("This site was taken off the list already."), code="state")
    if not why.strip():
        raise ValidationError({"why": ValidationError(_("Say why the site is taken off the list."), code="why")})
    site.dropped_why = why.strip()
    return _saved(site, by, "taken off the list")


@transaction.atomic
def file_site(site: Site, filed: Filed, photos: Sequence[CheckedPhoto] = (), *, version: int, by: User) -> Site:
    """File how far a site is, with photographs; the lead department's step.

    Raises PermissionDenied unless `by` reports for the lead, ValidationError (`confirmed`, `changed`, `dropped`,
    `ahead`, `older`, `back`, `too_many`): a site that was further needs words that say why it is no longer.
    """
    deed = _open_deed(site.deed)
    if deed.lead_id not in rights_of(by).departments:
        raise PermissionDenied
    site = _locked(site, version)
    _check_filed(site, filed)
    site.state, site.as_of, site.progress = filed.state, filed.as_of, filed.progress.strip()
    site.filed_by_id, site.filed_at = id_of(by), timezone.now()
    site = _saved(site, by, "submitted")
    _keep_photos(site, filed, photos, by)
    if deed.returned_why:
        deed.returned_why = ""
        save_as(deed, by=by, action="submitted")
    return site


def _check_filed(site: Site, filed: Filed) -> None:
    if not site.is_listed:
        message = _("This site was taken off the list; nothing can be filed for it.")
        raise ValidationError(message, code="dropped")
    if filed.as_of > timezone.localdate():
        raise ValidationError({"as_of": ValidationError(_("This day has not come yet."), code="ahead")})
    if site.as_of and filed.as_of < site.as_of:
        message = _("What is filed already is of %(day)s; what is older cannot replace it.")
        error = ValidationError(message, code="older", params={"day": f"{site.as_of:%Y-%m-%d}"})
        raise ValidationError({"as_of": error})
    order = ["", *SiteState.values]
    if order.index(filed.state) < order.index(site.state) and not filed.progress.strip():
        message = _("The site was further before. Say in the progress why it is no longer.")
        raise ValidationError({"progress": ValidationError(message, code="back")})


def _keep_photos(site: Site, filed: Filed, photos: Sequence[CheckedPhoto], by: User) -> None:
    """Keep photographs with what was filed; one that is there already is kept once."""
    known = set(site.photos.values_list("sha256", flat=True))
    new = {each.file.sha256: each for each in photos if each.file.sha256 not in known}
    if len(known) + len(new) > MOST_PHOTOS:
        message = _("At most %(most)s photographs can be kept of one site.")
        raise ValidationError({"photos": ValidationError(message, code="too_many", params={"most": MOST_PHOTOS})})
    for sha256, each in new.items():
        photo = Photo(
            site=site, file=ContentFile(each.file.data, name=each.file.name), name=each.file.name,
            kind=each.picture.kind, width=each.picture.width, height=each.picture.height, size=len(each.file.data),
            sha256=sha256, state=filed.state, as_of=filed.as_of, added_by_id=id_of(by), added_at=timezone.now(),
        )  # fmt: skip
        save_as(photo, by=by, action="photograph added")


@transaction.atomic
def release_photo(photo: Photo, *, by: User) -> Photo:
    """Confirm that a photograph may be seen by everybody, once the deed is public; the office's step.

    Raises PermissionDenied, ValidationError (`state`) for one that is confirmed or was withdrawn.
    """
    photo = _photo_of_office(photo, by)
    if photo.withdrawn_why or photo.released_at:
        raise ValidationError(_("This photograph is decided already."), code="state")
    photo.released_by_id, photo.released_at = id_of(by), timezone.now()
    save_as(photo, by=by, action="photograph confirmed")
    return photo


@transaction.atomic
def withdraw_photo(photo: Photo, *, why: str, by: User) -> Photo:
    """Withdraw a photograph with a reason: nobody but the office sees it any more, the file stays.

    Raises PermissionDenied, ValidationError (`state`, `why`).
    """
    photo = _photo_of_office(photo, by)
    if photo.withdrawn_why:
        raise ValidationError(_("This photograph was withdrawn already."), code="state")
    if not why.strip():
        raise ValidationError(_("Say why the photograph is withdrawn."), code="why")
    photo.withdrawn_why = why.strip()
    save_as(photo, by=by, action="photograph withdrawn")
    return photo


def _photo_of_office(photo: Photo, by: User) -> Photo:
    found = Photo.objects.select_for_update(of=("self",)).select_related("site__deed").get(pk=photo.pk)
    if not rights_of(by).reviews(found.site.deed.region_id):
        raise PermissionDenied
    return found


def _of_office(site: Site, version: int, by: User) -> Site:
    if not rights_of(by).reviews(site.deed.region_id):
        raise PermissionDenied
    _open_deed(site.deed)
    return _locked(site, version)


def _open_deed(deed: Deed) -> Deed:
    """Lock a deed, so that it is not confirmed meanwhile. Raises ValidationError (`confirmed`) for one that is."""
    found = Deed.objects.select_for_update(of=("self",), no_key=True).get(pk=deed.pk)
    if found.is_confirmed:
        message = _("The deed is confirmed as complete. The office takes that back first; then it can be filed again.")
        raise ValidationError(message, code="confirmed")
    return found


def _locked(site: Site, version: int) -> Site:
    found = Site.objects.select_for_update(of=("self",)).get(pk=site.pk)
    if found.version != version:
        message = _("Somebody else has filed for this site meanwhile. Look at it again; nothing was stored.")
        raise ValidationError(message, code="changed")
    return found


def _saved(site: Site, by: User, action: str) -> Site:
    site.version += 1
    site.full_clean()
    save_as(site, by=by, action=action)
    return site
