"""The moment that a page looks from, and links that keep it."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from landenbenadering.core.clocks import AsOf, end_of
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.refusal import refuse

KNOWN_ON = "known-on"
ENTERED_BY = "entered-by"
# Addresses for programs, which read their own moment and answer in their own way.
FOR_PROGRAMS = "/api/"

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class MomentRequest(HttpRequest):
    """A request after `MomentMiddleware`."""

    as_of: AsOf


class MomentMiddleware:
    """Set `request.as_of` from `?known-on=` and `?entered-by=`; show refusals.

    Without them a page looks from today at all that the register holds. A date
    that is not a day, or is later than today, gives a page with status 400: a
    later date would be answered with today's knowledge under a false date.
    Addresses for programs are left to themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: MomentRequest) -> HttpResponse:
        """Answer the request from its moment."""
        request.as_of = AsOf(known_on=timezone.localdate())
        if request.path.startswith(FOR_PROGRAMS):
            return self.get_response(request)
        try:
            request.as_of = read_moment(request.GET, today=timezone.localdate())
        except PageError as error:
            return refuse(request, error)
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Show a refusal as a page; leave other exceptions to Django."""
        if isinstance(exception, LandenbenaderingError):
            return refuse(request, exception)
        return None


def read_moment(
    query: Mapping[str, str],
    *,
    today: date,
    names: tuple[str, str] = (KNOWN_ON, ENTERED_BY),
) -> AsOf:
    """Read the moment from the query of an address.

    Parameters
    ----------
    names : tuple of str
        What the two dates are called there.

    Raises
    ------
    PageError
        PAG101 for text that is not a day, PAG102 for a day after `today`.
    """
    known_on, entered_on = (
        _read_day(query.get(name), name=name, today=today) for name in names
    )
    return AsOf(
        known_on=known_on or today,
        entered_by=None if entered_on is None else end_of(entered_on),
    )


def _read_day(text: str | None, *, name: str, today: date) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None:
        raise PageError(
            "PAG101",
            problem=_("“%(text)s” is not a date (%(name)s in the address).")
            % {"text": text[:40], "name": name},
            remedy=_("Write the date as year, month and day, as in 2013-03-06."),
        )
    if day > today:
        raise PageError(
            "PAG102",
            problem=_("%(day)s is in the future (%(name)s in the address).")
            % {"day": text, "name": name},
            remedy=_("Choose today or an earlier day: later facts are not known yet."),
        )
    return day


def looks_back(request: MomentRequest) -> bool:
    """Say whether a page shows less than is known and entered today."""
    as_of = request.as_of
    return as_of.known_on != timezone.localdate() or as_of.entered_by is not None


def keep_moment(url: str, request: HttpRequest) -> str:
    """Add the moment of `request` to an address within the application.

    Only dates that were asked for are added, so that a page of today links to
    pages of today.
    """
    kept = {name: request.GET.get(name) for name in (KNOWN_ON, ENTERED_BY)}
    asked = {name: text for name, text in kept.items() if text}
    if not asked:
        return url
    parts = urlsplit(url)
    query = [pair for pair in parse_qsl(parts.query) if pair[0] not in asked]
    return urlunsplit(parts._replace(query=urlencode([*query, *asked.items()])))
