"""When the door closes: for a name at an address, for a name, and for an address."""

from collections.abc import Mapping

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from landenbenadering.web.accounts.addresses import client_address


class LockOut(AxesDatabaseHandler):  # type: ignore[misc]  # axes has no types
    """Counts as django-axes does, and in all for each name and each address.

    A name at an address counts for at most what closes the door for both, so that no
    single address closes a name everywhere, and no single name an address.
    """

    def get_failures(
        self, request: HttpRequest, credentials: Mapping[str, str] | None = None
    ) -> int:
        """Give the failures that count for this name at this address.

        As many as close the door, where either has too many in all.
        """
        counted = int(super().get_failures(request, credentials))
        if counted < settings.AXES_FAILURE_LIMIT and _closed(request, credentials):
            return int(settings.AXES_FAILURE_LIMIT)
        return counted


def _closed(request: HttpRequest, credentials: Mapping[str, str] | None) -> bool:
    """Say whether a name or an address has too many failures in all."""
    since = get_cool_off_threshold(request)
    recent = AccessAttempt.objects.filter(attempt_time__gte=since)
    name = get_client_username(request, credentials)
    of_name = _in_all(recent.filter(username=name), "ip_address")
    of_address = _in_all(recent.filter(ip_address=client_address(request)), "username")
    return (
        of_name >= settings.LOCK_OUT_OF_NAME
        or of_address >= settings.LOCK_OUT_OF_ADDRESS
    )


def _in_all(attempts: "QuerySet[AccessAttempt]", by: str) -> int:
    """Add failures up, each `by` for at most what closes the door for both."""
    each = attempts.values(by).annotate(failures=Sum("failures_since_start"))
    limit = int(settings.AXES_FAILURE_LIMIT)
    return sum(min(row["failures"], limit) for row in each)
