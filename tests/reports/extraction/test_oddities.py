"""Which names look odd at a glance, and which only seem so."""

from __future__ import annotations

import pytest

from reports.extraction.objects import whole_object
from reports.extraction.oddities import oddities


@pytest.mark.parametrize(
    "name",
    [
        "为残疾人发放交通补贴",
        "与省内高校共建产业学院",
        "律所",
        "贷款余额",
        "地表水国控断面水质达标率、县级以上集中式饮用水水源地水质达标率",
    ],
)
def test_a_whole_name_is_not_odd(name: str) -> None:
    assert oddities(name) == ()


@pytest.mark.parametrize(
    ("name", "oddity"),
    [
        ("为计划完成项目", "beginning"),
        ("与第三名相距", "beginning"),
        ("占全国", "beginning"),
        ("立项", "short"),
        ("产值", "ownerless"),
        ("新增首店、旗舰店等", "ending"),
        ("严格按照农村饮水指标对供水工程运行管理情况及农村群众饮水现状进行排查", "long"),
    ],
)
def test_an_odd_name_is_told(name: str, oddity: str) -> None:
    assert oddity in oddities(name)


@pytest.mark.parametrize(
    ("before", "names", "kind", "whole"),
    [
        ("", ["光明", "马田物流中心"], "", "光明物流中心"),
        ("", ["禾川", "云岭"], "跨县公路", "禾川跨县公路"),
        ("推动锦川产业园一期投产、", ["二期"], "", "锦川产业园二期"),
        ("", ["全部"], "", ""),
        ("", ["云桥", "汀澜"], "", "云桥"),
    ],
)
def test_an_object_takes_what_it_shares(before: str, names: list[str], kind: str, whole: str) -> None:
    assert whole_object(before, names, 0, kind) == whole
