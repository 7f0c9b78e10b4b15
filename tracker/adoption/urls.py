"""Addresses: from accepted statements to targets."""

from django.urls import path

from tracker.adoption.views import adoption, matches

urlpatterns = [
    path("reports/<int:pk>/adopt/", adoption.adopt_report, name="adopt"),
    path("matches/", matches.MatchList.as_view(), name="matches"),
    path("matches/find/", matches.find_matches, name="find-matches"),
    path("matches/<int:pk>/", matches.decide_match, name="decide-match"),
]
