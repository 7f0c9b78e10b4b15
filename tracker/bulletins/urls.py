"""Addresses: the list of documents, drafting, a document with its steps and files, templates, minutes."""

from django.urls import path

from tracker.bulletins import views
from tracker.bulletins.one_page.views import picture

urlpatterns = [
    path("overview/picture.<str:kind>", picture, name="picture"),
    path("documents/", views.DocumentList.as_view(), name="documents"),
    path("documents/new/", views.new_document, name="new-document"),
    path("documents/letters/<str:about>/<int:pk>/", views.new_letter, name="new-letter"),
    path("documents/templates/", views.templates, name="document-templates"),
    path("documents/templates/<str:kind>/<int:region>/", views.template_file, name="document-template"),
    path("meetings/<int:pk>/minutes/", views.meeting_minutes, {"kind": "docx"}, name="meeting-minutes"),
    path("meetings/<int:pk>/minutes/<str:kind>/", views.meeting_minutes, name="meeting-minutes"),
    path("documents/<int:pk>/", views.document_page, name="document"),
    path("documents/<int:pk>/words/", views.change_words, name="document-words"),
    path("documents/<int:pk>/<str:kind>/file/", views.document_file, name="document-file"),
    path("documents/<int:pk>/<str:step>/", views.take_step, name="document-step"),
]
