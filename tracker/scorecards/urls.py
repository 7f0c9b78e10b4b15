"""Addresses: the list of scorecards, one of them, and filling it."""

from django.urls import path

from tracker.scorecards import views

urlpatterns = [
    path("scorecards/", views.ScorecardList.as_view(), name="scorecards"),
    path("scorecards/<int:pk>/", views.scorecard_page, name="scorecard"),
    path("scorecards/<int:pk>/fill/", views.fill_scorecard, name="fill-scorecard"),
]
