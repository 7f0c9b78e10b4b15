"""Fields drawn without templates are those of the templates, letter for letter."""

import datetime as dt
from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from reports.shared.form_rendering import DRAWN, QuickRenderer, Select

ROUGH = '<a href="x">甲&乙</a>\'"'
CHOICES = [
    ("", "---"), (1, ROUGH), (2000, 2000), (None, "nothing"), ("safe", mark_safe("<b>safe</b>")),
    ("lazy", gettext_lazy("Region")), (ROUGH, [("in", "one"), (3, Decimal("1234.5"))]),
]  # fmt: skip
ATTRS = {"id": "id_x", "required": True, "disabled": False, "list": ROUGH, "maxlength": 3000, "title": "", "x": None}
WIDGETS = [
    forms.TextInput(), forms.NumberInput(), forms.HiddenInput(), forms.DateInput(), forms.CheckboxInput(),
    forms.Textarea(), forms.Select(choices=CHOICES), forms.SelectMultiple(choices=CHOICES),
    forms.CheckboxSelectMultiple(choices=CHOICES), forms.EmailInput(), forms.PasswordInput(),
    forms.NullBooleanSelect(), forms.SelectDateWidget(years=(2024, 2025)),
]  # fmt: skip
VALUES = [None, "", ROUGH, 1, 2000, 12345, Decimal("1234.50"), True, mark_safe("<i>"), dt.date(2024, 6, 30), "in"]


class OtherOptions(forms.Select):
    option_template_name = "django/forms/widgets/radio_option.html"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("widget", [*WIDGETS, OtherOptions(choices=CHOICES)], ids=lambda each: type(each).__name__)
def test_widgets_are_the_same(widget, language):
    values = [[value] if isinstance(widget, forms.SelectMultiple) else value for value in VALUES]
    if isinstance(widget, forms.SelectDateWidget):
        values = [None, dt.date(2024, 6, 30)]
    for value in values:
        for attrs in (ATTRS, {}, None):
            with override(language):
                slow = widget.render("a&b", value, attrs, TemplatesSetting())
                assert widget.render("a&b", value, attrs, QuickRenderer()) == slow


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("choices", [CHOICES, CHOICES[:-1]], ids=["groups", "no groups"])
def test_a_choice_drawn_at_once_is_the_same(choices, language):
    quick, slow = Select(choices=choices), forms.Select(choices=choices)
    for value in VALUES:
        for attrs in (ATTRS, {}, None):
            with override(language):
                drawn = quick.render("a&b", value, attrs, QuickRenderer())
                assert drawn == slow.render("a&b", value, attrs, TemplatesSetting())


def test_errors_are_the_same():
    class Form(forms.Form):
        name = forms.CharField()

    for data in ({"name": "x"}, {"name": ""}):
        quick, slow = (Form(data=data, renderer=renderer()) for renderer in (QuickRenderer, TemplatesSetting))
        assert quick.as_div() == slow.as_div()
        assert str(quick["name"].errors) == str(slow["name"].errors)


def test_they_name_templates_that_there_are():
    for name in DRAWN:
        assert TemplatesSetting().get_template(name)
