"""Send everybody what is due for them; for every morning."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from tracker.dispatch.services.reminders import send_reminders


class Command(BaseCommand):
    """One digest a person and day by e-mail and to the group's robot; twice on a day sends nothing twice."""

    help = "Send one digest to each person for whom something is due. Run it every morning; failures are tried again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Send by the ways that are set up; fail where one of them did."""
        if not (settings.SENDS_EMAIL or settings.REMINDER_WEBHOOK):
            raise CommandError("Neither EMAIL_URL nor REMINDER_WEBHOOK is set: there is no way to send by.")
        sent, failed = send_reminders(timezone.localdate())
        self.stdout.write(f"{sent} reminders sent, {failed} failed.")
        if failed:
            raise CommandError("Some reminders could not be sent; the next run tries them again.")
