"""The language of a page."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cookie", "browser", "language"),
    [
        (None, "en-US,en", "zh-hans"),
        (None, "zh-CN", "zh-hans"),
        ("en", "zh-CN", "en"),
        ("zh-hans", "en-US", "zh-hans"),
        ("xx", "en-US", "zh-hans"),
    ],
)
def test_the_switch_decides_not_the_browser(client, cookie, browser, language):
    if cookie:
        client.cookies["django_language"] = cookie
    reply = client.get("/account/login/", headers={"accept-language": browser})
    assert reply.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in reply.content.decode()


def test_switching_needs_no_login_and_is_remembered(client):
    client.post("/language/", {"language": "en", "next": "/account/login/"})
    assert "Log in" in client.get("/account/login/").content.decode()
