"""Every address of the site, room by room."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeDoneView, PasswordChangeView
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.i18n import set_language

admin.site.site_header = _("Promise Tracker: administration")
admin.site.site_title = _("Promise Tracker")
admin.site.index_title = _("Administration")

urlpatterns = [
    path("account/login/", LoginView.as_view(), name="login"),
    path("account/logout/", LogoutView.as_view(), name="logout"),
    path("account/password/", PasswordChangeView.as_view(), name="password_change"),
    path("account/password/done/", PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
    path("reports/", include("reports.urls")),
    path("", include("reports.shared.urls")),
    path("", include("tracker.navigation.urls")),
    path("", include("tracker.bulletins.urls")),
    path("", include("tracker.scorecards.urls")),
    path("", include("tracker.funds.urls")),
    path("", include("tracker.livelihood.urls")),
    path("", include("tracker.outcomes.urls")),
    path("", include("tracker.dashboards.urls")),
    path("", include("tracker.search.urls")),
    path("", include("tracker.ledger.urls")),
    path("", include("tracker.projects.urls")),
    path("", include("tracker.dispatch.urls")),
    path("", include("tracker.progress.urls")),
    path("", include("tracker.adoption.urls")),
    path("", include("tracker.targets.urls")),
]
