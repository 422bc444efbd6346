"""Steps between knowing who someone is and letting them in, for allauth to take."""

from allauth.account.models import Login
from allauth.account.stages import LoginStage
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from landenbenadering.web.accounts.bindings import NotAdmittedError, bind
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.sessions import (
    OpenedThrough,
    note_opened_through,
    opened_through,
)
from landenbenadering.web.accounts.sign_in_events import record_refused

THROUGH, BINDS = "opened_through", "binds"
_MARK = "mark"


def mark_of(account: Account) -> dict[str, str]:
    """Give what a sign-in holds to while it waits for a second factor."""
    return {_MARK: account.get_session_auth_hash()}


def still_holds(login: Login) -> bool:
    """Say whether the account is as it was when the first step was taken.

    A password that was changed meanwhile, or an account that was closed, ends it.
    """
    account: Account = login.user
    mark = str(login.state.get(_MARK, ""))
    return account.is_active and constant_time_compare(
        mark, account.get_session_auth_hash()
    )


class SecondFactorStage(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """Asks for the account's second factor, unless the provider's counts."""

    def _should_handle(self, request: HttpRequest) -> bool:
        through = self.login.state.get(THROUGH)
        if through is not None and OpenedThrough(**through).second_factor:
            return False
        return bool(super()._should_handle(request))


class BindingStage(LoginStage):  # type: ignore[misc]  # allauth has no types
    """Binds an account at its first use, after everything else was asked."""

    key = "openid_binding"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Note the provider in the session; go on."""
        binds = self.login.state.get(BINDS)
        if binds is not None and not self._bound(**binds):
            return redirect("accounts:sign-in"), False
        through = self.login.state.get(THROUGH)
        if through is not None:
            note_opened_through(self.request.session, OpenedThrough(**through))
        return None, True

    def _bound(self, *, issuer: str, subject: str) -> bool:
        """Bind, unless someone else did while a second factor was asked."""
        try:
            bind(self.login.user, issuer=issuer, subject=subject)
        except NotAdmittedError as error:
            name = self.login.user.get_username()
            record_refused(issuer, named=name, reason=error.why)
            messages.error(self.request, _("Not signed in"))
            return False
        return True


def gave_factor_elsewhere(session: SessionBase) -> bool:
    """Say whether a provider whose word counts asked for a second factor."""
    through = opened_through(session)
    return through is not None and through.second_factor
