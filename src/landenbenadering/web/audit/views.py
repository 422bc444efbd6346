"""The page of the audit trail; `accounts` says who may see it."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.audit.forms import TrailForm
from landenbenadering.web.audit.selectors import event_page

_BELOW = "below"
_ABOVE = "above"


def trail(request: HttpRequest, *, levels: frozenset[Disclosure]) -> HttpResponse:
    """Show one page of the trail to a reader of `levels`."""
    form = TrailForm(request.GET)
    page = event_page(
        form.wanted(),
        levels=levels,
        below=_number(request.GET.get(_BELOW, "")),
        above=_number(request.GET.get(_ABOVE, "")),
    )
    context = {
        "form": form,
        "page": page,
        "older": _address(request, _BELOW, page.older),
        "newer": _address(request, _ABOVE, page.newer),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "audit/trail.html", context, status=status)


def _number(text: str) -> int | None:
    digits = text.isascii() and text.isdigit() and len(text) < 18
    return int(text) if digits else None


def _address(request: HttpRequest, name: str, number: int | None) -> str:
    query = request.GET.copy()
    for other in (_BELOW, _ABOVE):
        query.pop(other, None)
    query[name] = str(number)
    return f"{request.path}?{query.urlencode()}"
