"""The one settings file. Everything that differs per installation comes from the environment (.env.example)."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.geheimen import eigen_sleutel
from config.loggen import stel_in

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

# productie (default) refuses to start without secrets; demo and test make their own in var/.
OMGEVING = env("OMGEVING", default="productie")
if OMGEVING not in {"productie", "demo", "test"}:
    raise ImproperlyConfigured(f"OMGEVING is '{OMGEVING}'; kies productie, demo of test.")
PRODUCTIE = OMGEVING == "productie"
VOORBEELDGEGEVENS = OMGEVING == "demo"  # every page then says that the people on it are made up
DEBUG = env.bool("DEBUG", default=False)

# In production an empty value is caught by the system checks in config/checks.py, which say what to do.
SECRET_KEY = env("SECRET_KEY", default="" if PRODUCTIE else eigen_sleutel(VAR_DIR, "secret_key"))
VERSLEUTELSLEUTELS = env.list(
    "VERSLEUTELSLEUTELS", default=[] if PRODUCTIE else [eigen_sleutel(VAR_DIR, "versleutelsleutel")]
)
if not SECRET_KEY:  # Django cannot even run its checks without one; this placeholder never serves a request
    SECRET_KEY = "ontbreekt"
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if PRODUCTIE else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "voorbeeld",
    "rapportage",
    "inlezen",
    "trajecten.dossier",
    "trajecten.selectie",
    "trajecten.begeleiding",
    "trajecten.opleiding",
    "trajecten.plaatsing",
    "trajecten",
    "kandidaten",
    "partners",
    "gebruikers",
    "logboek",
    "basis",
    "config.apps.BeheerConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "basis.sessie.SessieMiddleware",
    "basis.concepten.VangnetMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "basis.middleware.NietBewarenMiddleware",
    "basis.middleware.GeenNultekenMiddleware",
    "basis.alleenlezen.AlleenLezenMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kandidaten.middleware.VerhuisdMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.navigatie.navigatie",
            ],
            "builtins": ["basis.templatetags.componenten"],
        },
    }
]
# In the session, not in a cookie: a message names people, and a computer is shared. Encrypted there.
MESSAGE_STORAGE = "basis.meldingen.VersleuteldInSessie"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"

# --- Database -------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'trajecten.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # One writer at a time: WAL lets readers go on, IMMEDIATE avoids deadlocks on upgrade, waiting beats failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000;",
    }
else:
    # JIT costs seconds on short web queries (measured at a comparable system); see docs/besluiten.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off"
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Counters of log-in attempts: all processes count together. Nothing of a person is kept here, nor any page.
# The table is made by a migration (basis 0003).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "basis_teller",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- Users and login ------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "gebruikers.Gebruiker"
AUTHENTICATION_BACKENDS = ["gebruikers.backends.GebruikerBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_ADAPTER = "gebruikers.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by a beheerder, who knows the address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False  # no "remember me": computers are shared
ACCOUNT_FORMS = {
    "login": "gebruikers.formulieren.InlogFormulier",
    "change_password": "gebruikers.formulieren.WachtwoordWijzigenFormulier",
    "set_password": "gebruikers.formulieren.WachtwoordInstellenFormulier",
    "reset_password": "gebruikers.formulieren.WachtwoordVergetenFormulier",
    "reset_password_from_key": "gebruikers.formulieren.NieuwWachtwoordFormulier",
    "reauthenticate": "gebruikers.formulieren.BevestigFormulier",
}
ACCOUNT_PREVENT_ENUMERATION = True
# allauth's own generator writes an address row whenever a link is opened, also a made-up one, and GET never writes.
# Django's holds password, last log-in and e-mail address, so the link ends when one of them changes.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
SESSION_COOKIE_AGE = env.int("SESSIE_SECONDEN", default=60 * 60)
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.views.csrf_fout"

# --- Transport and browser security ---------------------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=PRODUCTIE)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_REDIRECT_EXEMPT = [r"^gezond/"]  # the health check of the container asks without TLS
if env.bool("ACHTER_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # attempts to log in are counted per visitor, not per proxy
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {naam: [] for naam in ("camera", "geolocation", "microphone", "payment", "usb")}

# --- Language, time, files, mail, work ------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default="") or BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTIE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTIE
WHITENOISE_AUTOREFRESH = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Above the 25 MB that a list may have (inlezen.werkblad): what is longer is cut off here and refused there, in words.
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["basis.uploads.InHetGeheugen"]
MEDIA_ROOT = env.path("MEDIA_ROOT", default=str(VAR_DIR / "media"))()

EMAIL_CONFIG = env.email_url(
    "EMAIL_URL", default="smtp://localhost:25" if PRODUCTIE else f"filemail:///{VAR_DIR}/mail"
)
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("AFZENDER", default="Trajecten <trajecten@example.nl>")

# "worker" needs `manage.py worker` beside the web server; "direct" does the work in the request (tests).
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if env("TAKEN", default="worker") == "direct"
        else "django_tasks_db.DatabaseBackend"
    }
}

# Where people find this installation, for links in mail that no request makes. Empty: the first of ALLOWED_HOSTS.
SITE_ADRES = (
    env("SITE_ADRES", default="")
    or f"{'https' if HTTPS else 'http'}://{(ALLOWED_HOSTS or ['localhost'])[0].lstrip('.')}"
).rstrip("/")

ORGANISATIE = env("ORGANISATIE", default="Trajecten")
MELDPUNT = env("MELDPUNT", default="")  # e-mail address for accessibility problems

# --- Logs -----------------------------------------------------------------------------------------------------------
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False  # ids only: the proxy in front knows the addresses of visitors
LOGGING = stel_in(env("LOGNIVEAU", default="INFO" if PRODUCTIE else "WARNING"))
