"""The shipped table is made from a list of codes over time; the list here is invented."""

import pytest

from reports.organisation.areacodes import build_rows, write_table
from reports.organisation.management.commands import build_regions

HEAD = "代码,一级行政区,二级行政区,名称,级别,状态,启用时间,变更/弃用时间,新代码\n"
LIST = (
    HEAD
    + """\
990000,海岳省,,海岳省,省级,在用,1981,,
990100,海岳省,青州市,青州市,地级,在用,1984,,
990101,海岳省,青州市,城北区,县级,弃用,1984,2009,990102
990102,海岳省,青州市,城南区,县级,在用,1984,,990103[2001]
990103,海岳省,青州市,白石区,县级,在用,2015,,
990121,海岳省,青州市,白石县,县级,弃用,1984,2015,990103
990200,海岳省,远江市,远江市,地级,在用,2010,,
990200,海岳省,远樊市,远樊市,地级,变更,1983,2010,990200
990221,海岳省,远樊市,谷口县,县级,变更,1983,2010,990221
990221,海岳省,远江市,谷口县,县级,在用,2010,,
992100,海岳省,青州地区,青州地区,地级,弃用,1981,1984,
992121,海岳省,青州地区,白石县,县级,弃用,1981,1984,990121
999001,海岳省,直辖,河源市,县级,在用,1990,,
"""
)
KNOWN = """\
code,name,short_name,name_en,level,parent_code,valid_from,valid_to,successors,note
000000,全国,,China,country,,,,,
990103,白石区,,Baishi District,,,2015-04-28,,,原白石县
990102,城南区,,,,,,2025-11-05,城南新区,
,城南新区,,,district,990100,2025-11-06,,,
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "list.csv").write_text("\ufeff" + LIST, encoding="utf-8")
    (tmp_path / "known.csv").write_text(KNOWN, encoding="utf-8")
    return tmp_path / "list.csv", tmp_path / "known.csv"


@pytest.fixture
def rows(files):
    return {(row["code"], row["name"], row["valid_from"][:4]): row for row in build_rows(*files)}


def test_every_region_stands_below_the_one_that_it_belongs_to(files):
    seen = {""}
    for row in build_rows(*files):
        assert row["parent_code"] in seen, row["name"]
        seen.add(row["code"])


@pytest.mark.parametrize(
    ("key", "parent"),
    [
        (("990000", "海岳省", ""), "000000"),
        (("990100", "青州市", "1984"), "990000"),
        (("990121", "白石县", "1984"), "990100"),
        (("992121", "白石县", ""), "992100"),
        (("999001", "河源市", "1990"), "990000"),
        (("", "城南新区", "2025"), "990100"),
    ],
)
def test_parents(rows, key, parent):
    assert rows[key]["parent_code"] == parent


def test_years_count_from_their_first_to_their_last_day(rows):
    county = rows["990121", "白石县", "1984"]
    assert (county["valid_from"], county["valid_to"]) == ("1984-01-01", "2015-12-31")
    assert (rows["992121", "白石县", ""]["valid_from"], rows["990000", "海岳省", ""]["valid_to"]) == ("", "")


def test_a_known_day_narrows_the_year(rows):
    district = rows["990103", "白石区", "2015"]
    assert (district["valid_from"], district["note"]) == ("2015-04-28", "原白石县")
    assert district["name_en"] == "Baishi District"


def test_a_region_whose_parent_only_got_a_new_name_stays_one(rows):
    assert rows["990221", "谷口县", "1983"]["valid_to"] == ""
    assert ("990221", "谷口县", "2010") not in rows


@pytest.mark.parametrize(
    ("key", "successors"),
    [
        (("990121", "白石县", "1984"), "990103"),
        (("990200", "远樊市", "1983"), "990200"),  # renamed under its code
        (("992100", "青州地区", ""), "990100"),  # the list names none: where its counties went
        (("990102", "城南区", "1984"), "城南新区"),  # a code that is not out yet
        (("990103", "白石区", "2015"), ""),
    ],
)
def test_successors(rows, key, successors):
    assert rows[key]["successors"] == successors


def test_the_command_writes_the_table(files, tmp_path, monkeypatch, capsys):
    from django.core.management import call_command

    areacodes, known = files
    monkeypatch.setattr(build_regions, "KNOWN", known)
    monkeypatch.setattr(build_regions, "REGIONS", tmp_path / "regions.csv")
    call_command("build_regions", areacodes)
    write_table(build_rows(areacodes, known), tmp_path / "again.csv")
    assert (tmp_path / "regions.csv").read_bytes() == (tmp_path / "again.csv").read_bytes()
    assert "14 regions, 8 of them in force." in capsys.readouterr().out
