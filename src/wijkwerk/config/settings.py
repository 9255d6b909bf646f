"""Django settings. What differs per place comes from a `WIJKWERK_*` environment variable (docs/beheer.md)."""

import os
from pathlib import Path

from .environment import (
    choice,
    database,
    debugging,
    demo,
    email,
    email_or_page,
    flag,
    folder,
    folder_that_is_there,
    gemeente,
    has_own_domain,
    host_names,
    https,
    is_production,
    mail_server,
    number,
    origins,
    sign_in_file,
)
from .known_settings import refuse_unknown
from .log import configure_structlog, logging_settings
from .mail_settings import mail_settings
from .sign_in_settings import *  # noqa: F403 - settings are names by design
from .signing_key import signing_key

REPOSITORY = Path(__file__).resolve().parents[3]
PACKAGE = Path(__file__).resolve().parents[1]

refuse_unknown(os.environ)

# --- wijkwerk ------------------------------------------------------------------------------------------
WIJKWERK_DEMO = demo(production=is_production())
WIJKWERK_DATA = folder("WIJKWERK_DATA", default=REPOSITORY / "var")
WIJKWERK_CATALOGUE = folder_that_is_there("WIJKWERK_CATALOGUE", default=REPOSITORY / "catalogue")
WIJKWERK_EXAMPLES = folder_that_is_there("WIJKWERK_EXAMPLES", default=REPOSITORY / "examples")
# The gemeente that the start page opens on. Empty: the one that the embedded example names.
WIJKWERK_GEMEENTE = gemeente("WIJKWERK_GEMEENTE")
# Whom the gemeente names in the Algoritmeregister.
WIJKWERK_CONTACT = email("WIJKWERK_CONTACT")
# Whom a finder of a weakness tells: an e-mail address or a page; in /.well-known/security.txt.
WIJKWERK_SECURITY_CONTACT = email_or_page("WIJKWERK_SECURITY_CONTACT")
# Scores and places are intern unless the gemeente opens them; the demonstration does.
WIJKWERK_OPEN_SCORES = flag("WIJKWERK_OPEN_SCORES", default=False)

# The file that says with which identity providers people sign in (docs/in-een-gemeente-draaien.md). Empty: with none.
WIJKWERK_SIGN_IN = sign_in_file("WIJKWERK_SIGN_IN", demo=WIJKWERK_DEMO)
# A session that nobody used for so long is over.
WIJKWERK_IDLE_MINUTES = number("WIJKWERK_IDLE_MINUTES", default=30, least=5, most=12 * 60)

# A site that others come to; what is still wanting there, `check --deploy` says (checks.py).
WIJKWERK_PRODUCTION = is_production()

# --- security ------------------------------------------------------------------------------------------
DEBUG = debugging(production=WIJKWERK_PRODUCTION)
# Our own mistakes raise where a developer sees them, and are refused and logged in production.
WIJKWERK_STRICT = DEBUG
SECRET_KEY = signing_key(
    data=WIJKWERK_DATA,
    demo=WIJKWERK_DEMO,
    production=WIJKWERK_PRODUCTION,
    example=REPOSITORY / "deploy" / "omgeving.voorbeeld",
)
ALLOWED_HOSTS = host_names("WIJKWERK_HOSTS")
CSRF_TRUSTED_ORIGINS = origins("WIJKWERK_HOSTS")
# Behind a proxy that ends TLS; off on a laptop, where there is no certificate.
_HTTPS = https()
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SECURE_SSL_REDIRECT = _HTTPS
# Asked from beside the site, without the proxy that speaks TLS.
SECURE_REDIRECT_EXEMPT = [r"^gezond/$", r"^gereed/$"]
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
# The names below this site's own are as strict; not where it stands on a domain that others have names under.
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS and has_own_domain(ALLOWED_HOSTS)
# A preload list binds every name of the domain for years, and is not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# "__Host-": a browser takes it from this very host alone, over TLS, for all of the site.
_COOKIE = "__Host-" if _HTTPS else ""
SESSION_COOKIE_NAME = f"{_COOKIE}sessionid"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600  # a working day
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = f"{_COOKIE}csrftoken"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # gone with the browser, as the page about privacy says
# Named as in Django 6, so that its own middleware can take over from ours without a change here.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

# --- Django --------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "wijkwerk.config",  # its checks
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "simple_history",
    "wijkwerk.access",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "wijkwerk.data",
    "wijkwerk.governance",
    "wijkwerk.editions",
    "wijkwerk.analysis",
    "wijkwerk.pages",
    "wijkwerk.web",
    "django.contrib.admin.apps.SimpleAdminConfig",  # below ours, whose templates go first
]
MIDDLEWARE = [
    "wijkwerk.config.request_id.RequestIdMiddleware",
    "wijkwerk.config.response_headers.ResponseHeadersMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "wijkwerk.config.refused_methods.RefusedMethodsMiddleware",
    "wijkwerk.config.nul_characters.NulCharactersMiddleware",
    "wijkwerk.config.visitor_address.VisitorAddressMiddleware",
    "wijkwerk.config.database_gone.DatabaseGoneMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "wijkwerk.config.request_sizes.RequestSizesMiddleware",
    "wijkwerk.config.request_rates.RequestRatesMiddleware",
    "wijkwerk.config.personal_reasons.PersonalReasonsMiddleware",
    "wijkwerk.access.asked_once.AskedOnceMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "wijkwerk.config.nul_characters.NulFormsMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wijkwerk.access.signing_in.middleware.SessionLimitsMiddleware",
    "wijkwerk.access.signing_in.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "wijkwerk.config.urls"
WSGI_APPLICATION = "wijkwerk.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        # A subject of `pages` holds its templates itself, as <subject>/x.html; the kit of documents is no app.
        "DIRS": [*sorted((PACKAGE / "pages").glob("*/templates")), PACKAGE / "reports" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wijkwerk.access.context.access",
            ],
        },
    }
]

