"""The admin under the same strict rules as every other page."""

import pytest

from reports.organisation.models import Region
from tracker.indicators.models import Indicator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_admin_breaks_no_rule_and_tells_history_in_chinese(page, log_in, watch, administrator, make_target):
    one, other = (Indicator.objects.create(code=code, name=code, measure="growth") for code in ("one", "other"))
    target = make_target(indicator=one)
    target.direction = "lower"
    target._change_reason = "adopted"
    target.save()
    log_in("administrator")
    for address in (
        "/admin/",
        "/admin/targets/target/",
        f"/admin/targets/target/{target.pk}/change/",
        f"/admin/targets/target/{target.pk}/history/",
        "/admin/organisation/region/import/",
        "/admin/organisation/region/export/",
        f"/admin/organisation/region/{Region.objects.first().pk}/change/",
        "/admin/library/passage/",
        f"/admin/indicators/indicator/{one.pk}/merge/{other.pk}/",
        f"/admin/indicators/indicator/{one.pk}/split/",
        "/admin/axes/accessattempt/",
    ):
        assert page.goto(address).status == 200, address
    page.goto(f"/admin/targets/target/{target.pk}/history/")
    table = page.locator("#change-history").inner_text()
    assert "立项" in table
    assert "越高越好 → 越低越好" in table
    watch.assert_clean()
