"""Pages that somebody comes back to."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PinnedView(models.Model):
    """A page with its filters, under a name of one's own.

    `address` is a path of this site with its query; what it shows is decided by the page, whoever opens it.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="pinned_views")
    name = models.CharField(_("name"), max_length=60)
    address = models.CharField(_("address"), max_length=1000)

    class Meta:
        verbose_name = _("pinned view")
        verbose_name_plural = _("pinned views")
        ordering = ("name",)
        constraints = (models.UniqueConstraint("user", "name", name="pinned_view_name_unique"),)

    def __str__(self) -> str:
        return self.name
