"""The map of the world by class, with its files."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.evidence.outlines import DOT, HEIGHT, WIDTH
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.pipelines.multiplier_rows import MULTIPLIER_CAUTION
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.dossiers.cooperation.country import state_choices
from landenbenadering.web.dossiers.cooperation.files import (
    about,
    multiplier_file_rows,
    multipliers_csv,
)
from landenbenadering.web.dossiers.cooperation.kept import (
    OF_ALL_YEARS,
    Lack,
    comparison,
    require_comparison,
)
from landenbenadering.web.dossiers.cooperation.question import read_question
from landenbenadering.web.dossiers.cooperation.words import SERIES, state_name
from landenbenadering.web.dossiers.cooperation.world import World, world
from landenbenadering.web.dossiers.views.cooperation import csv_file

_PICTURE = {"map_width": WIDTH, "map_height": HEIGHT, "map_dot": DOT}


@require_safe
def world_page(request: MomentRequest) -> HttpResponse:
    """Show how return runs with every country."""
    question = read_question(request.GET)
    known = comparison(request.as_of, series=question.series)
    context: dict[str, object] = {
        "question": question,
        "series": SERIES,
        "caution": MULTIPLIER_CAUTION.in_(page_language()),
        "looks_back": looks_back(request),
        "rest": request.GET.urlencode(),
    }
    if isinstance(known, Lack):
        context["lack"] = known
    else:
        found = world(known, question)
        context |= {
            "known": known,
            "world": found,
            "reporter": None if found.reporter is None else state_name(found.reporter),
            "only_state": known.basis.one_state,
            "states": state_choices(known, found.reporter),
            "places": found.map_places,
            "when": _when(known, found),
            **_PICTURE,
        }
    return render(request, "dossiers/world.html", context)


@require_safe
def world_svg(request: MomentRequest) -> HttpResponse:
    """Hand out the map as a picture of its own."""
    known, found = _asked(request)
    context = {"places": found.map_places, "when": _when(known, found), **_PICTURE}
    picture = render_to_string("dossiers/world_map.html", {**context, "alone": True})
    return HttpResponse(picture, content_type="image/svg+xml")


@require_safe
def world_csv(request: MomentRequest) -> HttpResponse:
    """Hand out the multipliers of the table, as CSV."""
    known, found = _asked(request)
    items = [row.item for row in found.rows]
    said = multipliers_csv(known, items, as_of=request.as_of, language=page_language())
    return csv_file(request, said, name="cooperation")


@require_safe
def world_json(request: MomentRequest) -> JsonResponse:
    """Hand out the multipliers of the table, as JSON."""
    known, found = _asked(request)
    rows = multiplier_file_rows(known, [row.item for row in found.rows])
    said = about(known, request.as_of, page_language())
    return JsonResponse({**said, "multipliers": rows})


def _asked(request: MomentRequest) -> tuple[Cooperation, World]:
    question = read_question(request.GET)
    known = require_comparison(request.as_of, series=question.series)
    return known, world(known, question)


def _when(known: Cooperation, found: World) -> str:
    if found.year != OF_ALL_YEARS:
        return str(found.year)
    first, last = known.basis.years[0], known.basis.years[-1]
    return _("%(first)s to %(last)s") % {"first": first, "last": last}
