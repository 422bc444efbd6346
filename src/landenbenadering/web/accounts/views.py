"""Signing in and out, and the page of the audit trail."""

from collections.abc import Mapping
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from landenbenadering.web.accounts.forms import SignInForm
from landenbenadering.web.accounts.permissions import Act, allowed, readable_by
from landenbenadering.web.audit.views import trail


class SignIn(LoginView):
    """Ask for name and password; five wrong ones close the door for a while."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    """Sign out and go back to the register; by POST only, as Django has it."""


@never_cache
@allowed(Act.READ_AUDIT)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show the audit trail to the auditor."""
    return trail(request, levels=readable_by(request.user))


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
