"""Addresses: the funds of a region and year, setting one up, one of them, filing and approving what was spent."""

from django.urls import path

from tracker.funds import views

urlpatterns = [
    path("funds/", views.funds, name="funds"),
    path("funds/new/", views.new_fund, name="new-fund"),
    path("funds/<int:pk>/", views.fund_page, name="fund"),
    path("funds/<int:pk>/edit/", views.edit_fund, name="edit-fund"),
    path("funds/<int:pk>/spent/", views.file_spent, name="file-spent"),
    path("funds/<int:pk>/months/<int:month>/<slug:step>/", views.decide_spent, name="decide-spent"),
]
