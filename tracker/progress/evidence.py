"""Files that prove figures: what may be sent, and keeping it with its entry. Every file is hostile until checked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from reports.documents.archive import Package
from reports.documents.document import Format
from reports.documents.errors import DocumentError
from reports.documents.kinds import identify_format
from reports.shared.history import id_of
from tracker.progress.models import Evidence, ProgressEntry

if TYPE_CHECKING:
    from reports.shared.people import User

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 10
MEGABYTE = 1024 * 1024
LONGEST_NAME = 200
MACROS = b"vbaProject.bin"
KINDS = {
    Format.PDF: Evidence.Kind.PDF,
    Format.PICTURE: Evidence.Kind.PICTURE,
    Format.DOCX: Evidence.Kind.WORD,
    Format.XLSX: Evidence.Kind.EXCEL,
}
EXTENSIONS = (".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx")
BODIES = {Evidence.Kind.WORD: "document", Evidence.Kind.EXCEL: "workbook"}
"""What the main part of an Office file is; another zip under its name has none."""


@dataclass(frozen=True)
class Attachment:
    """A file that was checked, not stored yet."""

    name: str
    kind: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """What tells it from other files."""
        return hashlib.sha256(self.data).hexdigest()


def check_size(name: str, size: int) -> None:
    """Raise ValidationError (size) for a file that is empty or too large, before it is read."""
    if not 0 < size <= MAX_BYTES:
        message = _("“%(name)s” is empty or larger than %(most)s MB.")
        raise ValidationError(message, code="size", params={"name": name, "most": MAX_BYTES // MEGABYTE})


def checked(data: bytes, filename: str) -> Attachment:
    """Return a file as it may be kept. Raises ValidationError (size, type, content)."""
    name = _plain(filename)
    check_size(name, len(data))
    if PurePath(name).suffix.lower() not in EXTENSIONS:
        message = _("“%(name)s” cannot be attached. Send PDF, PNG, JPG, DOCX or XLSX.")
        raise ValidationError(message, code="type", params={"name": name})
    try:
        kind = KINDS[identify_format(data, name)]
        is_whole = kind not in BODIES or bool(Package(data).main_part(BODIES[kind]))
    except DocumentError as error:
        raise ValidationError(f"{name}: {error}", code="content") from error
    if not is_whole or MACROS in data:
        message = _("“%(name)s” is no plain Word or Excel file, or holds macros.")
        raise ValidationError(message, code="content", params={"name": name})
    return Attachment(name, kind, data)


def attach(entry: ProgressEntry, files: Sequence[Attachment], *, by: User) -> None:
    """Keep files with an entry that is being filed; one that is there already is kept once.

    Raises ValidationError (too_many). Belongs inside the transaction that stores the entry.
    """
    if not files:
        return
    known = set(entry.evidence.values_list("sha256", flat=True))
    new = [each for each in _each_once(files) if each.sha256 not in known]
    if len(known) + len(new) > MAX_FILES:
        message = _("At most %(most)s files can be attached to one month.")
        raise ValidationError({"evidence": ValidationError(message, code="too_many", params={"most": MAX_FILES})})
    for each in new:
        _kept(entry, each, by)


def _kept(entry: ProgressEntry, attachment: Attachment, by: User) -> None:
    Evidence.objects.create(
        entry=entry,
        file=ContentFile(attachment.data, name=attachment.name),
        name=attachment.name,
        kind=attachment.kind,
        size=len(attachment.data),
        sha256=attachment.sha256,
        added_by_id=id_of(by),
    )


def _each_once(files: Iterable[Attachment]) -> list[Attachment]:
    return list({each.sha256: each for each in files}.values())


def _plain(filename: str) -> str:
    """Return the name without folders and signs that cannot be seen; of a long one the end, which says the type."""
    name = "".join(sign for sign in PurePath(filename.replace("\\", "/")).name if sign.isprintable())
    return name[-LONGEST_NAME:]
