"""Icons: those that templates use are those that the set-up lays, and no other."""

import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import parse
from django.conf import settings
from django.template import engines

from reports.shared.icon_sprite import SVG, icon_names, sprite

IN_TEMPLATES = re.compile(r'\{% icon "([^"]+)" %\}')
IN_CODE = re.compile(r'\bicon\("([^"]+)"\)')


def test_the_list_names_exactly_the_icons_that_are_used():
    places = [("templates", "*.html", IN_TEMPLATES), ("reports", "*.py", IN_CODE), ("tracker", "*.py", IN_CODE)]
    used = {
        name
        for folder, files, pattern in places
        for path in (settings.BASE_DIR / folder).rglob(files)
        for name in pattern.findall(path.read_text(encoding="utf-8"))
    }
    assert icon_names() == sorted(used)


def test_no_template_asks_for_the_icon_font_that_is_not_there():
    templates = (settings.BASE_DIR / "templates").rglob("*.html")
    assert [path.name for path in templates if 'class="bi' in path.read_text(encoding="utf-8")] == []


def test_every_icon_is_in_the_file_that_browsers_fetch():
    laid = parse(settings.BASE_DIR / "static-vendor" / "vendor" / "icons.svg")
    assert [each.get("id") for each in laid.iter(f"{{{SVG}}}symbol")] == icon_names()


def test_an_icon_that_the_library_does_not_have_stops_the_set_up(tmp_path):
    with pytest.raises(OSError, match=icon_names()[0]):
        sprite(Path(tmp_path))


def test_every_template_can_show_one():
    shown = engines["django"].from_string('{% icon "download" %}').render()
    assert 'href="/static/vendor/icons.svg#download"' in shown
