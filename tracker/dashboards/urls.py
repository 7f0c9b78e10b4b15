"""Addresses: overview, districts side by side and in a league table, one indicator over the years."""

from django.urls import path

from tracker.dashboards.views import comparisons, ladders, leagues, overview, repeated

urlpatterns = [
    path("overview/", overview.overview, name="overview"),
    path("overview/groups/", overview.overview_groups, name="overview-groups"),
    path("compare/", comparisons.compare, name="compare"),
    path("league/", leagues.league, name="league"),
    path("league/departments/", leagues.department_league, name="department-league"),
    path("ladder/", ladders.ladder, name="ladder"),
    path("trends/", comparisons.trends, name="trends"),
    path("trends/kept/", comparisons.kept_promises, name="kept-promises"),
    path("trends/repeated/", repeated.repeated_promises, name="repeated-promises"),
]
