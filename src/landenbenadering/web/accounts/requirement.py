"""Who has to have a second factor, and who is sent to add one first."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from landenbenadering.web.accounts.demonstration import ACCOUNTS
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.second_factors import has_second_factor
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.accounts.stages import gave_factor_elsewhere

OPEN = frozenset(
    {
        "accounts:account",
        "accounts:add-code-app",
        "accounts:add-key",
        "accounts:openid-back",
        "accounts:openid-begin",
        "accounts:sign-in",
        "accounts:sign-out",
        "dossiers:theme",
    }
)
Answer = Callable[[HttpRequest], HttpResponse]


def needs_second_factor(account: Account) -> bool:
    """Say whether a role of the account asks for a second factor.

    Of the demonstration accounts none does where this machine alone reaches the
    pages: their passwords lie in a file of this machine.
    """
    required: frozenset[str] = settings.SECOND_FACTOR_ROLES
    if not required or (settings.ON_THIS_MACHINE_ALONE and is_demonstration(account)):
        return False
    return any(held.role in required for held in capacities_of(account))


def is_demonstration(account: Account) -> bool:
    """Say whether this is an account to try a role with."""
    return account.get_username() in ACCOUNTS


class SecondFactorMiddleware:
    """Sends who needs a second factor and has none to the page where it is added."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as before; `process_view` steps in."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, *_rest: object) -> HttpResponse | None:
        """Let through who needs none, has one, gave one elsewhere or is adding one."""
        match = request.resolver_match
        if match is None or match.view_name in OPEN:
            return None
        user = request.user
        if not isinstance(user, Account) or not needs_second_factor(user):
            return None
        if has_second_factor(user) or gave_factor_elsewhere(request.session):
            return None
        return redirect("accounts:account")
