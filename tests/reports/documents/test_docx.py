import docx
import pytest

from reports.documents.docx import read_docx

from .files import REPORT, STRICT_WORD, saved, word, word_from_xml


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def test_each_paragraph_is_a_line():
    assert read_docx(word(*REPORT.split("\n"))) == REPORT


def test_paragraphs_and_tables_keep_their_order():
    document = docx.Document()
    document.add_heading("二、2024年工作安排")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["指标", "单位", "目标", "新建\n公园", "", "12"], strict=True):
        cell.text = text
    document.add_paragraph("表后一段。")
    assert read_docx(saved(document)) == "二、2024年工作安排\n指标\t单位\t目标\n新建 公园\t\t12\n表后一段。"


def test_headers_footers_and_comments_are_left_out():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    commented = document.add_paragraph("正文")
    document.add_comment(commented.runs, text="批注")
    assert read_docx(saved(document)) == "正文"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (paragraph(run("增长"), run("7"), run("%")), "增长7%"),
        (paragraph(run("甲"), "<w:r><w:tab/></w:r>", run("乙"), "<w:r><w:br/></w:r>", run("丙")), "甲\t乙\n丙"),
        (paragraph(run("甲"), "<w:r><w:noBreakHyphen/></w:r>", run("乙")), "甲-乙"),
        (paragraph("<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>", f"<w:ins>{run('新')}</w:ins>"), "新"),
        (paragraph(f"<w:moveFrom>{run('旧')}</w:moveFrom>", f"<w:moveTo>{run('新')}</w:moveTo>"), "新"),
        (paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r>", run("见")), "见"),
        (paragraph("<w:r><w:instrText>PAGE</w:instrText></w:r>", run("1")), "1"),
        (paragraph(f"<w:hyperlink>{run('链接')}</w:hyperlink>"), "链接"),
        (paragraph(f"<w:ruby><w:rt>{run('zhong')}</w:rt><w:rubyBase>{run('中')}</w:rubyBase></w:ruby>"), "中"),
        (f"<w:sdt><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent></w:sdt>", "控件"),
        (paragraph(run("⼈⼝")), "人口"),
    ],
)
def test_what_is_seen_is_read_and_nothing_else(xml, text):
    assert read_docx(word_from_xml(xml)) == text


def test_a_text_box_follows_its_paragraph_and_is_read_once():
    box = f"<w:txbxContent>{paragraph(run('框内'))}</w:txbxContent>"
    alternatives = (
        f"<mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = paragraph(run("段"), f"<w:r>{alternatives}</w:r>", run("落")) + paragraph(run("下一段"))
    assert read_docx(word_from_xml(body)) == "段落\n框内\n下一段"


def test_notes_stand_at_the_end():
    notes = (
        f'<w:footnote w:type="separator">{paragraph()}</w:footnote>'
        f"<w:footnote>{paragraph(run('指甲。'))}</w:footnote><w:footnote>{paragraph(run('指'))}{paragraph(run('乙。'))}</w:footnote>"
    )
    body = paragraph(run("名词"), '<w:r><w:footnoteReference w:id="1"/></w:r>', run("后文"))
    assert read_docx(word_from_xml(body, footnotes=notes)) == "名词后文\n[1] 指甲。\n[2] 指 乙。"


def test_a_nested_table_stays_in_its_cell():
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('内一'))}</w:tc><w:tc>{paragraph(run('内二'))}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{paragraph(run('外'))}</w:tc></w:tr></w:tbl>"
    assert read_docx(word_from_xml(table)) == "内一 内二\t外"


def test_deleted_rows_are_left_out():
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph(run('旧'))}</w:tc></w:tr>"
    table = f"<w:tbl>{deleted}<w:tr><w:tc>{paragraph(run('新'))}</w:tc></w:tr></w:tbl>"
    assert read_docx(word_from_xml(table)) == "新"


def test_the_strict_flavour_of_the_format_is_read_too():
    assert read_docx(word_from_xml(paragraph(run("甲")), namespace=STRICT_WORD)) == "甲"
