import docx
import pytest

from reports.documents.docx import read_docx

from .files import saved, word_from_xml


def level(depth: int, numeral: str, pattern: str, start: int = 1, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{numeral}"/>{linked}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def family(*levels: str, number: int = 1) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int = 1, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def item(text: str, number: int = 1, depth: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def lines(body: str, **parts: str) -> list[str]:
    return read_docx(word_from_xml(body, **parts)).split("\n")


OUTLINE = family(level(0, "chineseCounting", "%1、"), level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3."))


def test_levels_count_by_themselves_and_start_anew_below_a_new_heading():
    body = "".join(
        item(text, depth=depth) for text, depth in [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1)]
    )
    assert lines(body, numbering=OUTLINE + instance(1)) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1. 丁",
        "二、戊",
        "（一）己",
    ]


def test_a_label_is_kept_apart_from_figures_that_follow():
    assert lines(item("2023年", depth=2), numbering=OUTLINE + instance(1)) == ["1. 2023年"]


@pytest.mark.parametrize(
    ("numeral", "start", "label"),
    [
        ("chineseCountingThousand", 21, "二十一"),
        ("japaneseCounting", 110, "一百一十"),
        ("decimal", 12, "12 "),
        ("decimalZero", 3, "03 "),
        ("ideographTraditional", 2, "乙"),
        ("decimalEnclosedCircle", 3, "③"),
        ("decimalEnclosedCircle", 33, "33 "),
        ("lowerLetter", 27, "aa "),
        ("upperLetter", 3, "C "),
        ("lowerRoman", 49, "xlix "),
        ("upperRoman", 4, "IV "),
        ("bullet", 1, ""),
        ("none", 1, ""),
        ("somethingNew", 5, "5 "),
    ],
)
def test_numerals(numeral, start, label):
    numbering = family(level(0, numeral, "%1", start)) + instance(1)
    assert lines(item("文", number=1), numbering=numbering) == [f"{label}文"]


def test_a_bullet_sign_is_not_read():
    assert lines(item("文"), numbering=family(level(0, "bullet", "\uf0b7")) + instance(1)) == ["文"]


def test_a_label_may_name_the_levels_above_it():
    numbering = family(level(0, "decimal", "%1"), level(1, "decimal", "%1.%2")) + instance(1)
    assert lines(item("甲") + item("乙", depth=1), numbering=numbering) == ["1 甲", "1.1 乙"]


def test_instances_of_a_family_count_on_unless_they_start_anew():
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbering = family(level(0, "decimal", "%1)")) + instance(1) + instance(2) + instance(3, overrides=anew)
    body = item("甲", 1) + item("乙", 2) + item("丙", 3) + item("丁", 1)
    assert lines(body, numbering=numbering) == ["1)甲", "2)乙", "1)丙", "3)丁"]


def test_a_style_can_number_its_paragraphs_and_pass_that_on():
    numbering = family(
        level(0, "chineseCounting", "%1、", style="H1"), level(1, "chineseCounting", "（%2）", style="H2")
    )
    number = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:styleId="H1">{number}</w:style><w:style w:styleId="H2">{number}</w:style>'
        '<w:style w:styleId="Own"><w:basedOn w:val="H2"/></w:style>'
        '<w:style w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>'
    )
    body = (
        styled("甲", "H1") + styled("乙", "H2") + styled("丙", "Own") + styled("丁", "Circle") + styled("戊", "Unknown")
    )
    assert lines(body, numbering=numbering + instance(1), styles=styles) == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "丁",
        "戊",
    ]


def test_empty_and_unnumbered_paragraphs_have_no_label():
    body = item("") + item("甲") + item("乙", number=0) + item("丙", number=99) + item("丁", depth=8)
    assert lines(body, numbering=OUTLINE + instance(1)) == ["一、甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("value", ["-1", "9", "99999999999999999999", "二", ""])
def test_nonsense_in_the_numbering_does_no_harm(value):
    numbering = family(
        f'<w:lvl w:ilvl="{value}"><w:start w:val="{value}"/><w:lvlText w:val="%9%0%1"/></w:lvl>'
    ) + instance(1)
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    assert lines(f"<w:p>{place}<w:r><w:t>文</w:t></w:r></w:p>", numbering=numbering)[0].endswith("文")


def test_lists_made_by_a_word_processor():
    document = docx.Document()
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("乙", style="List Number")
    document.add_paragraph("丙", style="List Bullet")
    assert read_docx(saved(document)).split("\n") == ["1. 甲", "2. 乙", "丙"]
