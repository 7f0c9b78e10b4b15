"""Two indicators made one and parted again: everything follows, nothing is lost, and it is told who did it and why."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from reports.shared.shipped_data import Tally
from tests.tracker.reporting import say
from tracker.indicators.catalogue import Catalogue
from tracker.indicators.holdings import holders
from tracker.indicators.merging import Parting, last_merge, merge, names_of, obstacles, split
from tracker.indicators.models import Indicator, IndicatorAlias, IndicatorMatch, Rearrangement, ReferenceFigure
from tracker.indicators.services import load_indicators
from tracker.scorecards.models import Item, Scorecard
from tracker.targets.models import Target


@pytest.fixture
def output(db):
    """The same thing as `gdp`, entered a second time."""
    made = Indicator.objects.create(
        code="local_output",
        name="本地产出",
        name_en="Local output",
        measure="growth",
        accumulates=True,
        unit="%",
        order=9,
    )
    IndicatorAlias.objects.create(indicator=made, name="本地总产出")
    return made


@pytest.fixture
def everything(output, gdp, district, reviewer, make_target):
    """A row of each kind that points at `output`."""
    said = say(district, reviewer, output, report_year=2024, year=2024, kind="target", value=7, comparator="ge")
    ReferenceFigure.objects.create(region=district, indicator=output, **figure(2024, 7))
    card = Scorecard.objects.create(region=district, year=2024, name="高质量发展")
    Item.objects.create(scorecard=card, name="产出", kind="indicator", indicator=output)
    return [make_target(indicator=output, statement=said), make_target(indicator=output, year=2023)]


def figure(year, value):
    return {
        "year": year, "kind": "target", "measure": "growth", "comparator": "ge", "value": value, "unit": "%",
        "report_year": year,
    }  # fmt: skip


def merged(output, gdp, administrator):
    return merge(gone=output, into=gdp, by=administrator, reason="同一指标录了两次")


def test_whatever_points_at_an_indicator_is_found():
    assert next(each.label for each in holders()) == "targets.target"
    assert {each.label for each in holders()} == {
        "targets.target", "indicators.indicatoralias", "indicators.indicatormatch", "indicators.referencefigure",
        "indicators.rearrangement", "indicators.comparabilitybreak", "scorecards.item",
    }  # fmt: skip


def test_everything_follows_and_the_old_code_and_name_lead_on(everything, output, gdp, administrator):
    versions = dict(Target.objects.values_list("pk", "version"))
    record = merged(output, gdp, administrator)
    assert not Indicator.objects.filter(code="local_output").exists()
    assert Indicator.objects.of_code("local_output") == gdp
    for each in holders():
        assert each.model.objects.exclude(**{each.column: None}).exclude(**{each.column: gdp}).count() == 0
    assert {each.name for each in gdp.aliases.all()} == {"本地总产出", "本地产出"}
    assert Catalogue.load().find_listed("全市本地产出", "growth", "%") == gdp
    assert {each.pk: each.version - 1 for each in Target.objects.all()} == versions
    assert (record.decided_by, record.reason, record.values["name_en"]) == (
        administrator,
        "同一指标录了两次",
        "Local output",
    )
    assert sorted(record.moved["targets.target"]) == sorted(each.pk for each in everything)
    told = Target.history.filter(id=everything[0].pk).latest()
    assert (told.history_user, told.history_change_reason) == (administrator, "indicators merged")


def test_a_merge_is_taken_back_by_splitting(everything, output, gdp, administrator):
    record = merged(output, gdp, administrator)
    assert last_merge(gdp) == record
    rows = [(label, number) for label, numbers in record.moved.items() for number in numbers]
    parting = Parting(record.code, record.name, "Local output", names_of(record), rows)
    split(indicator=gdp, parting=parting, by=administrator, reason="并非同一指标")
    back = Indicator.objects.get(code="local_output")
    assert (back.pk, back.name_en, back.order) == (output.pk, "Local output", 9)
    assert {each.name for each in back.aliases.all()} == {"本地总产出"}
    assert not gdp.aliases.exists()
    for model in (Target, IndicatorMatch, ReferenceFigure, Item):
        assert {each.indicator for each in model.objects.all()} == {back}
    assert last_merge(gdp) is None
    assert Indicator.objects.of_code("local_output") == back


def test_a_split_takes_along_what_bears_the_names_and_leaves_the_rest(everything, output, administrator):
    loose = everything[1]
    parting = Parting("output_two", "本地产出之二", names=["本地产出", "本地总产出"])
    split(indicator=output, parting=parting, by=administrator, reason="口径不同")
    new = Indicator.objects.get(code="output_two")
    assert (new.unit, new.measure, new.is_headline) == ("%", "growth", False)
    assert {each.name for each in new.aliases.all()} == {"本地总产出"}
    assert [each.pk for each in new.targets.all()] == [everything[0].pk]
    assert [each.pk for each in output.targets.all()] == [loose.pk]
    assert IndicatorMatch.objects.get().indicator == new


def test_what_was_merged_before_comes_back_with_what_split_off(output, gdp, investment, administrator):
    """A went into B and B into C; when B comes out of C, the code of A leads to B again."""
    Indicator.objects.filter(pk=investment.pk).update(unit="%", accumulates=True)
    investment.refresh_from_db()
    merged(output, gdp, administrator)
    record = merge(gone=gdp, into=investment, by=administrator, reason="误合并")
    assert Indicator.objects.of_code("local_output") == investment
    parting = Parting(record.code, record.name, names=names_of(record))
    split(indicator=investment, parting=parting, by=administrator, reason="拆回")
    assert Indicator.objects.of_code("local_output").code == "gdp"


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("unit", "亿元", "单位"),
        ("direction", "lower", "优劣方向"),
        ("measure", "level", "常用度量"),
        ("accumulates", False, "全年累计"),
    ],
)  # fmt: skip
def test_indicators_of_different_kinds_are_refused_and_it_says_which(output, gdp, administrator, field, value, word):
    Indicator.objects.filter(pk=output.pk).update(**{field: value})
    output.refresh_from_db()
    with pytest.raises(ValidationError) as refused:
        merged(output, gdp, administrator)
    assert word in refused.value.messages[0]
    assert Indicator.objects.filter(pk=output.pk).exists()


def test_units_of_one_kind_are_no_obstacle(output, gdp):
    output.unit, gdp.unit = "万人", "人"
    assert obstacles(output, gdp) == []


def test_of_two_equal_reference_figures_one_goes_and_two_different_ones_are_an_obstacle(
    output, gdp, district, administrator
):
    own = ReferenceFigure.objects.create(region=district, indicator=gdp, **figure(2024, 7))
    twin = ReferenceFigure.objects.create(region=district, indicator=output, **figure(2024, 6))
    with pytest.raises(ValidationError, match="2024"):
        merged(output, gdp, administrator)
    ReferenceFigure.objects.filter(pk=twin.pk).update(value=Decimal(7))
    merged(output, gdp, administrator)
    assert list(ReferenceFigure.objects.all()) == [own]


def test_only_admins_merge_and_split_and_only_with_a_reason(output, gdp, reviewer, administrator):
    with pytest.raises(PermissionDenied):
        merged(output, gdp, reviewer)
    with pytest.raises(PermissionDenied):
        split(indicator=gdp, parting=Parting("other", "其他"), by=reviewer, reason="试")
    with pytest.raises(ValidationError):
        merge(gone=output, into=gdp, by=administrator, reason=" ")
    assert not Rearrangement.objects.exists()


def test_a_code_or_name_that_is_taken_is_refused(output, gdp, administrator):
    with pytest.raises(ValidationError):
        split(indicator=gdp, parting=Parting("local_output", "新指标"), by=administrator, reason="试")
    assert Indicator.objects.count() == 2


def test_an_update_does_not_bring_back_what_was_merged(output, gdp, administrator):
    merged(output, gdp, administrator)
    shipped = {"code": "local_output", "name": "本地产出", "measure": "growth", "aliases": ["本地产出总计"]}
    load_indicators([shipped], Tally())
    assert list(Indicator.objects.values_list("code", flat=True)) == ["gdp"]
    assert IndicatorAlias.objects.get(name="本地产出总计").indicator == gdp


def test_an_admin_sees_the_counts_confirms_and_finds_it_in_the_history(client, everything, output, gdp, administrator):
    client.force_login(administrator)
    chosen = {"action": "merge_two", "_selected_action": [output.pk, gdp.pk]}
    page = client.post(reverse("admin:indicators_indicator_changelist"), chosen, follow=True)
    content = page.content.decode()
    assert "合并两个指标" in content
    assert [(each.words, each.one, each.other) for each in page.context["counts"] if each.words == "目标"] in (
        [("目标", 2, 0)], [("目标", 0, 2)]
    )  # fmt: skip
    address = page.request["PATH_INFO"]
    refused = client.post(address, {"stays": gdp.pk})
    assert refused.context["form"].errors["reason"]
    client.post(address, {"stays": gdp.pk, "reason": "同一指标"})
    assert Indicator.objects.get() == gdp
    assert "同一指标" in client.get(reverse("admin:indicators_rearrangement_changelist")).content.decode()

    address = reverse("admin:indicators_split", args=[gdp.pk])
    form = client.get(address).context["form"]
    assert "本地产出" in form.initial["names"]
    answer = {name: form.initial[name] for name in ("code", "name", "name_en", "names")}
    rows = [value for value, _label in form.fields["rows"].choices if value in form.initial["rows"]]
    client.post(address, answer | {"rows": rows, "reason": "拆回"})
    assert set(Target.objects.values_list("indicator__code", flat=True)) == {"local_output"}


def test_one_indicator_or_three_are_not_merged(client, output, gdp, administrator):
    client.force_login(administrator)
    chosen = {"action": "merge_two", "_selected_action": [output.pk]}
    page = client.post(reverse("admin:indicators_indicator_changelist"), chosen, follow=True)
    assert "请选择两个要合并的指标" in page.content.decode()


def test_nobody_but_an_admin_opens_the_pages(client, output, gdp, reviewer):
    client.force_login(reviewer)
    for address in (
        reverse("admin:indicators_merge", args=[output.pk, gdp.pk]),
        reverse("admin:indicators_split", args=[gdp.pk]),
    ):
        assert client.get(address).status_code == 302


def test_a_page_that_is_asked_for_by_the_old_code_opens(client, leader, everything, output, gdp, administrator):
    merged(output, gdp, administrator)
    client.force_login(leader)
    assert client.get("/trends/", {"indicator": "local_output"}).context["indicator"] == gdp
    assert client.get("/compare/", {"indicator": "local_output"}).context["indicator"] == gdp
