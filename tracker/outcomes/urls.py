"""Addresses: promises settled with the next report, one of them, and the claim check."""

from django.urls import path

from tracker.outcomes.views import claims, reconciliation, settlements

urlpatterns = [
    path("reconciliation/", reconciliation.reconciliation, name="reconciliation"),
    path("reconciliation/reports/<int:pk>/", reconciliation.settle_year, name="settle"),
    path("reconciliation/<int:pk>/", settlements.settlement_page, name="settlement"),
    path("claims/", claims.claim_check, name="claims"),
]
