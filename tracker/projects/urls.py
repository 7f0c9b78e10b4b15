"""Addresses: projects, their money, what they need."""

from django.urls import path

from tracker.projects.views import lists, pages

urlpatterns = [
    path("projects/", lists.ProjectList.as_view(), name="projects"),
    path("projects/overview/", lists.projects_overview, name="projects-overview"),
    path("projects/new/", pages.new_project, name="new-project"),
    path("projects/<int:pk>/", pages.project_page, name="project"),
    path("projects/<int:pk>/edit/", pages.edit_project, name="edit-project"),
    path("projects/<int:pk>/stages/", pages.set_stages, name="project-stages"),
    path("projects/<int:pk>/investment/", pages.file_investment, name="file-investment"),
    path("projects/<int:pk>/needs/", pages.add_need, name="add-need"),
    path("investment/<int:pk>/<slug:verb>/", pages.decide_investment, name="decide-investment"),
    path("needs/<int:pk>/met/", pages.close_need, name="close-need"),
]
