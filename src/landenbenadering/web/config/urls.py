"""Addresses of all pages; each stands under /nl/ and /en/."""

from importlib.util import find_spec

from django.apps import apps
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

_web = "landenbenadering.web"

urlpatterns = [
    *(
        path(language, RedirectView.as_view(url=f"/{language}/", query_string=True))
        for language in ("nl", "en")
    ),
    *i18n_patterns(
        *(
            path("", include(f"{_web}.{name}.urls"))
            for name in ("accounts", "register", "letters", "dossiers")
            if apps.is_installed(f"{_web}.{name}") and find_spec(f"{_web}.{name}.urls")
        ),
    ),
]