# The page that templates of lower packages extend; they may not know `web` themselves.
WIJKWERK_PAGE_TEMPLATE = "web/page.html"
# The same for the fields of their forms.
FORM_RENDERER = "wijkwerk.web.field_renderer.FieldRenderer"

# --- people --------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "access.Person"
LOGIN_URL = "access:sign_in"
LOGIN_REDIRECT_URL = "/wacht-op-u/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# One count of wrong tries for all web processes, on however many machines.
# Django keeps 300 and throws a third away beyond; an attacker could push out the count of their own tries.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "access_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MESSAGE_STORAGE = "wijkwerk.config.messages.OwnSessionStorage"

# --- database ------------------------------------------------------------------------------------------
# One file in the data folder, or a PostgreSQL server by DATABASE_URL.
DATABASES = {"default": database(data=WIJKWERK_DATA).django()}
# So long a page waits for an answer of PostgreSQL; commands and the worker wait for ever (web_database).
WIJKWERK_DATABASE_SECONDS = number("WIJKWERK_DATABASE_SECONDS", default=5, least=2, most=60)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- language and time ---------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands")]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False  # numbers are written by `present`, never by a template's locale
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True

# --- static files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# `serve` and `demo` build them here: compressed, and with their hash in their name, so that a browser may keep them
# for ever. Where they were not built (tests, a single command) they come from beside the code.
_BUILT = WIJKWERK_DATA / "static"
STATIC_IS_BUILT = not DEBUG and (_BUILT / "staticfiles.json").exists()
STATIC_ROOT = _BUILT if STATIC_IS_BUILT else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_IS_BUILT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = not STATIC_IS_BUILT
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600  # of the few without a hash in their name

# --- uploads -------------------------------------------------------------------------------------------
FILE_UPLOAD_TEMP_DIR = None
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # larger ones go to disk at once
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000  # of a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5
WIJKWERK_LARGEST_FORM = 6_000_000  # bytes of a body; a sheet of norms may be 5 MB
WIJKWERK_LARGE_FILES = {"hand_in"}  # names of pages (`page_names`); these have a limit of their own
# Of files that stay with a record, and of all that stay with one.
WIJKWERK_FILE_BYTES = 1_000_000 * number("WIJKWERK_FILE_MB", default=20, least=1, most=200)
WIJKWERK_RECORD_FILE_BYTES = 1_000_000 * number("WIJKWERK_RECORD_FILES_MB", default=200, least=1, most=10_000)
WIJKWERK_FILE_FORMS = {"documents:add", "decisions:add", "add_file"}  # names of forms with such a file

# --- mail ----------------------------------------------------------------------------------------------
# A mail server, and from whom letters come. Without one: on a laptop and in the demonstration letters stand in the
# output of the worker; a site that others come to sends none, and asks nobody for an address.
_FROM = email("WIJKWERK_MAIL_FROM")
_MAIL = mail_server("WIJKWERK_MAIL_URL", sender=_FROM, demo=WIJKWERK_DEMO)
WIJKWERK_SENDS_MAIL = _MAIL is not None or not WIJKWERK_PRODUCTION
globals().update(mail_settings(_MAIL, sender=_FROM, is_printed=WIJKWERK_SENDS_MAIL))

# --- limits --------------------------------------------------------------------------------------------
# Requests per visitor, page and minute, in each web process. A town hall may stand behind one address.
WIJKWERK_RATES = {
    "what_if": 60,
    "what_if_file": 30,
    "compare_file": 60,
    "search": 240,
    "hand_in": 30,
    "upload": 60,
    "dry_run": 60,
    "documents:add": 60,
    "decisions:add": 60,
    "add_file": 60,
}
# What anybody may send without an account: forms per minute of one visitor, and of all together.
WIJKWERK_SENDING_RATES = {"feedback": (5, 30), "inbox:unsubscribe": (10, 60)}
WIJKWERK_HEAVY = {"what_if", "what_if_file", "upload", "dry_run"}
WIJKWERK_HEAVY_AT_ONCE = 2  # of the four threads of a process
WIJKWERK_HEAVY_PATIENCE = 5.0  # seconds
# How far the worker and commands that work for long give way to the site (lib/background.py); a backup has 10 too.
WIJKWERK_NICENESS = number("WIJKWERK_NICENESS", default=10, least=0, most=19)

# --- log -----------------------------------------------------------------------------------------------
# To a file in the data folder; or as JSON to where the process writes, for journald and containers.
LOGGING = logging_settings(
    folder=WIJKWERK_DATA / "log", debug=DEBUG, to_output=choice("WIJKWERK_LOG", ("bestand", "uitvoer")) == "uitvoer"
)
configure_structlog()
