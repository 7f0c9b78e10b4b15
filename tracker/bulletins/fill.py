"""Fills a Word template in a process of its own: a template is a program that an office, or somebody else, wrote.

Standard input is JSON: `template` (base64 of a .docx) and `context`; the answer holds the `document`, or what is wrong
with the template (`fault`). Its expressions are sandboxed, and what they print is escaped.
"""

import base64
import io
import json
import math
import sys
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Emu, Mm
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

TITLE = "公文标题"
CHART, WORKBOOK = CONTENT_TYPE.DML_CHART, CONTENT_TYPE.SML_SHEET
PRINTING = b"<c:printSettings>"
CHART_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"
INLINE = (
    f'<w:drawing {nsdecls("w", "wp", "a", "r")}><wp:inline distT="0" distB="0" distL="0" distR="0">'
    f'<wp:extent cx="{Mm(240)}" cy="{Mm(56)}"/><wp:docPr id="{{number}}" name="Chart {{number}}" descr="{{title}}"/>'
    f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART_NAMESPACE}">'
    f'<c:chart xmlns:c="{CHART_NAMESPACE}" r:id="{{relation}}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
)


def filled(template: bytes, context: dict[str, object], charts: dict[str, dict[str, str]]) -> bytes:
    """Return the template with its expressions and the marks of charts replaced. Raises TemplateError."""
    document = DocxTemplate(io.BytesIO(template))
    document.render(context, SandboxedEnvironment(trim_blocks=True), autoescape=True)
    for paragraph in list(document.docx.paragraphs):
        if chart := charts.get(paragraph.text.strip()):
            place_chart(document.docx, paragraph, chart)
    balance_title(document.docx)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def balance_title(document: Document) -> None:
    """Give the lines of a long title about the same length, by indents on both sides: no character stands alone."""
    title = next((each for each in document.paragraphs if each.style and each.style.name == TITLE), None)
    size = int(title.style.font.size or 0) if title and title.style else 0
    if title is None or not size:
        return
    section = document.sections[0]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    width = sum(size // 2 if sign.isascii() else size for sign in title.text)
    lines = math.ceil(width / max(room - size, size))  # what nearly fills the line does not fit every font
    if lines > 1:
        spare = room - (width / lines + size)
        title.paragraph_format.left_indent = title.paragraph_format.right_indent = Emu(max(0, int(spare / 2)))


def place_chart(document: Document, paragraph: Paragraph, chart: dict[str, str]) -> None:
    """Put a chart into a paragraph in the place of its mark; Word opens its numbers from the workbook."""
    package, drawn = document.part.package, document.element.iter(f"{{{CHART_NAMESPACE}}}chart")
    number = len(list(drawn)) + 1
    workbook = Part(
        PackURI(f"/word/embeddings/chart{number}.xlsx"), WORKBOOK, base64.b64decode(chart["workbook"]), package
    )
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), CHART, b"", package)
    link = f'<c:externalData r:id="{part.relate_to(workbook, RT.PACKAGE)}"><c:autoUpdate val="0"/></c:externalData>'
    # The schema wants the link to the numbers right before the settings of printing.
    part._blob = base64.b64decode(chart["chart"]).replace(PRINTING, link.encode() + PRINTING)
    title = escape(chart["title"], {'"': "&quot;"})
    inline = INLINE.format(number=number, title=title, relation=document.part.relate_to(part, RT.CHART))
    paragraph.clear()
    paragraph.add_run()._r.append(parse_xml(inline))


if __name__ == "__main__":
    task = json.load(sys.stdin)
    try:
        document = filled(base64.b64decode(task["template"]), task["context"], task["charts"])
        json.dump({"document": base64.b64encode(document).decode()}, sys.stdout)
    except TemplateError as error:
        json.dump({"fault": str(error)}, sys.stdout)
