"""Addresses: overview, districts side by side, one indicator over the years."""

from django.urls import path

from tracker.dashboards.views import comparisons, overview

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("compare/", comparisons.compare, name="compare"),
    path("trends/", comparisons.trends, name="trends"),
]
