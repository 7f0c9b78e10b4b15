"""Addresses: the first page."""

from django.urls import path

from tracker.navigation import views

urlpatterns = [
    path("", views.home, name="home"),
]
