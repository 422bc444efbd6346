"""Addresses of all pages, each under /nl/ and /en/, and of the API."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

_web = "landenbenadering.web"

urlpatterns = [
    path("nl", RedirectView.as_view(url="/nl/", query_string=True)),
    path("en", RedirectView.as_view(url="/en/", query_string=True)),
    path("", include(f"{_web}.publication.urls")),
    *i18n_patterns(
        path("", include(f"{_web}.accounts.urls")),
        path("", include(f"{_web}.accounts.allauth_urls")),
        path("", include(f"{_web}.decisions.urls")),
        path("", include(f"{_web}.assessments.urls")),
        path("", include(f"{_web}.recording.urls")),
        path("", include(f"{_web}.register.urls")),
        path("", include(f"{_web}.letters.urls")),
        path("", include(f"{_web}.worklist.urls")),
        path("", include(f"{_web}.dossiers.urls")),
    ),
]
