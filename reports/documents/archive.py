"""Word, Excel and OFD files are zips of XML parts. Both are read here as what they are until checked: hostile."""

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
MAX_TAGS_IN_ALL = 2 * MAX_TAGS
MAX_RATIO = 200
RATIO_MATTERS_FROM = 1024 * 1024
ENCRYPTED_FLAG = 0x1
READABLE_COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Package:
    """The parts of an Office or OFD file, each read once it is asked for and never beyond a limit."""

    def __init__(self, data: bytes) -> None:
        """Open the zip and check what it declares. Raises DocumentError (zip_bomb, encrypted, damaged)."""
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise damaged() from error
        self._tags = 0
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
                _("The file is protected by a password. Remove the password and send it again."),
            )

    def main_part(self, root: str) -> str:
        """Name of the part that holds the body, an element called `root`; nothing where there is none."""
        parts = self.related("", "officeDocument")
        return next((name for name in parts if _local_name(self.xml(name)) == root), "")

    def related(self, source: str, kind: str) -> list[str]:
        """Names of the present parts that `source` ("" for the whole file) points to as `kind`."""
        return [name for name, found in self.relations(source).values() if found == kind]

    def relations(self, source: str) -> dict[str, tuple[str, str]]:
        """The present parts that `source` points to: by the relation's id the part's name and what it is."""
        relations = join(dirname(source), "_rels", source.rpartition("/")[2] + ".rels")
        if relations not in self:
            return {}
        found = {
            relation.get("Id", str(number)): (
                resolved(source, relation.get("Target", "")),
                relation.get("Type", "").rpartition("/")[2],
            )
            for number, relation in enumerate(self.xml(relations))
            if relation.get("TargetMode") != "External"
        }
        return {key: (name, kind) for key, (name, kind) in found.items() if name in self}

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def xml(self, name: str) -> etree._Element:
        """The root of a part. Raises DocumentError (damaged, zip_bomb)."""
        content = self._read(name)
        self._tags += content.count(b"<")
        if self._tags > MAX_TAGS_IN_ALL:
            raise _bomb()
        return parse_xml(content, name)

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


def resolved(source: str, target: str) -> str:
    """Name of the part that `source` calls `target`; it never leads out of the file."""
    return normpath(join("/", dirname(source), target)).lstrip("/")


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
            ErrorCode.DAMAGED,
            _("The file is damaged or incomplete. Open it in the program that made it and save it again."),
        )
    return DocumentError(
        ErrorCode.DAMAGED,
        _("The file is damaged in its part “{part}”. Open it in the program that made it and save it again."),
        part=part,
    )


def _swells(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(RATIO_MATTERS_FROM, member.compress_size * MAX_RATIO)


def _bomb() -> DocumentError:
    return DocumentError(
        ErrorCode.ZIP_BOMB,
        _(
            "The file would unpack to far more than a report can hold, so it was not opened. "
            "Copy the text into a new document and send that."
        ),
    )


def _local_name(element: etree._Element) -> str:
    return etree.QName(element).localname
