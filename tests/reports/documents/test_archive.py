import io
import re
import struct
import tracemalloc
import zipfile

import pytest

from reports.documents import archive
from reports.documents.archive import Package
from reports.documents.docx import read_docx
from reports.documents.errors import ErrorCode

from .files import WORD, refusal, word, word_from_xml, zipped

PARAGRAPH = "<w:p><w:r><w:t>新建公园12个</w:t></w:r></w:p>"


def with_part(name: str, content: bytes) -> bytes:
    return zipped({"_rels/.rels": b"<a/>", name: content})


@pytest.mark.parametrize(
    "data",
    [
        with_part("word/media/a.xml", bytes(archive.MAX_DECLARED_BYTES // 2)),
        zipped({f"{number}": b"" for number in range(archive.MAX_MEMBERS + 1)}),
    ],
    ids=["ratio", "members"],
)
def test_a_zip_that_declares_too_much_is_not_opened(data):
    assert refusal(Package, data).code == ErrorCode.ZIP_BOMB


def test_a_zip_that_declares_too_much_in_all_is_not_opened(monkeypatch):
    monkeypatch.setattr(archive, "MAX_DECLARED_BYTES", 1000)
    assert refusal(Package, word("甲")).code == ErrorCode.ZIP_BOMB


def test_a_bomb_is_refused_without_unpacking_it():
    data = with_part("word/document.xml", bytes(100 * 1024 * 1024))
    tracemalloc.start()
    refusal(Package, data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * 1024 * 1024


def test_a_part_that_unpacks_to_more_than_it_declares_is_damaged():
    """The sizes in both headers lie: 100 bytes are declared, a megabyte is packed."""
    data = word_from_xml(PARAGRAPH * 20_000)
    true_size = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml").file_size
    lying = data.replace(struct.pack("<L", true_size), struct.pack("<L", 100))
    assert lying != data
    assert refusal(read_docx, lying).code == ErrorCode.DAMAGED


def test_no_more_of_a_part_is_read_than_the_limit(monkeypatch):
    monkeypatch.setattr(archive, "MAX_PART_BYTES", 500)
    assert refusal(read_docx, word_from_xml(PARAGRAPH * 20)).code == ErrorCode.ZIP_BOMB


def test_an_encrypted_zip_is_refused():
    """Bit 0 of the flags in each entry of the zip's directory says that the entry is encrypted."""
    data = re.sub(rb"(PK\x01\x02.{4})\x00", lambda match: match[1] + b"\x01", word("甲"), flags=re.DOTALL)
    assert refusal(Package, data).code == ErrorCode.ENCRYPTED


def test_another_office_file_is_no_word_document():
    data = zipped({"xl/workbook.xml": b"<workbook/>", "_rels/.rels": b"<Relationships/>"})
    error = refusal(read_docx, data)
    assert error.code == ErrorCode.WRONG_TYPE


@pytest.mark.parametrize("size", [4, 30, 200, -30])
def test_a_cut_file_is_damaged(size):
    assert refusal(Package, word("甲")[:size]).code == ErrorCode.DAMAGED


@pytest.mark.parametrize(
    "prologue",
    [
        '<!DOCTYPE d [<!ENTITY a "1"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://example.invalid/d.dtd">',
        '<!DOCTYPE d [<!ENTITY % a SYSTEM "http://example.invalid/d.dtd"> %a;]>',
    ],
    ids=["bomb", "external entity", "external type", "parameter entity"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused(prologue, encoding):
    document = (
        f'{prologue}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:body></w:document>'
    )
    relations = b'<r><r Type="x/officeDocument" Target="word/document.xml"/></r>'
    data = zipped({"_rels/.rels": relations, "word/document.xml": document.encode(encoding)})
    error = refusal(read_docx, data)
    assert error.code == ErrorCode.DAMAGED
    assert "word/document.xml" in str(error)


def test_targets_outside_the_file_are_not_followed():
    relations = (
        b'<r><r Type="x/officeDocument" Target="../../etc/passwd"/>'
        b'<r Type="x/officeDocument" Target="http://example.invalid/a" TargetMode="External"/></r>'
    )
    assert Package(zipped({"_rels/.rels": relations})).related("", "officeDocument") == []


def test_a_part_with_too_many_tags_is_not_parsed(monkeypatch):
    monkeypatch.setattr(archive, "MAX_TAGS", 50)
    assert refusal(read_docx, word_from_xml(PARAGRAPH * 20)).code == ErrorCode.ZIP_BOMB


def test_xml_nested_too_deeply_is_damaged():
    deep = "<w:ins>" * 5000 + "</w:ins>" * 5000
    assert refusal(read_docx, word_from_xml(f"<w:p>{deep}</w:p>")).code == ErrorCode.DAMAGED
