"""Settings: what differs between machines is read from the environment, with defaults that suit one office PC."""

import contextlib
import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.contrib.messages import constants as message_levels
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = BASE_DIR / "var"
with contextlib.suppress(OSError):
    (DATA_DIR / "static").mkdir(parents=True, exist_ok=True)

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def local_secret_key() -> str:
    """Return this installation's own secret key, made once and kept beside its data, or else a passing one."""
    key, path = get_random_secret_key(), DATA_DIR / "secret-key"
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(key)
    except FileExistsError:
        return path.read_text(encoding="utf-8") or key
    except OSError:
        pass  # A read-only installation can still read reports.
    return key


DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or local_secret_key()
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "tracker.apps.TrackerConfig",
    "tracker.navigation",
    "tracker.demo",
    "tracker.bulletins",
    "tracker.outcomes",
    "tracker.scorecards",
    "tracker.funds",
    "tracker.livelihood",
    "tracker.dashboards",
    "tracker.search",
    "tracker.ledger",
    "tracker.projects",
    "tracker.dispatch",
    "tracker.standings",
    "tracker.progress",
    "tracker.adoption",
    "tracker.targets",
    "tracker.indicators",
    "tracker.verdicts",
    "reports.review",
    "reports.library",
    "reports.organisation",
    "reports.shared",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "tracker.apps.LoginProtectionConfig",
    "crispy_bootstrap5",
    "crispy_forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_tables2",
    "import_export",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tracker.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "reports.shared.once.once_a_request",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tracker.urls"
WSGI_APPLICATION = "tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["reports.shared.templatetags.icons", "reports.shared.templatetags.status"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tracker.navigation.context_processors.site",
            ],
        },
    },
]
MESSAGE_TAGS = {message_levels.ERROR: "danger"}  # Bootstrap's word
FORM_RENDERER = "reports.shared.form_rendering.QuickRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# PostgreSQL takes a second to compile a query that it then answers in a hundredth of one; it spreads over several
# processors what others need for the next page; and it reads whole tables for fear of a disk that seeks.
FOR_SHORT_QUERIES = {"options": "-c jit=off -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1"}
# A cursor of the server takes three messages for the dozen rows of a choice, and no pooler keeps it between two.
KEPT_OPEN = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "DISABLE_SERVER_SIDE_CURSORS": True}
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'tracker.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A file, as in use: in the memory, all threads of a test would share one connection and its transactions.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}
else:
    DATABASES["default"] |= KEPT_OPEN
    DATABASES["default"]["OPTIONS"] = FOR_SHORT_QUERIES | DATABASES["default"].get("OPTIONS", {})
# Copies that pages read from (`tracker/replicas.py`); REPLICA_LAG: seconds after which they have followed for certain.
for number, address in enumerate(env.list("REPLICA_URLS", default=[]), start=1):
    copy = env.db_url_config(address)
    DATABASES[f"replica{number}"] = copy | {
        **KEPT_OPEN,
        "OPTIONS": FOR_SHORT_QUERIES | {"connect_timeout": 2} | copy.get("OPTIONS", {}),
        "TEST": {"MIRROR": "default"},
    }
REPLICAS = [name for name in DATABASES if name != "default"]
REPLICA_LAG = env.int("REPLICA_LAG", default=10)
if REPLICAS:
    DATABASE_ROUTERS = ["tracker.replicas.Replicas"]
    MIDDLEWARE.insert(0, "tracker.replicas.read_from_a_replica")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
# A whole office may sit behind one address: only the pair of user name and address is locked.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = env.int("LOGIN_FAILURE_LIMIT", default=8)
AXES_COOLOFF_TIME = 0.5  # hours
AXES_LOCKOUT_TEMPLATE = "registration/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# History is read in the admin, never reverted there.
SIMPLE_HISTORY_REVERT_DISABLED = True
IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True

LANGUAGE_CODE = "zh-hans"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "tracker" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
# Third-party front-end files, laid here by `make setup` from the npm lock.
STATICFILES_DIRS = [BASE_DIR / "static-vendor"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = env.bool("WHITENOISE_USE_FINDERS", default=True)
# Uploaded reports: served by a view that checks rights, never by the web server.
MEDIA_ROOT = env.path("MEDIA_ROOT", default=DATA_DIR / "media")
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
# The form that adopts a report has a dozen fields for each of its promises, of which a county may make 250.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# Reminders: `smtp+tls://user:password@host:587` and the address of a group robot; without them none are sent.
SENDS_EMAIL = "EMAIL_URL" in env.ENVIRON
vars().update(env.email("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("EMAIL_FROM", default="webmaster@localhost")
REMINDER_WEBHOOK = env.str("REMINDER_WEBHOOK", default="")
if REMINDER_WEBHOOK and not REMINDER_WEBHOOK.startswith(("https://", "http://")):
    raise ImproperlyConfigured("REMINDER_WEBHOOK must begin with https:// or http://.")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=0)
# Only behind a proxy of ours may its headers be believed.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    AXES_CLIENT_IP_CALLABLE = "tracker.middleware.forwarded_address"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
