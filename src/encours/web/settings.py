"""Settings of Django for the web application; what changes from one installation to another is in ``configuration``."""

from __future__ import annotations

import os
from typing import Any, Final

from csp.constants import NONE, SELF

from encours.web.configuration import configuration

# Whatever these processes write is its owner's alone, also in a data folder that was there before.
os.umask(0o077)
INSTALLATION: Final = configuration()

SECRET_KEY = INSTALLATION.secret
DEBUG = False
ALLOWED_HOSTS = list(INSTALLATION.hosts)
DATABASES: dict[str, Any] = {"default": dict(INSTALLATION.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "encours.web.urls"
WSGI_APPLICATION = "encours.web.wsgi.application"

INSTALLED_APPS = [
    "encours.web.people",
    "encours.web.store",
    "encours.web.jobs",
    "encours.web.pages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "encours.web.pages.uploads.NotTooMuch",
    "encours.web.people.watch.AfterTheAnswer",
    "encours.web.people.privacy.KeptByNobody",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "encours.web.people.privacy.NothingUnreadable",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "encours.web.people.language.PersonLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["encours.web.pages.templatetags.encours"],
        },
    }
]

# Who signs in, and how.
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "encours.web.people.sign_in.Adapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds
# One name is locked out of one place after six failures; these hold whoever tries from many, or a second factor.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,20/900s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = INSTALLATION.proxies
PASSWORD_RESET_TIMEOUT = 3 * 86_400  # of the links that let somebody in
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Encours"
MFA_ADAPTER = "encours.web.people.second_factor.Adapter"
AXES_FAILURE_LIMIT = 6
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "encours.web.people.sign_in.name_tried"
AXES_CLIENT_IP_CALLABLE = "encours.web.people.sign_in.client_address"
AXES_LOCKOUT_CALLABLE = "encours.web.people.sign_in.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_VERBOSE = False

# Sessions end with the working day, and cookies go nowhere else.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = INSTALLATION.is_https
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"https://{each}" for each in INSTALLATION.hosts] if INSTALLATION.is_https else []
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if INSTALLATION.is_https else None
SECURE_HSTS_SECONDS = 365 * 86_400 if INSTALLATION.is_https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# Languages and days of whoever reads.
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Files served with the pages. ``serve`` collects them first, compressed, under names that change with what they hold:
# a browser asks once. Without it they come straight from the packages that hold them.
STATIC_URL = "static/"
IS_COLLECTED: Final = os.environ.get("ENCOURS_COLLECTED") == "yes"
STATIC_ROOT = INSTALLATION.data / "static" if IS_COLLECTED else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not IS_COLLECTED
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ALLOW_ALL_ORIGINS = False

# What is uploaded goes to a file at once, and no request is larger than this.
FILE_UPLOAD_HANDLERS = [
    "encours.web.pages.uploads.Bounded",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Background work, and counters shared by every process, are kept in the database too.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "encours": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # What is refused or not found is told to whoever asked: its address may hold the secret of a link.
        "django.request": {"level": "ERROR"},
    },
}
