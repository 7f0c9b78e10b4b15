"""Every model has a usable admin: list, search, form; and tables can be carried in and out."""

import io

import pytest
from django.contrib import admin
from django.urls import reverse
from tablib import Dataset

from reports.organisation.admin import DepartmentResource, RegionResource
from reports.organisation.models import Department, Region
from tracker.indicators.admin import IndicatorResource
from tracker.indicators.models import Indicator, IndicatorAlias
from tracker.progress.models import ProgressEntry
from tracker.search.models import Line

OURS = [model for model in admin.site._registry if model.__module__.startswith(("reports.", "tracker."))]


def address(model, page: str, *args) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_list_and_search_open(client, administrator, make_target, model):
    make_target()
    client.force_login(administrator)
    assert client.get(address(model, "changelist")).status_code == 200
    assert client.get(address(model, "changelist"), {"q": "青溪"}).status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_form_opens_or_refuses(client, administrator, model):
    client.force_login(administrator)
    assert client.get(address(model, "add")).status_code in (200, 403)


def test_every_model_of_ours_has_an_admin():
    from django.apps import apps

    models = {m for m in apps.get_models() if m.__module__.startswith(("reports.", "tracker."))}
    assert {m for m in models - set(OURS) if not m.__name__.startswith("Historical")} == {Line}  # an index


def test_a_target_shows_its_form_and_history(client, administrator, make_target):
    target = make_target()
    client.force_login(administrator)
    assert client.get(address(type(target), "change", target.pk)).status_code == 200
    history = client.get(address(type(target), "history", target.pk))
    assert history.status_code == 200


def narrowing(answer) -> dict[str, list[str]]:
    """What each filter of a list offers."""
    changes = answer.context["cl"]
    return {
        str(each.title): [str(choice["display"]) for choice in each.choices(changes)][1:]
        for each in changes.filter_specs
    }


def test_a_long_list_is_narrowed_by_what_its_rows_name(client, administrator, make_target, other_district):
    target = make_target()
    older = make_target(name="新建幼儿园", year=target.year - 1, region=other_district)
    client.force_login(administrator)
    offered = narrowing(client.get(address(type(target), "changelist")))
    assert sorted(offered["行政区划"]) == sorted(map(str, (target.region, other_district)))  # not the province above
    assert offered["年度"] == [str(target.year), str(older.year)]
    chosen = client.get(address(type(target), "changelist"), {"year": older.year}).context["cl"].queryset
    assert list(chosen) == [older]


def test_figures_are_narrowed_by_month_and_year(client, administrator, make_target, reporter):
    target = make_target()
    make_target(name="新建幼儿园", year=target.year - 1)
    may, june = (ProgressEntry.objects.create(target=target, month=month, filed_by=reporter) for month in (5, 6))
    client.force_login(administrator)
    page = address(ProgressEntry, "changelist")
    assert narrowing(client.get(page))["月份"] == [f"{month}月" for month in range(1, 13)]
    assert list(client.get(page, {"month": "6"}).context["cl"].queryset) == [june]
    assert list(client.get(page).context["cl"].queryset) == [june, may]  # the newest first
    assert not client.get(page, {"year": str(target.year - 1)}).context["cl"].queryset.exists()
    assert client.get(page, {"month": "13x"}).status_code == 302  # to the list with the notice that it is no month


def test_members_of_the_office_have_no_admin(client, reviewer):
    client.force_login(reviewer)
    assert client.get("/admin/").status_code == 302


def test_regions_go_in_by_code(province):
    rows = Dataset(["990103", "黄岭县", "黄岭", "district", "990000"],
                   headers=["code", "name", "short_name", "level", "parent"])  # fmt: skip
    result = RegionResource().import_data(rows, raise_errors=False)
    assert not result.has_errors()
    assert Region.objects.get(code="990103").parent == province


def test_one_bad_row_changes_nothing(province):
    rows = Dataset(headers=["code", "name", "short_name", "level", "parent"])
    rows.append(["990103", "黄岭县", "黄岭", "district", "990000"])
    rows.append(["990104", "无上级县", "无上级", "district", "123456"])
    result = RegionResource().import_data(rows, raise_errors=False)
    assert result.has_errors() or result.has_validation_errors()
    assert not Region.objects.filter(code="990103").exists()


