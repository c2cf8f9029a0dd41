"""Django's settings: which database, and nothing secret; wiring.py points it at a workspace."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from platformdirs import user_data_path

from homeward.basics.errors import WorkspaceUnusable

DATABASE_FILE = "homeward.sqlite3"
"""What the database is called in a workspace."""

SECONDS_TO_WAIT_FOR_ANOTHER_WRITER = 30
SECONDS_A_CONNECTION_STAYS = 600
"""A thread of the server keeps its connection to PostgreSQL from page to page, and looks each time that it holds."""
KILOBYTES_OF_CACHE = 8_000
"""Of SQLite, for each connection: enough for the inner pages of every index, so that they are not read again."""


def workspace_folder() -> Path:
    """Return HOMEWARD_WORKSPACE, or where this platform keeps a program's data."""
    named = os.environ.get("HOMEWARD_WORKSPACE")
    return Path(named).expanduser() if named else user_data_path("homeward", appauthor=False)


def database(folder: Path, url: str | None) -> dict[str, Any]:
    """Return Django's entry for the PostgreSQL database at `url`, or for the file in `folder` where there is no url."""
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(folder / DATABASE_FILE),
            "OPTIONS": {
                "timeout": SECONDS_TO_WAIT_FOR_ANOTHER_WRITER,
                # a transaction that will write says so at once: none fails half-way because another began first
                "transaction_mode": "IMMEDIATE",
                # what is committed survives a killed process and a power cut; what is deleted is overwritten
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                f" PRAGMA cache_size=-{KILOBYTES_OF_CACHE}",
            },
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise WorkspaceUnusable(
            "HOMEWARD_DATABASE_URL is not the address of a PostgreSQL database. "
            "Write it as postgresql://user:password@host:5432/name, or leave it out to use a file."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or options.pop("host", "")),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": SECONDS_A_CONNECTION_STAYS,
        "CONN_HEALTH_CHECKS": True,
    }


INSTALLED_APPS = [
    "homeward.storage.apps.StorageConfig",
    "homeward.storage.accounts.apps.AccountsConfig",
    "homeward.storage.jobs.apps.JobsConfig",
    "homeward.storage.clearings.apps.ClearingsConfig",
    "homeward.storage.variants.apps.VariantsConfig",
    "homeward.storage.tokens.apps.TokensConfig",
    "homeward.storage.attempts.apps.AttemptsConfig",
    "homeward.storage.people.apps.PeopleConfig",
    "homeward.storage.statements.apps.StatementsConfig",
    "homeward.storage.deadlines.apps.DeadlinesConfig",
    "homeward.web.apps.WebConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
# an account has one of four roles and is no user of Django's own: the tables of its permissions would stay empty
MIGRATION_MODULES = {"auth": None, "contenttypes": None}
AUTH_USER_MODEL = "accounts.Account"
DATABASES = {"default": database(workspace_folder(), os.environ.get("HOMEWARD_DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]
"""What the pages are said in, each under its own name; who chose none gets the first that their browser asks for."""
LANGUAGE_COOKIE_NAME = "homeward_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LOCALE_PATHS = [Path(__file__).parent.parent / "web" / "locale"]
# the command prints its own sentences; Django's log would repeat them
LOGGING_CONFIG = None

# the web app; SECRET_KEY and ALLOWED_HOSTS are set when it is served
ROOT_URLCONF = "homeward.web.urls"
APPEND_SLASH = True
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "homeward.web.languages.InTheirLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "homeward.web.trouble.SayTrouble",
    "homeward.web.characters.ShowNul",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "homeward.web.asking.who_looks",
                "homeward.web.languages.which_language",
            ],
            # every template says its sentences, and our own words, in the reader's language
            "builtins": ["django.templatetags.i18n", "homeward.web.templatetags.said"],
        },
    }
]
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# signing in; no mail is ever sent, and nobody makes an account for themselves
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a name
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
"""Seconds for which a link to choose a password holds."""
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "homeward.web.sign_in.NobodySignsUp"
MFA_ADAPTER = "homeward.web.sign_in.SecondFactors"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
# attempts are counted for all processes together, and a restart forgets none
CACHES = {"default": {"BACKEND": "homeward.storage.attempts.cache.KeptAttempts"}}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Homeward"
MFA_TOTP_TOLERANCE = 1
SESSION_COOKIE_AGE = 12 * 60 * 60
"""Seconds after which everybody signs in again, used or not."""
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"  # a link that a colleague sent opens; forms need a token besides
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "homeward.web.trouble.refused"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
DATA_UPLOAD_MAX_MEMORY_SIZE = 300_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 5_000
HOMEWARD_OPEN_WORKSPACE: Any = None
