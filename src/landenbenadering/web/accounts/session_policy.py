"""Ends a session that rested, lasted too long or lost a role, and keeps its form."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from landenbenadering.web.accounts import sessions
from landenbenadering.web.accounts.kept_forms import drop_once_sent, keep_form
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.sign_in_events import record_of_account

Answer = Callable[[HttpRequest], HttpResponse]
_ENDED = "ended_session_of"
_KEEPS_NOTHING = "accounts:"  # Passwords and codes are never kept.


class SessionPolicyMiddleware:
    """Signs out who rested too long, and gives the session another key in time."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the session before anything is answered."""
        account = request.user
        if isinstance(account, Account):
            if sessions.is_over(request.session):
                said = _("You were signed out: your session rested too long.")
                _end(request, account, said)
            elif sessions.lost_a_role(request.session, account):
                _end(request, account, _("You were signed out: a role of yours ended."))
            else:
                sessions.go_on(request.session, account)
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_rest: object) -> HttpResponse | None:
        """Keep a form that comes too late, after the check against forgery."""
        if request.method != "POST":
            return None
        account = request.META.get(_ENDED)
        if not isinstance(account, Account):
            drop_once_sent(request)
            return None
        match = request.resolver_match
        if match is None or match.view_name.startswith(_KEEPS_NOTHING):
            return None
        if not keep_form(request, account):
            return None
        target = f"{reverse('accounts:sign-in')}?next={reverse('accounts:kept-form')}"
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Redirect": target})
        return redirect(target)


def _end(request: HttpRequest, account: Account, said: str) -> None:
    record_of_account("session.expired", account)
    request.session.flush()
    request.user = AnonymousUser()
    request.META[_ENDED] = account
    messages.info(request, said)
