"""The method in plain words, with an explorer."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.web.design.moment import (
    MomentRequest,
    keep_moment,
    looks_back,
)
from landenbenadering.web.dossiers.cooperation.country import HOME, country_choices
from landenbenadering.web.dossiers.cooperation.example import examples
from landenbenadering.web.dossiers.cooperation.explorer import explored, marks
from landenbenadering.web.dossiers.cooperation.kept import Lack, comparison
from landenbenadering.web.dossiers.cooperation.words import state_name

PART = "explored"


@require_safe
def method(request: MomentRequest) -> HttpResponse:
    """Explain the comparison; htmx asks for the explorer's answer alone."""
    known = comparison(request.as_of)
    context: dict[str, object] = {"looks_back": looks_back(request)}
    status = 200
    if isinstance(known, Lack):
        context["lack"] = known
    else:
        found = explored(known, request.GET)
        context |= {"explored": found, "marks": marks(), **_around(known)}
        place = f"{request.path}?country={found.iso3}&year={found.year}"
        context["reset"] = keep_moment(place, request)
        status = 422 if found.problems else 200
    part = _asks_for_part(request) and "explored" in context
    name = "dossiers/method_answer.html" if part else "dossiers/method.html"
    # htmx swaps in no answer that is an error, and the part says what is wrong.
    response = render(request, name, context, status=200 if part else status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def _around(known: Cooperation) -> dict[str, object]:
    return {
        "known": known,
        "examples": examples(known, ("JPN", "SOM"), reporter=HOME),
        "countries": country_choices(known),
        "only_state": state_name(known.basis.states[0])
        if known.basis.one_state
        else "",
    }


def _asks_for_part(request: HttpRequest) -> bool:
    asked = request.headers
    return asked.get("HX-Target") == PART and not asked.get(
        "HX-History-Restore-Request"
    )
