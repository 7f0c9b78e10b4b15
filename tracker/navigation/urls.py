"""Addresses: the first page, and one's pinned views."""

from django.urls import path

from tracker.navigation import views

urlpatterns = [
    path("", views.home, name="home"),
    path("views/", views.pinned_views, name="pinned-views"),
    path("views/<int:pk>/drop/", views.drop_view, name="drop-view"),
]
