"""A deed for the people under real hands: recorded, filed with a photograph, confirmed, seen by everybody."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.tracker.livelihood.doing import make_deed, png
from tracker.livelihood.models import Deed, Photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHOTO = {"name": "现场.png", "mimeType": "image/png", "buffer": png(30, 20)}


def test_from_recording_to_the_public_page(page, log_in, browser, live_server, reviewer, reporter, department, watch):
    year = timezone.localdate().year
    public = f"{live_server.url}/public/livelihood/990101/{year}/"
    log_in("reviewer")
    page.goto("/livelihood/new/")
    page.fill("[name=name]", "新建口袋公园")
    page.fill("[name=standard]", "建成并开放")
    page.click("form.card button[type=submit]")
    page.wait_for_url("**/livelihood/*/")
    page.fill("[name=lines]", "东街：新建")
    page.locator("form[action$='/sites/'] button").click()
    expect(page.locator(".site-card h3")).to_contain_text("东街")
    deed = Deed.objects.get()

    log_in("reporter")
    page.goto(deed.get_absolute_url())
    page.click(".site-card summary")
    page.locator("[name$=-state]").select_option("done")
    page.locator("[name$=-progress]").fill("施工员张三报告完工")
    page.locator("[name$=-photos]").set_input_files(PHOTO)
    page.locator("form[action$='/file/'] button").click()
    expect(page.locator(".photo-list img")).to_be_visible()

    log_in("reviewer")
    page.goto(deed.get_absolute_url())
    page.locator("button[formaction$='/release/']").click()
    expect(page.locator(".photo-list .tone-green")).to_be_visible()
    page.locator("[name=words]").fill("现场核查属实")
    page.locator("form[action$='/confirm/'] button.btn-primary").click()
    expect(page.locator(".confirmed-note")).to_contain_text("现场核查属实")

    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    stranger = context.new_page()
    assert stranger.goto(public).status == 404
    page.goto("/livelihood/year/")
    page.click("button[name=switch][value=on]")
    expect(page.locator("button[name=switch][value=off]")).to_be_visible()
    watch.follow(stranger)
    assert stranger.goto(public).status == 200
    expect(stranger.locator("h1")).to_contain_text(str(year))
    expect(stranger.locator(".deed")).to_contain_text("已办结")
    stranger.locator("figure img").scroll_into_view_if_needed()
    expect(stranger.locator("figure img")).to_have_js_property("naturalWidth", 30)
    assert "张三" not in stranger.content()
    assert stranger.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()
    assert Photo.objects.get().is_public
    watch.assert_clean()


def test_a_large_photograph_is_made_smaller_before_it_is_sent(page, log_in, reviewer, reporter, department):
    deed = make_deed(department, reviewer, sites=[("东街", "新建")])
    log_in("reporter")
    page.goto(deed.get_absolute_url())
    page.click(".site-card summary")
    large = page.evaluate("""async () => {
        const canvas = document.createElement("canvas");
        [canvas.width, canvas.height] = [3000, 1500];
        canvas.getContext("2d").fillRect(0, 0, 3000, 1500);
        const drawn = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
        return [...new Uint8Array(await drawn.arrayBuffer())];
    }""")
    photo = {"name": "大图.jpeg", "mimeType": "image/jpeg", "buffer": bytes(large)}
    page.locator("[name$=-photos]").set_input_files(photo)
    expect(page.locator("[name$=-photos]")).to_have_js_property("value", "C:\\fakepath\\大图.jpg")
    page.locator("[name$=-state]").select_option("building")
    page.locator("form[action$='/file/'] button").click()
    expect(page.locator(".photo-list img")).to_be_visible()
    kept = Photo.objects.get()
    assert (kept.width, kept.height, kept.kind) == (1920, 960, "jpeg")
