"""Every address of the site."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeDoneView, PasswordChangeView
from django.urls import include, path
from django.views.i18n import set_language

from tracker.views import adoption, approval, comparisons, dashboards, home, matches, progress, targets

urlpatterns = [
    path("", home.home, name="home"),
    path("account/login/", LoginView.as_view(), name="login"),
    path("account/logout/", LogoutView.as_view(), name="logout"),
    path("account/password/", PasswordChangeView.as_view(), name="password_change"),
    path("account/password/done/", PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
    path("reports/", include("reports.urls")),
    path("reports/<int:pk>/adopt/", adoption.adopt_report, name="adopt"),
    path("targets/", targets.TargetList.as_view(), name="targets"),
    path("targets/<int:pk>/", targets.target_page, name="target"),
    path("targets/<int:pk>/history/", targets.target_history, name="target-history"),
    path("targets/<int:pk>/set/<slug:part>/", targets.change_target, name="change-target"),
    path("tasks/", targets.task_table, name="decomposition"),
    path("owed/", progress.owed, name="owed"),
    path("targets/<int:pk>/months/<int:month>/", progress.file_entry, name="entry"),
    path("waiting/", approval.waiting, name="waiting"),
    path("entries/", approval.EntryList.as_view(), name="entries"),
    path("entries/<int:pk>/review/", approval.review_entry, name="review-entry"),
    path("overview/", dashboards.overview, name="overview"),
    path("compare/", comparisons.compare, name="compare"),
    path("trends/", comparisons.trends, name="trends"),
    path("matches/", matches.MatchList.as_view(), name="matches"),
    path("matches/find/", matches.find_matches, name="find-matches"),
    path("matches/<int:pk>/", matches.decide_match, name="decide-match"),
]
