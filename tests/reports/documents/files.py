"""Makes small files for the tests: PDF by hand, Word documents by python-docx and by hand."""

import io
import zipfile
import zlib

import docx
import xlsxwriter

REPORT = "各位代表：\n一、2024年工作安排\n新建口袋公园12个，城镇新增就业3.5万人以上。"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(content), content)


def drawing(page: list[str] | bytes | None) -> bytes:
    """A page's drawing instructions: each line a little lower, characters numbered by their code point."""
    if page is None:
        return b"q 500 0 0 700 50 50 cm /Im1 Do Q"
    if isinstance(page, bytes):
        return page
    drawn = b" ".join(b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in page)
    return b"BT /F1 12 Tf 14 TL 50 780 Td %s ET" % drawn


def pdf(*pages: list[str] | bytes | None, trailer: bytes = b"", repeat: int = 1) -> bytes:
    """A PDF with these pages of lines; None is a page that shows only a picture, bytes are drawn as they are.

    `repeat` lists each page anew.
    """
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Test /Encoding /Identity-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Test /DW 1000 /FontDescriptor 6 0 R "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(
            b"\x80", b"/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
        b"<< /Type /FontDescriptor /FontName /Test /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>",
    ]
    numbers = []
    for lines in pages:
        objects += [
            stream(zlib.compress(drawing(lines), 9), b"/Filter /FlateDecode"),
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> /XObject << /Im1 5 0 R >> >> >>" % (len(objects) + 1),
        ]
        numbers.append(len(objects))
    kids = b" ".join(b"%d 0 R" % number for number in numbers * repeat)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(numbers) * repeat)
    return assembled(objects, trailer)


def assembled(objects: list[bytes], trailer: bytes) -> bytes:
    out = io.BytesIO(b"%PDF-1.7\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, rows))
    out.write(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, table))
    return out.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF whose password nobody knows: no password fits its arbitrary check values."""
    lock = b"/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
        b"41" * 32,
        b"42" * 32,
    )
    return pdf(["密"], trailer=lock)


def saved(document) -> bytes:
    """The bytes of a python-docx document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_from_xml(body: str, *, namespace: str = WORD, **parts: str) -> bytes:
    """A Word file with this XML as its body and further parts (numbering, styles, footnotes) by their kind."""
    namespaces = f'xmlns:w="{namespace}" xmlns:mc="mc" xmlns:v="v"'
    members = {
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({kind: f"{kind}.xml" for kind in parts}),
        "word/document.xml": f"<w:document {namespaces}><w:body>{body}</w:body></w:document>",
        **{f"word/{kind}.xml": f'<w:{kind} xmlns:w="{namespace}">{xml}</w:{kind}>' for kind, xml in parts.items()},
    }
    return zipped({name: text.encode() for name, text in members.items()})


def relations(targets: dict[str, str]) -> str:
    rows = "".join(f'<Relationship Type="{RELATIONS}/{kind}" Target="{target}"/>' for kind, target in targets.items())
    return f"<Relationships>{rows}</Relationships>"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refusal(read, *arguments):
    """The error with which a file is refused."""
    from reports.documents import DocumentError

    try:
        read(*arguments)
    except DocumentError as error:
        return error
    raise AssertionError("was accepted")


def rtf(
    body: str, *, head: str = r"\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset134 SimSun;}{\f1\fcharset0 Arial;}}"
) -> bytes:
    """An RTF document; characters beyond ASCII are written as Unicode with a question mark for old programs."""
    escaped = "".join(sign if sign.isascii() else "".join(map(_unicode, _halves(sign))) for sign in body)
    return rf"{{\rtf1{head}{escaped}}}".encode("ascii")


def _halves(sign: str) -> list[int]:
    encoded = sign.encode("utf-16-le")
    return [int.from_bytes(encoded[at : at + 2], "little") for at in range(0, len(encoded), 2)]


def _unicode(code: int) -> str:
    return rf"\u{code - 0x10000 if code > 0x7FFF else code}?"


OFD = "http://www.ofdspec.org/2016"


def ofd(*pages: list[tuple[float, float, str]] | str) -> bytes:
    """An OFD document; a page is pieces of text at their places (left, down), or XML as it is."""
    names = [f"Pages/Page_{number}/Content.xml" for number in range(len(pages))]
    listed = "".join(f'<ofd:Page ID="{number}" BaseLoc="{name}"/>' for number, name in enumerate(names))
    members = {
        "OFD.xml": "<ofd:DocBody><ofd:DocRoot>/Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
        "Doc_0/Document.xml": f"<ofd:Pages>{listed}</ofd:Pages>",
        **{f"Doc_0/{name}": _ofd_page(page) for name, page in zip(names, pages, strict=True)},
    }
    return zipped({name: f'<ofd:Root xmlns:ofd="{OFD}">{xml}</ofd:Root>'.encode() for name, xml in members.items()})


def _ofd_page(page: list[tuple[float, float, str]] | str) -> str:
    pieces = page if isinstance(page, str) else "".join(ofd_text(*piece) for piece in page)
    return f"<ofd:Content><ofd:Layer>{pieces}</ofd:Layer></ofd:Content>"


def ofd_text(x: float, y: float, text: str, *, size: float = 4, attributes: str = "") -> str:
    steps = f"g {len(text) - 1} {size}"
    return (
        f'<ofd:TextObject Boundary="{x} {y} 100 {size}" Size="{size}" {attributes}>'
        f'<ofd:TextCode X="0" Y="{size}" DeltaX="{steps}">{text}</ofd:TextCode></ofd:TextObject>'
    )


def xlsx(write) -> bytes:
    """A workbook that `write` fills."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        write(book)
    return out.getvalue()
