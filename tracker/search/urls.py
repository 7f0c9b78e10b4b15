"""Addresses: the search."""

from django.urls import path

from tracker.search import views

urlpatterns = [
    path("search/", views.search, name="search"),
]
