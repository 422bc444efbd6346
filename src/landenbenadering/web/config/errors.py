"""Refusals of the web application's settings, and its answer to a stale form."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.defaults import permission_denied

from landenbenadering.core.errors import LandenbenaderingError


class SettingsError(LandenbenaderingError):
    """A setting of the web application has a value that cannot be used."""


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form without a valid CSRF token with the 403 page.

    The reason is left out of the page: it helps only who wrote the form.
    """
    del reason
    return permission_denied(request, PermissionDenied())
