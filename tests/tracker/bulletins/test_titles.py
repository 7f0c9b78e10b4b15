"""A long title stands on lines of about the same length, without a change of its text."""

import io

import docx
import pytest

from reports.shared.word import layout
from tracker.bulletins.fill import balance_title


def titled(text):
    document = layout.blank_document()
    document.add_paragraph(text, layout.TITLE)
    balance_title(document)
    return docx.Document(io.BytesIO(layout.saved(document))).paragraphs[0]


@pytest.mark.parametrize(
    ("text", "per_line"), [("荣昌区2026年政府工作报告目标任务分解方案", 11), ("青溪区月调度纪要", 20), ("长" * 45, 16)]
)
def test_no_character_stands_alone(text, per_line):
    paragraph = titled(text)
    format_ = paragraph.paragraph_format
    room = (156 - (format_.left_indent or 0) / 36000 - (format_.right_indent or 0) / 36000) / (22 * 25.4 / 72)
    assert paragraph.text == text
    assert int(room + 0.01) == per_line
