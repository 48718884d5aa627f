"""The one settings file. Everything an operator may set is an environment variable (docs/operations.md)."""

import os
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from config import env, instance, listening

BASE_DIR = Path(__file__).resolve().parent.parent
DEBUG = env.flag("ROVIEC_DEBUG")
# The demonstration world: sample accounts, a travelling clock. Never set in service.
DEMO = env.flag("ROVIEC_DEMO")
# Where uploads, the embedded database and the secret key live; never under the web root. The demonstration has a
# folder of its own, so that its accounts never stand in an office's database.
VAR_DIR = Path(env.text("ROVIEC_VAR_DIR", str(BASE_DIR / "var" / ("demo" if DEMO else "office")))).absolute()
TESTING = "pytest" in sys.modules
SECRET_KEY = env.text("ROVIEC_SECRET_KEY") or instance.secret_key(VAR_DIR)
ALLOWED_HOSTS = env.words("ROVIEC_HOSTS", listening.names())
SITE_URL = env.text("ROVIEC_URL", listening.url()).rstrip("/")
BEHIND_TLS = SITE_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "demonstration",
    "reports",
    "notifications",
    "tasks",
    "directives",
    "organizations",
    "workflows",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "channels",
    "csp",
    "django_htmx",
    "guardian",
    "pgtrigger",
    "procrastinate.contrib.django",
    "viewflow.workflow",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.staticfiles.StaticFilesMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "config.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.PrivateMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "organizations.middleware.ActorMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.shell.shell",
            ],
            "builtins": ["config.templatetags.roviec"],
        },
    }
]

FORM_RENDERER = "config.forms.Renderer"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"

_database = env.database() or instance.embedded_database(VAR_DIR)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **_database,
        # ASGI: threads come and go, so connections belong to a pool, not to a thread.
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,  # the pool hands out no connection of a server that was restarted
        "OPTIONS": {
            # Tells in pg_stat_activity which process a connection is of (manage.py demo asks).
            "application_name": f"roviec {os.getpid()}",
            **_database.get("OPTIONS", {}),
            **({} if TESTING else {"pool": {"min_size": 1, "max_size": env.number("ROVIEC_DB_POOL", 16)}}),
        },
        "TEST": {"NAME": env.text("ROVIEC_TEST_DATABASE") or None},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CHANNEL_LAYERS: dict[str, Any] = {
    "default": {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
    if REDIS_URL
    else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # When boards last changed (workflows/live.py); apart, since one issuing touches thousands of them.
    "live": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "live"}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "live",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

AUTH_USER_MODEL = "organizations.Person"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None  # guardian: no stand-in person for the anonymous
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "organizations.accounts.OfficeAccountAdapter"
SOCIALACCOUNT_ADAPTER = "organizations.accounts.OfficeSocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "organizations.forms.entrance.SignInForm",
    "reset_password": "organizations.forms.entrance.PasswordLetterForm",
}
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/5m/ip", "login": "60/m/ip", "reset_password": "5/h/ip"}
SESSION_COOKIE_AGE = env.number("ROVIEC_SESSION_MINUTES", 8 * 60) * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "config.staticfiles.CollectedStorage"
    },
}
WHITENOISE_USE_FINDERS = True
# Attached files: outside the web root, served only through directives.access and tasks.access.
FILES_DIR = VAR_DIR / "files"
FILE_MAX_BYTES = env.number("ROVIEC_FILE_MAX_MB", 30) * 1024 * 1024
# A whole request: a form may carry two files of that size. Nothing of it is ever spooled to disk (config/uploads.py).
REQUEST_MAX_BYTES = 2 * FILE_MAX_BYTES + 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = REQUEST_MAX_BYTES
FILE_UPLOAD_HANDLERS = ["config.uploads.InMemoryUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

EMAIL_HOST = env.text("ROVIEC_SMTP_HOST")
EMAIL_PORT = env.number("ROVIEC_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("ROVIEC_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("ROVIEC_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("ROVIEC_SMTP_TLS")
EMAIL_TIMEOUT = 20
EMAIL_USE_LOCALTIME = True
DEFAULT_FROM_EMAIL = env.text("ROVIEC_MAIL_FROM", "Rõ Việc <roviec@localhost>")

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_ON_APP_READY = "config.jobs.on_app_ready"
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("ROVIEC_LOG_LEVEL", "WARNING")},
}
