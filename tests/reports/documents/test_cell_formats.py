import pytest

from reports.documents.cell_formats import format_code, shown


@pytest.mark.parametrize(
    ("written", "code", "expected"),
    [
        ("7", "General", "7"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E-5", "General", "0.00001"),
        ("0.07", "0%", "7%"),
        ("0.125", "0.0%", "12.5%"),
        ("-0.032", "0.0%", "-3.2%"),
        ("1234.5", "#,##0.00", "1,234.50"),
        ("-1234.5", "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        ("-1234.5", "#,##0;(#,##0)", "(1,235)"),
        ("1234.5", '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ', "¥1,234.50"),
        ("5", "[$¥-804]#,##0", "¥5"),
        ("12", '0"家"', "12家"),
        ("12345678", '0.00,,"百万"', "12.35百万"),
        ("7.5", "0.0_ ", "7.5"),
        ("3", "0.##", "3"),
        ("7", "000", "007"),
        ("45292", 'yyyy"年"m"月"d"日"', "2024年1月1日"),
        ("45292", '[$-804]yyyy"年"m"月";@', "2024年1月"),
        ("45292", "yyyy-mm-dd", "2024-01-01"),
        ("45292.5", "yyyy/m/d h:mm", "2024/1/1 12:00"),
        ("45292.75", "h:mm AM/PM", "6:00 下午"),
        ("0.5", "h:mm:ss", "12:00:00"),
    ],
)
def test_a_number_as_it_is_seen(written, code, expected):
    assert shown(written, code) == expected


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("12345", '0!.0,"万"'),
        ("0.5", "# ?/?"),
        ("12", "@"),
        ("0", "yyyy-mm-dd"),
        ("1.5", "[h]:mm"),
        ("99999999999", "yyyy"),
        ("1", "0.00E+00"),
    ],
)
def test_a_format_that_is_not_understood_shows_the_number_itself(written, code):
    assert shown(written, code) == written


@pytest.mark.parametrize("written", ["abc", "1e999999", "nan", "--"])
def test_what_is_no_number_stays(written):
    assert shown(written, "0%") == written


def test_dates_since_1904():
    assert shown("1", "yyyy-mm-dd", since_1904=True) == "1904-01-02"


@pytest.mark.parametrize(
    ("number", "own", "expected"),
    [(9, {}, "0%"), (31, {}, 'yyyy"年"m"月"d"日"'), (170, {170: "0.0"}, "0.0"), (999, {}, "General")],
)
def test_the_format_of_a_style(number, own, expected):
    assert format_code(number, own) == expected
