"""Addresses: the list of targets and their pages, the task table, change requests."""

from django.urls import path

from tracker.ledger import views

urlpatterns = [
    path("targets/", views.TargetList.as_view(), name="targets"),
    path("targets/<int:pk>/", views.target_page, name="target"),
    path("targets/<int:pk>/steps/", views.target_steps, name="target-steps"),
    path("targets/<int:pk>/history/", views.target_history, name="target-history"),
    path("targets/<int:pk>/elsewhere/", views.target_elsewhere, name="target-elsewhere"),
    path("targets/<int:pk>/requests/", views.ask_change, name="ask-change"),
    path("targets/<int:pk>/set/<slug:part>/", views.change_target, name="change-target"),
    path("tasks/", views.task_table, name="task-table"),
    path("lists/", views.three_lists, name="three-lists"),
    path("requests/", views.ChangeRequestList.as_view(), name="change-requests"),
    path("requests/<int:pk>/<slug:verb>/", views.decide_change, name="decide-change"),
]
