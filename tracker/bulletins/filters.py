"""Filters of the list of documents."""

from __future__ import annotations

import django_filters
from django.utils.translation import gettext_lazy as _

from reports.shared.filters import ALL, FilterSet, search
from tracker.bulletins.models import Document, DocumentKind, DocumentState


class DocumentFilter(FilterSet):
    """Kind, state and words."""

    kind = django_filters.ChoiceFilter(empty_label=ALL, label=_("Kind"), choices=DocumentKind.choices)
    state = django_filters.ChoiceFilter(empty_label=ALL, label=_("State"), choices=DocumentState.choices)
    text = django_filters.CharFilter(label=_("Words"), method="search")

    search = search("title", "requirements")

    class Meta:
        model = Document
        fields = ()
