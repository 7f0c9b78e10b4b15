"""A Word file is a zip of XML parts. Both are read here as what they are until checked: hostile."""

import zipfile
import zlib
from io import BytesIO
from posixpath import dirname, join, normpath

from django.utils.translation import gettext_lazy as _
from lxml import etree

from .document import MAX_TAGS
from .errors import DocumentError, ErrorCode

MAX_MEMBERS = 5_000
MAX_DECLARED_BYTES = 200 * 1024 * 1024
MAX_PART_BYTES = 30 * 1024 * 1024
MAX_RATIO = 200
RATIO_MATTERS_FROM = 1024 * 1024
ENCRYPTED_FLAG = 0x1
READABLE_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Package:
    """The parts of an Office file, each read once it is asked for and never beyond a limit."""

    def __init__(self, data: bytes) -> None:
        """Open the zip and check what it declares. Raises DocumentError (zip_bomb, encrypted, damaged)."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise damaged() from error
        self._members = {member.filename: member for member in self._zip.infolist()}
        self._check_declarations()

    def _check_declarations(self) -> None:
        members = self._zip.infolist()
        declared = sum(member.file_size for member in members)
        if len(members) > MAX_MEMBERS or declared > MAX_DECLARED_BYTES or any(map(_swells, members)):
            raise _bomb()
        if any(member.flag_bits & ENCRYPTED_FLAG for member in members):
            raise DocumentError(
                ErrorCode.ENCRYPTED,
                _("The Word file is protected by a password. Remove the password and send it again."),
            )

    def main_part(self) -> str:
        """Name of the part that holds the document's body. Raises DocumentError (wrong_type)."""
        for name in self.related("", "officeDocument"):
            if _local_name(self.xml(name)) == "document":
                return name
        raise DocumentError(
            ErrorCode.WRONG_TYPE,
            _(
                "The file is no Word document, though its name ends in .docx. "
                "Open it in Word or WPS and save it as .docx."
            ),
        )

    def related(self, source: str, kind: str) -> list[str]:
        """Names of the present parts that `source` ("" for the whole file) points to as `kind`."""
        relations = join(dirname(source), "_rels", source.rpartition("/")[2] + ".rels")
        if relations not in self._members:
            return []
        targets = (
            normpath(join("/", dirname(source), relation.get("Target", ""))).lstrip("/")
            for relation in self.xml(relations)
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External"
        )
        return [target for target in targets if target in self._members]

    def xml(self, name: str) -> etree._Element:
        """The root of a part. Raises DocumentError (damaged, zip_bomb)."""
        return parse_xml(self._read(name), name)

    def _read(self, name: str) -> bytes:
        """Read a part, at most one byte beyond the limit, whatever size it claims."""
        member = self._members[name]
        if member.compress_type not in READABLE_COMPRESSIONS:
            raise damaged(name)
        try:
            with self._zip.open(member) as part:
                content = part.read(MAX_PART_BYTES + 1)
        except DAMAGE as error:
            raise damaged(name) from error
        if len(content) > MAX_PART_BYTES:
            raise _bomb()
        return content


def parse_xml(content: bytes, name: str) -> etree._Element:
    """Parse XML without entities, document types or network. Raises DocumentError (damaged, zip_bomb)."""
    if content.count(b"<") > MAX_TAGS:
        raise _bomb()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise damaged(name)
    return root


def damaged(part: str = "") -> DocumentError:
    """The refusal of a file that breaks the rules of its own format, naming the part where that is known."""
    if not part:
        return DocumentError(
            ErrorCode.DAMAGED, _("The Word file is damaged or incomplete. Open it in Word or WPS and save it again.")
        )
    return DocumentError(
        ErrorCode.DAMAGED,
        _("The Word file is damaged in its part “{part}”. Open it in Word or WPS and save it again."),
        part=part,
    )


def _swells(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(RATIO_MATTERS_FROM, member.compress_size * MAX_RATIO)


def _bomb() -> DocumentError:
    return DocumentError(
        ErrorCode.ZIP_BOMB,
        _(
            "The Word file would unpack to far more than a report can hold, so it was not opened. "
            "Copy the text into a new document and send that."
        ),
    )


def _local_name(element: etree._Element) -> str:
    return etree.QName(element).localname
