"""Signing in and out."""

from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from landenbenadering.web.accounts.forms import SignInForm


class SignIn(LoginView):
    """Ask for name and password; five wrong ones close the door for a while."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Sign out and go back to the register; by POST only, as Django has it."""


def locked_out(
    request: HttpRequest,
    _response: HttpResponse | None,
    _credentials: Mapping[str, object] | None,
) -> HttpResponse:
    """Say how long to wait after too many wrong names or passwords."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes}
    status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "accounts/locked_out.html", context, status=status)
