"""Reminding: what was sent to whom is kept, and nobody gets the same twice on a day."""

from __future__ import annotations

import datetime as dt
import json
import logging
import smtplib
import urllib.request
from collections.abc import Callable, Mapping

from django.conf import settings
from django.contrib.auth.models import User as Account
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.shared.people import name_of
from tracker.dispatch.digests import digest_of
from tracker.dispatch.models import Channel, Reminder

logger = logging.getLogger(__name__)
TIMEOUT_SECONDS = 10
FAILURES = (OSError, smtplib.SMTPException, ValueError)


def send_reminders(today: dt.date) -> tuple[int, int]:
    """Send everybody their digest of the day by the ways that are set up; return how many went out and how many failed.

    What went out on this day is not sent again; what failed is tried again with the next run.
    """
    sent = failed = 0
    for user in Account.objects.filter(is_active=True, memberships__isnull=False).distinct().order_by("pk"):
        with override(settings.LANGUAGE_CODE):
            lines = digest_of(user, today)
        for channel in _channels(user) if lines else ():
            if _is_sent(user, today, channel):
                continue
            went = _sent(user, today, channel, "\n".join(lines))
            sent, failed = sent + went, failed + (not went)
    return sent, failed


def _channels(user: Account) -> list[str]:
    email = [Channel.EMAIL] if settings.SENDS_EMAIL and user.email else []
    return [*email, *([Channel.WEBHOOK] if settings.REMINDER_WEBHOOK else [])]


def _is_sent(user: Account, today: dt.date, channel: str) -> bool:
    return Reminder.objects.filter(user=user, on=today, channel=channel, sent_at__isnull=False).exists()


def _sent(user: Account, today: dt.date, channel: str, text: str) -> bool:
    """Send and keep what came of it: an error is kept too, and says why nobody heard of it."""
    error = ""
    try:
        SENDERS[channel](user, text)
    except FAILURES as failure:
        error = f"{type(failure).__name__}: {failure}"[:300]
        logger.warning("A reminder to %s by %s failed: %s", user, channel, error)
    values = {"text": text, "error": error, "sent_at": None if error else timezone.now()}
    Reminder.objects.update_or_create(user=user, on=today, channel=channel, defaults=values)
    return not error


def _by_email(user: Account, text: str) -> None:
    send_mail(_("Promise Tracker: what is due"), text, None, [user.email])


def _to_webhook(user: Account, text: str) -> None:
    """As the robots of DingTalk and WeCom take it."""
    message = {"msgtype": "text", "text": {"content": f"{name_of(user)}\n{text}"}}
    request = urllib.request.Request(  # noqa: S310 - the address is the administrator's, https or http (settings)
        settings.REMINDER_WEBHOOK, json.dumps(message).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
        pass


SENDERS: Mapping[str, Callable[[Account, str], None]] = {Channel.EMAIL: _by_email, Channel.WEBHOOK: _to_webhook}
