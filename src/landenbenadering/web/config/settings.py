"""Django's settings, made from the environment."""

from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.clocks import DAY_ZONE
from landenbenadering.pipelines.settings import data_home
from landenbenadering.web.config.databases import database_settings
from landenbenadering.web.config.environment import read_environment
from landenbenadering.web.config.secrets import kept_secret_key

_environment = read_environment()
_web = "landenbenadering.web"

HOME = data_home()
DEBUG = _environment.debug
SECRET_KEY = (
    _environment.secret_key.get_secret_value()
    if _environment.secret_key is not None
    else kept_secret_key(HOME)
)
ALLOWED_HOSTS = list(_environment.allowed_hosts)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    f"{_web}.design",
    f"{_web}.audit",
    f"{_web}.accounts",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    f"{_web}.decisions",
    f"{_web}.assessments",
    f"{_web}.recording",
    f"{_web}.register",
    f"{_web}.letters",
    f"{_web}.dossiers",
    f"{_web}.worklist",
    f"{_web}.publication",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    f"{_web}.accounts.session_policy.SessionPolicyMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    f"{_web}.design.moment.MomentMiddleware",
    f"{_web}.accounts.requirement.SecondFactorMiddleware",
    # Last: it answers a lock-out with its own page.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = f"{_web}.config.urls"
WSGI_APPLICATION = f"{_web}.config.wsgi.application"
APPEND_SLASH = False
CSRF_FAILURE_VIEW = f"{_web}.config.errors.stale_form"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database_settings(_environment.database_url, home=HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in -------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Account"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "worklist:work"
LOGOUT_REDIRECT_URL = "register:records"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
_validators = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validators}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validators}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validators}.CommonPasswordValidator"},
    {"NAME": f"{_validators}.NumericPasswordValidator"},
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_HANDLER = f"{_web}.accounts.lock_out.LockOut"
# In all: for one name from every address (NIST SP 800-63B, 5.2.2), and from one
# address for every name.
LOCK_OUT_OF_NAME = 100
LOCK_OUT_OF_ADDRESS = 50
# What someone enters beside the password is nobody's business either.
AXES_SENSITIVE_PARAMETERS = [
    *("username", "ip_address"),
    *("new", "again", "code", "credential"),
]
# Both together: a stranger elsewhere cannot lock out the account's owner.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = f"{_web}.accounts.views.locked_out"
AXES_CLIENT_IP_CALLABLE = f"{_web}.accounts.addresses.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
TRUSTED_PROXIES = _environment.trusted_proxies
ON_THIS_MACHINE_ALONE = _environment.on_this_machine_alone
SECOND_FACTOR_ROLES = _environment.roles_with_second_factor
ACCOUNT_ADAPTER = f"{_web}.accounts.adapters.SignInAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
# The lock-out of django-axes counts every wrong answer, in the database.
ACCOUNT_RATE_LIMITS = False
MFA_ADAPTER = f"{_web}.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
# A telephone's clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
OPENID_PROVIDERS = _environment.openid_providers
SOCIALACCOUNT_ADAPTER = f"{_web}.accounts.adapters.OpenIdAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
AUDIT_ANCHOR = _environment.audit_anchor or HOME / "audit-anchor"

# Mail ----------------------------------------------------------------------

SITE_ADDRESS = _environment.site_address.rstrip("/")
EMAIL_HOST = _environment.mail_host or ""
EMAIL_PORT = _environment.mail_port
EMAIL_HOST_USER = _environment.mail_user
EMAIL_HOST_PASSWORD = _environment.mail_password.get_secret_value()
EMAIL_USE_TLS = _environment.mail_encryption == "starttls"
EMAIL_USE_SSL = _environment.mail_encryption == "tls"
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = _environment.mail_from
MAIL_NAMES_INTERNAL = _environment.mail_names_internal

# Languages and time --------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]
TIME_ZONE = DAY_ZONE.key
USE_TZ = True

# Static files --------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = _environment.static_root
_static_storage = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if STATIC_ROOT is None
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _static_storage},
}
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = DEBUG

# Transport and headers -----------------------------------------------------

SECURE_SSL_REDIRECT = _environment.over_https
SESSION_COOKIE_SECURE = _environment.over_https
CSRF_COOKIE_SECURE = _environment.over_https
LANGUAGE_COOKIE_SECURE = _environment.over_https
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_IDLE = _environment.session_idle
SESSION_LONGEST = _environment.session_longest
# Longer than a session lasts: who comes back a day later gets the form back.
SESSION_COOKIE_AGE = int((SESSION_LONGEST + timedelta(days=1)).total_seconds())
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if _environment.over_https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _environment.over_https
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if _environment.behind_proxy else None
)
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "encrypted-media",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
}

# Logging -------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["stderr"], "level": _environment.log_level},
    "loggers": {
        # Django would add a handler of its own, and mail to nobody.
        "django": {"handlers": [], "level": _environment.log_level},
        # It tells of every sign-in in four lines; ours are events of the trail.
        "axes": {"level": "WARNING"},
    },
}
