"""One set of settings; what differs between installations comes from the environment."""

import os
from pathlib import Path

import pghistory
from csp.constants import NONCE, SELF
from django.conf.locale import LANG_INFO

from kith.config import database, home
from kith.core.languages import INTERFACE

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home.folder()
SECRETS = home.read_secrets()

SECRET_KEY = SECRETS.secret_key
DEBUG = os.environ.get("KITH_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("KITH_HOSTS", "localhost 127.0.0.1 [::1]").split()
PUBLIC_ADDRESS = os.environ.get("KITH_ADDRESS", "http://localhost:8000")
IS_HTTPS = PUBLIC_ADDRESS.startswith("https:")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

INSTALLED_APPS = [
    "kith.web",
    "kith.api",
    "kith.channels",
    "kith.insight",
    "kith.road",
    "kith.connections",
    "kith.circles",
    "kith.peers",
    "kith.outreach",
    "kith.directory",
    "kith.measures",
    "kith.safety",
    "kith.people",
    "kith.region",
    "kith.accounts",
    "kith.audit",
    "kith.core",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kith.web.middleware.LanguageInAddress",
    "kith.web.middleware.NoCopies",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "kith.accounts.handed.StayWhereHanded",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kith.web.middleware.Refusals",
    "kith.accounts.middleware.ActAsMember",
]

ROOT_URLCONF = "kith.config.urls"
WSGI_APPLICATION = "kith.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "kith.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "kith.web.forms.Renderer"

# The application role serves; only `kith migrate` and the like run as the owner.
ROLE = os.environ.get("KITH_ROLE", database.APP)
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        **database.connection(ROLE),
        "CONN_HEALTH_CHECKS": False,
        "ATOMIC_REQUESTS": False,  # the members' middleware opens it, with its organisation
    }
}
DATABASES["default"].setdefault("OPTIONS", {})
if os.environ.get("KITH_POOL", "1") == "1" and ROLE == database.APP:
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 12, "timeout": 10}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "kith.accounts.adapter.ByInvitation"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with an invitation to that address
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail from us because somebody typed an address
ACCOUNT_EMAIL_NOTIFICATIONS = True  # the owner of an account hears of changes to it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"
ACCOUNT_FORMS = {
    "login": "kith.accounts.forms.signing.SignIn",
    "change_password": "kith.accounts.forms.signing.ChangePassword",
    "set_password": "kith.accounts.forms.signing.SetPassword",
    "reset_password": "kith.accounts.forms.signing.ForgotPassword",
    "reset_password_from_key": "kith.accounts.forms.signing.NewPassword",
    "add_email": "kith.accounts.forms.signing.ChangeEmail",
    "reauthenticate": "kith.accounts.forms.signing.ConfirmPassword",
}
MFA_FORMS = {
    "authenticate": "kith.accounts.forms.signing.EnterCode",
    "reauthenticate": "kith.accounts.forms.signing.ConfirmCode",
    "activate_totp": "kith.accounts.forms.signing.AddApp",
    "add_webauthn": "kith.accounts.forms.signing.AddKey",
    "edit_webauthn": "kith.accounts.forms.signing.NameKey",
}
MFA_ADAPTER = "kith.accounts.adapter.SealedFactors"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # each account begins with a confirmed address
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "Kith"
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_NAME = "kith"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if IS_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
X_FRAME_OPTIONS = "DENY"

# No request leaves the site: nobody else learns who searched.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "worker-src": [SELF, "blob:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

LANG_INFO.setdefault(
    "so", {"bidi": False, "code": "so", "name": "Somali", "name_local": "Soomaali"}
)
LANGUAGES = [(language.code, language.name) for language in INTERFACE]
LANGUAGE_CODE = "en"
LANGUAGE_COOKIE_NAME = "kith_language"
LOCALE_PATHS: list[str] = []
FORMAT_MODULE_PATH = ["kith.core.formats"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = home.folder() / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": home.folder() / "files"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False
WHITENOISE_MANIFEST_STRICT = False

# Routing servers of one's own, for regions larger than one process should hold.
OSRM_URL = os.environ.get("KITH_OSRM_URL", "")
OSRM_FOOT_URL = os.environ.get("KITH_OSRM_FOOT_URL", "")
VALHALLA_URL = os.environ.get("KITH_VALHALLA_URL", "")

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if os.environ.get("KITH_SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = home.folder() / "mail"
EMAIL_HOST = os.environ.get("KITH_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("KITH_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("KITH_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KITH_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("KITH_SMTP_TLS") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("KITH_MAIL_FROM", "kith@localhost")

# Anybody may be looking over a shoulder or reading a log: addresses and bodies stay out of both.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": os.environ.get("KITH_LOG", "WARNING")},
}

# History rows carry who and why themselves, so that each stays within its organisation.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_constraint=False)