def test_departments_come_out_and_go_in_again(department, other_department):
    Department.objects.filter(pk=department.pk).update(keywords=["地区生产总值", "投资"])
    rows = DepartmentResource().export()
    assert "地区生产总值、投资" in rows["keywords"]
    Department.objects.all().delete()
    result = DepartmentResource().import_data(rows)
    assert not result.has_errors()
    assert set(Department.objects.values_list("short_name", flat=True)) == {"区发展改革委", "区教委"}
    assert Department.objects.get(short_name="区教委").keywords == ["学位"]


def test_indicators_carry_their_aliases(db):
    rows = Dataset(["gdp", "地区生产总值", "growth", "higher", "monthly", "GDP|生产总值"],
                   headers=["code", "name", "measure", "direction", "frequency", "aliases"])  # fmt: skip
    result = IndicatorResource().import_data(rows)
    assert not result.has_errors(), [row.errors for row in result.rows]
    assert set(IndicatorAlias.objects.values_list("name", flat=True)) == {"GDP", "生产总值"}
    assert IndicatorResource().export(Indicator.objects.all())["aliases"] == ["GDP|生产总值"]


def test_import_page_opens(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/organisation/region/import/").status_code == 200
    csv = io.BytesIO("code,name,short_name,level\n990105,新河区,新河,district\n".encode())
    csv.name = "regions.csv"
    reply = client.post("/admin/organisation/region/import/", {"import_file": csv, "format": "0", "resource": "0"})
    assert reply.status_code == 200
    assert "新河区" in reply.content.decode()


def test_export_page_gives_a_file_with_all_columns(client, administrator, department):
    client.force_login(administrator)
    assert client.get("/admin/organisation/department/export/").status_code == 200
    reply = client.post("/admin/organisation/department/export/", {"format": "0", "resource": "0"})
    head = reply.content.decode().splitlines()[0]
    assert head.split(",")[:3] == ["region", "name", "short_name"]


def imported(resource, *rows):
    return resource.import_data(Dataset(*[list(row.values()) for row in rows], headers=list(rows[0])))


def test_a_blank_code_never_overwrites_another_place(province):
    row = {"code": "", "name": "新城区", "short_name": "新城", "level": "district", "parent": "990000"}
    imported(RegionResource(), row)
    imported(RegionResource(), row | {"name": "港口区"}, row | {"short_name": "新城新"})
    assert set(Region.objects.filter(code="").values_list("name", "short_name")) == {
        ("新城区", "新城新"), ("港口区", "新城"),
    }  # fmt: skip


def test_a_file_without_aliases_leaves_them_alone(gdp):
    IndicatorAlias.objects.create(indicator=gdp, name="GDP")
    row = {"code": "gdp", "name": "地区生产总值", "measure": "growth", "direction": "higher", "frequency": "quarterly"}
    imported(IndicatorResource(), row | {"order": "9"})
    assert gdp.aliases.count() == 1
    imported(IndicatorResource(), row | {"aliases": "生产总值"})
    assert set(gdp.aliases.values_list("name", flat=True)) == {"生产总值"}


def test_a_name_of_another_indicator_is_refused(gdp, investment):
    row = {"code": "gdp", "name": "地区生产总值", "measure": "growth", "direction": "higher", "frequency": "quarterly"}
    result = imported(IndicatorResource(), row | {"aliases": "全社会固定资产投资"})
    assert result.has_errors() or result.has_validation_errors()
    assert investment.aliases.count() == 1


def test_exports_hold_no_formulas(client, administrator, district):
    Region.objects.filter(pk=district.pk).update(note="=1+1")
    client.force_login(administrator)
    reply = client.post("/admin/organisation/region/export/", {"format": "0", "resource": "0"})
    assert ",=1+1" not in reply.content.decode()


def test_a_rule_set_in_use_stays_and_the_next_begins_with_its_values(client, administrator, rules):
    client.force_login(administrator)
    page = client.get("/admin/verdicts/ruleset/add/").content.decode()
    assert 'name="version" value="2"' in page
    client.post(f"/admin/verdicts/ruleset/{rules.pk}/change/", {"ahead_from": "99"})
    rules.refresh_from_db()
    assert rules.ahead_from == 10


def test_targets_are_not_changed_behind_their_history(client, administrator, make_target):
    target = make_target()
    client.force_login(administrator)
    assert client.post(f"/admin/targets/target/{target.pk}/change/", {"value": "5"}).status_code == 403
