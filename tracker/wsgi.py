"""The WSGI entry point for gunicorn and other servers."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
application = get_wsgi_application()

get_resolver().url_patterns  # noqa: B018 - imports all views now, not while the first reader waits
# What is loaded by now is no garbage: searched with each page it would take the processor a tenth of the page's time,
# and forked workers would copy the memory that they share.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 10, 10)
