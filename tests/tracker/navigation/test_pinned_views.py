"""Views that somebody pins: their own, of this site only, and the wall that they may hang on."""

import pytest
from django.urls import reverse

from tracker.navigation.models import PinnedView
from tracker.navigation.templatetags.menu import on_a_wall
from tracker.navigation.views import MOST_VIEWS

VIEWS = reverse("pinned-views")


def pin(client, name, address):
    return client.post(VIEWS, {"name": name, "address": address})


def test_a_page_is_pinned_with_its_filters_and_found_again(client, reviewer, foreign_reviewer):
    client.force_login(reviewer)
    assert pin(client, "严重滞后", "/targets/?status=far_behind").url == "/targets/?status=far_behind"
    assert 'href="/targets/?status=far_behind"' in client.get(VIEWS).content.decode()
    client.force_login(foreign_reviewer)
    assert "严重滞后" not in client.get(VIEWS).content.decode()


def test_a_name_used_again_leads_to_the_newer_page(client, reviewer):
    client.force_login(reviewer)
    pin(client, "每周", "/targets/")
    pin(client, "每周", "/overview/")
    assert [view.address for view in PinnedView.objects.all()] == ["/overview/"]


@pytest.mark.parametrize(
    "address",
    ["https://example.com/", "//example.com/", "/no/such/page/", "javascript:alert(1)", "/\\example.com/", ""],
)
def test_nothing_outside_this_site_is_pinned(client, reviewer, address):
    client.force_login(reviewer)
    reply = pin(client, "别处", address)
    assert reply.status_code == 200
    assert not PinnedView.objects.exists()
    assert client.get(VIEWS, {"at": address}).context["form"] is None


def test_one_takes_ones_own_off_the_list_only(client, reviewer, foreign_reviewer):
    view = PinnedView.objects.create(user=reviewer, name="每周", address="/overview/")
    drop = reverse("drop-view", args=[view.pk])
    client.force_login(foreign_reviewer)
    assert client.post(drop).status_code == 404
    client.force_login(reviewer)
    assert client.post(drop).url == VIEWS
    assert not PinnedView.objects.exists()


def test_a_full_list_says_so_and_loses_nothing(client, reviewer):
    PinnedView.objects.bulk_create(
        PinnedView(user=reviewer, name=str(number), address="/overview/") for number in range(MOST_VIEWS)
    )
    client.force_login(reviewer)
    assert "已钉住50个视图" in pin(client, "再来", "/overview/").content.decode()
    assert pin(client, "0", "/targets/").status_code == 302
    assert PinnedView.objects.count() == MOST_VIEWS


def test_the_list_takes_as_many_queries_for_many_views(client, reviewer, django_assert_num_queries):
    PinnedView.objects.bulk_create(
        PinnedView(user=reviewer, name=str(number), address="/overview/") for number in range(20)
    )
    client.force_login(reviewer)
    client.get(VIEWS)
    with django_assert_num_queries(5):
        client.get(VIEWS)


def test_on_a_wall_there_is_no_menu_and_a_way_back(client, reviewer, make_target):
    make_target()
    client.force_login(reviewer)
    page = client.get("/overview/?year=2024&wall=1").content.decode()
    assert "site-header" not in page
    assert 'href="?year=2024"' in page
    assert 'data-minutes="5"' in page
    assert "data-minutes" not in client.get("/overview/?year=2024").content.decode()


@pytest.mark.parametrize(
    ("address", "hung"), [("/overview/", "/overview/?wall=1"), ("/targets/?year=2024", "/targets/?year=2024&wall=1")]
)
def test_the_address_on_a_wall(address, hung):
    assert on_a_wall(address) == hung
