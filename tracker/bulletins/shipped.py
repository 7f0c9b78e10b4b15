"""The templates that come with the program: Word files with marks in them, made in the standard's layout.

An office downloads one, changes it in Word, and sends it in again: the marks are those of Jinja, `{{ }}` for a text,
`{%p for %}` around paragraphs and `{%tr for %}` around rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.shared import Length, Mm, Pt, RGBColor

from reports.shared.word import layout
from reports.shared.word.tables import add_table
from tracker.bulletins.models import DocumentKind

Column = tuple[str, str, Length]
NUMBERS = {"number", "completion"}
"""What stands on the right in a table."""
HEADLINE_COLUMNS: Sequence[Column] = (
    ("指标", "name", Mm(58)), ("牵头单位", "lead", Mm(36)), ("年度目标", "promise", Mm(38)),
    ("完成情况", "actual", Mm(30)), ("完成率", "completion", Mm(20)), ("评价", "status", Mm(28)),
    ("差距", "gap", Mm(50)),
)  # fmt: skip
LAGGING_COLUMNS: Sequence[Column] = (
    ("任务", "name", Mm(48)), ("牵头单位", "lead", Mm(32)), ("年度目标", "promise", Mm(34)),
    ("完成情况", "actual", Mm(26)), ("评价", "status", Mm(26)), ("差距", "gap", Mm(42)), ("原因", "reason", Mm(52)),
)  # fmt: skip
COMPARISON_COLUMNS: Sequence[Column] = (
    ("序号", "number", Mm(12)), ("目标任务", "name", Mm(52)), ("年度目标", "promise", Mm(34)),
    ("完成情况", "actual", Mm(28)), ("完成率", "completion", Mm(18)), ("评价", "status", Mm(28)),
    ("牵头单位", "lead", Mm(32)), ("说明", "reason", Mm(56)),
)  # fmt: skip
PLAN_COLUMNS: Sequence[Column] = (
    ("序号", "number", Mm(12)), ("目标任务", "name", Mm(58)), ("年度目标", "promise", Mm(44)),
    ("牵头单位", "lead", Mm(34)), ("配合单位", "supporting", Mm(48)), ("完成时限", "deadline", Mm(38)),
    ("责任岗位", "leader", Mm(26)),
)  # fmt: skip
COLUMNS: dict[DocumentKind, Sequence[tuple[str, Sequence[Column], str]]] = {
    DocumentKind.BULLETIN: (
        ("附件1　主要指标进展情况", HEADLINE_COLUMNS, "headline_rows"),
        ("附件2　未达进度目标情况", LAGGING_COLUMNS, "lagging_rows"),
    ),
    DocumentKind.COMPARISON: (("", COMPARISON_COLUMNS, "rows"),),
    DocumentKind.SITUATION: (("附件　目标任务进展情况", COMPARISON_COLUMNS, "rows"),),
    DocumentKind.PLAN: (("附件　目标任务分解表", PLAN_COLUMNS, "task_rows"),),
    DocumentKind.LETTER: (),
}
"""The tables of each kind: what stands above them, their columns, and which rows of the facts they show."""
RED, LETTERHEAD_SIZE = RGBColor(0xFF, 0, 0), Pt(32)


@lru_cache
def bulletin_template() -> bytes:
    """Return the template of a bulletin: masthead, title, sections, signature, and two annexes on their side."""
    document = layout.blank_document()
    _masthead(document)
    _head(document)
    _sections(document)
    _write(document, layout.BODY, "附件：1．主要指标进展情况", "　　　2．未达进度目标情况")
    _write(document, layout.BODY, "{%p if charts %}", "　　　3．进展情况图", "{%p endif %}", "")
    sign(document)
    layout.landscape_annex(document)
    _annex(document, "附件1", "{{ region }}{{ year }}年{{ period }}主要指标进展情况", HEADLINE_COLUMNS, "headline_rows")
    document.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    _annex(document, "附件2", "{{ region }}{{ year }}年{{ period }}未达进度目标情况", LAGGING_COLUMNS, "lagging_rows")
    _charts(document)
    return layout.saved(document)


@lru_cache
def comparison_template() -> bytes:
    """Return the template of the table for the congress: every promise beside what became of it."""
    document = layout.blank_document()
    layout.lay_on_its_side(document.sections[0])
    _write(document, layout.TITLE, "{{ title }}")
    _table(document, COMPARISON_COLUMNS, "rows")
    return layout.saved(document)


@lru_cache
def situation_template() -> bytes:
    """Return the template of a department's report: its promises in words, and all of them as an annex."""
    return _with_annex("目标任务进展情况", COMPARISON_COLUMNS, "rows")


