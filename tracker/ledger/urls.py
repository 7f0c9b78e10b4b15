"""Addresses: the list of targets and their pages."""

from django.urls import path

from tracker.ledger import views

urlpatterns = [
    path("targets/", views.TargetList.as_view(), name="targets"),
    path("targets/<int:pk>/", views.target_page, name="target"),
    path("targets/<int:pk>/history/", views.target_history, name="target-history"),
    path("targets/<int:pk>/set/<slug:part>/", views.change_target, name="change-target"),
]
