"""Addresses: deeds, their sites and photographs, the vote, and the page that everybody may read."""

from django.urls import path

from tracker.livelihood.views import everybody, lists, pages, sites, year

urlpatterns = [
    path("livelihood/", lists.DeedList.as_view(), name="deeds"),
    path("livelihood/year/", year.livelihood, name="livelihood"),
    path("livelihood/vote/", year.enter_vote, name="livelihood-vote"),
    path("livelihood/publication/", year.switch_publication, name="livelihood-publication"),
    path("livelihood/new/", pages.new_deed, name="new-deed"),
    path("livelihood/<int:pk>/", pages.deed_page, name="deed"),
    path("livelihood/<int:pk>/edit/", pages.edit_deed, name="edit-deed"),
    path("livelihood/<int:pk>/history/", pages.deed_history, name="deed-history"),
    path("livelihood/<int:pk>/decide/<slug:verb>/", pages.decide_deed, name="decide-deed"),
    path("livelihood/<int:pk>/sites/", sites.list_sites, name="add-sites"),
    path("livelihood/sites/<int:pk>/file/", sites.file_progress, name="file-site"),
    path("livelihood/sites/<int:pk>/edit/", sites.edit_site, name="edit-site"),
    path("livelihood/sites/<int:pk>/drop/", sites.take_off, name="drop-site"),
    path("livelihood/photos/<int:pk>/", sites.photo_file, name="deed-photo"),
    path("livelihood/photos/<int:pk>/<slug:verb>/", sites.decide_photo, name="decide-photo"),
    path("public/livelihood/<slug:code>/<int:year>/", everybody.public_livelihood, name="public-livelihood"),
    path(
        "public/livelihood/<slug:code>/<int:year>/photos/<int:pk>/",
        everybody.public_livelihood_photo,
        name="public-livelihood-photo",
    ),
]
