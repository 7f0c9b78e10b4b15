"""Words for statements in templates."""

from django import template

from reports import wording

register = template.Library()
register.filter("amount", wording.amount)
