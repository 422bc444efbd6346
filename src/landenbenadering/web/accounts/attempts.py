"""Wrong second factors count for the lock-out as wrong passwords do."""

from axes.handlers.proxy import AxesProxyHandler
from django.http import HttpRequest

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.sign_in_events import record_of_account


def locked_out(request: HttpRequest, account: Account) -> bool:
    """Say whether the door is closed for this account at this address."""
    return not AxesProxyHandler.is_allowed(request, _named(account))


def count_failure(request: HttpRequest, account: Account, *, factor: str) -> None:
    """Count a wrong second factor, and record it."""
    record_of_account("second-factor.failed", account, after={"factor": factor})
    AxesProxyHandler.user_login_failed(
        sender=__name__, credentials=_named(account), request=request
    )


def _named(account: Account) -> dict[str, str]:
    return {"username": account.get_username()}
