"""Headline figures that real reports state are matched with their indicators, and many others are named."""

import pytest

from reports.documents import read_document
from reports.extraction import Kind, extract
from tests.reports.extraction.real import REAL, year_of
from tests.tracker.indicators.headline_figures import STATED, stated_in
from tests.tracker.indicators.shipped import shipped_catalogue

SAMPLE = REAL[::5]
pytestmark = pytest.mark.skipif(not REAL, reason="the real reports are not here")


def test_nearly_every_headline_figure_of_any_report_is_matched_right():
    found = list(stated_in(SAMPLE))
    missed = [(each.code, each.words) for each in found if not each.is_known]
    assert len(found) >= 200
    assert len(missed) <= len(found) / 100, missed


def test_a_quarter_of_all_figures_is_named():
    catalogue = shipped_catalogue()
    texts = [(read_document(path.read_bytes(), path.name).text, year_of(path)) for path in SAMPLE]
    figures = [each for text, year in texts for each in extract(text, year=year) if each.kind is not Kind.MILESTONE]
    named = [each for each in figures if catalogue.find_listed(each.indicator, each.measure, each.unit)]
    assert len(named) >= len(figures) / 4


def test_every_name_sought_is_one_of_the_catalogue():
    assert STATED.keys() <= {indicator.code for _name, indicator in shipped_catalogue().names}