@lru_cache
def plan_template() -> bytes:
    """Return the template of the plan that hands the tasks out: cover text, then the table of tasks."""
    return _with_annex("目标任务分解表", PLAN_COLUMNS, "task_rows")


@lru_cache
def letter_template() -> bytes:
    """Return the template of a letter of supervision on one matter: numbered, with a day for the reply."""
    document = layout.blank_document()
    sender = document.add_paragraph("{{ issuer }}", layout.MASTHEAD)
    sender.runs[0].font.color.rgb, sender.runs[0].font.size = RED, LETTERHEAD_SIZE
    layout.rule_below(sender)
    _write(document, layout.SIGNED, "{{ reference }}")
    _write(document, layout.BODY, "")
    _head(document)
    _write(document, layout.BODY, "{%p for section in sections %}", "{%p for text in section.texts %}", "{{ text }}")
    _write(document, layout.BODY, "{%p endfor %}", "{%p endfor %}", "", "")
    sign(document)
    return layout.saved(document)


def _with_annex(title: str, columns: Sequence[Column], rows: str) -> bytes:
    document = layout.blank_document()
    _head(document)
    _sections(document)
    _write(document, layout.BODY, f"附件：{title}", "")
    sign(document)
    layout.landscape_annex(document)
    _annex(document, "附件", f"{{{{ region }}}}{{{{ year }}}}年{title}", columns, rows)
    return layout.saved(document)


def _head(document: Document) -> None:
    _write(document, layout.TITLE, "{{ title }}", "")
    _write(document, layout.FLUSH, "{{ addressees }}")
    _write(document, layout.BODY, "{{ opening }}")


def _sections(document: Document) -> None:
    _write(document, layout.BODY, "{%p for section in sections %}")
    _write(document, layout.HEADING, "{{ section.heading }}")
    _write(
        document, layout.BODY, "{%p for text in section.texts %}", "{{ text }}", "{%p endfor %}", "{%p endfor %}", ""
    )


def _masthead(document: Document) -> None:
    head = document.add_paragraph("{{ masthead }}", layout.MASTHEAD)
    head.runs[0].font.color.rgb = RED
    _write(document, layout.UNDER_MASTHEAD, "第{{ number }}期")
    issued = document.add_paragraph("{{ issuer }}\t{{ day }}", layout.FLUSH)
    issued.paragraph_format.tab_stops.add_tab_stop(Mm(156), layout.RIGHT_TAB)
    layout.rule_below(issued)
    _write(document, layout.BODY, "")


def _annex(document: Document, mark: str, title: str, columns: Sequence[Column], rows: str) -> None:
    heading = document.add_paragraph(mark, layout.HEADING)
    heading.paragraph_format.first_line_indent = 0
    _write(document, layout.TITLE, title)
    _table(document, columns, rows)


def _charts(document: Document) -> None:
    """The annex of charts, each in the place of its mark; they can be edited in Word."""
    _write(document, layout.CELL, "{%p if charts %}")
    heading = document.add_paragraph("附件3", layout.HEADING)
    heading.paragraph_format.first_line_indent, heading.paragraph_format.page_break_before = 0, True
    _write(document, layout.TITLE, "{{ region }}{{ year }}年{{ period }}进展情况图")
    for key in ("status", "headlines", "departments", "districts"):
        _write(document, layout.CELL, f"{{%p if charts.{key} %}}", f"{{{{ charts.{key} }}}}", "{%p endif %}")
    _write(document, layout.CELL, "{%p if districts %}", "{{ districts }}", "{%p endif %}")
    _write(document, layout.CELL, "{{ basis }}", "{%p endif %}")


def _table(document: Document, columns: Sequence[Column], rows: str) -> None:
    blank = [""] * (len(columns) - 1)
    lines = (
        [head for head, _key, _width in columns],
        [f"{{%tr for row in {rows} %}}", *blank],
        [f"{{{{ row.{key} }}}}" for _head, key, _width in columns],
        ["{%tr endfor %}", *blank],
    )
    right = [number for number, (_head, key, _width) in enumerate(columns) if key in NUMBERS]
    add_table(document, lines, [width.twips for *_names, width in columns], right=right)
    document.add_paragraph("{{ basis }}", layout.CELL)


def sign(document: Document) -> None:
    """Who issues it and when: never parted by the end of a page, nor from the line before."""
    document.paragraphs[-1].paragraph_format.keep_with_next = True
    document.add_paragraph("{{ issuer }}", layout.SIGNED).paragraph_format.keep_with_next = True
    _write(document, layout.SIGNED, "{{ day }}")


def _write(document: Document, style: str, *paragraphs: str) -> None:
    for text in paragraphs:
        document.add_paragraph(text, style)
