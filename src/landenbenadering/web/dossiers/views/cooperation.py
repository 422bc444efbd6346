"""The page on how one country cooperates, with its chart and files."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.pipelines.multiplier_rows import MULTIPLIER_CAUTION
from landenbenadering.policy.facts import Judgement
from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.dossiers.cooperation.beside import judged_beside
from landenbenadering.web.dossiers.cooperation.country import (
    CountryView,
    chart_points,
    country_choices,
    country_view,
    state_choices,
)
from landenbenadering.web.dossiers.cooperation.files import (
    about,
    multiplier_file_rows,
    multipliers_csv,
)
from landenbenadering.web.dossiers.cooperation.kept import (
    Lack,
    comparison,
    require_comparison,
)
from landenbenadering.web.dossiers.cooperation.question import (
    read_question,
)
from landenbenadering.web.dossiers.cooperation.trend import trend_spec
from landenbenadering.web.dossiers.cooperation.words import (
    SERIES,
    country_name,
    state_name,
)
from landenbenadering.web.dossiers.views.country import require_country
from landenbenadering.web.letters.pictures import drawn
from landenbenadering.web.register.selectors import register_of_kinds


@require_safe
def cooperation(request: MomentRequest, iso3: str) -> HttpResponse:
    """Show how a country cooperates, as far as the counts can tell."""
    require_country(iso3)
    question = read_question(request.GET)
    known = comparison(request.as_of, series=question.series)
    judgement = _judgement(request, iso3)
    context: dict[str, object] = {
        "iso3": iso3,
        "name": country_name(iso3),
        "question": question,
        "series": SERIES,
        "caution": MULTIPLIER_CAUTION.in_(page_language()),
        "judgement": judgement,
        "looks_back": looks_back(request),
        "rest": request.GET.urlencode(),
    }
    if isinstance(known, Lack):
        context["lack"] = known
    else:
        view = country_view(iso3, known=known, question=question)
        context |= _said(known, view)
        average = None if view.course is None else view.course.average
        context["beside"] = judged_beside(
            judgement, average, series=question.series, home=view.elsewhere
        )
    return render(request, "dossiers/cooperation.html", context)


@require_safe
def chart(request: MomentRequest, iso3: str) -> HttpResponse:
    """Draw the multipliers of a country, and of those beside it, by year."""
    view = _viewed(request, iso3)[1]
    if not view.shown:
        raise PageError(
            "PAG107",
            problem=_("No counts of this country were known on this day."),
            remedy=_("Look at a later date."),
            status=404,
        )
    spec = trend_spec(
        chart_points(view),
        names=[course.name for course in view.shown],
        decimal=str(get_format("DECIMAL_SEPARATOR")),
    )
    return HttpResponse(drawn(spec), content_type="image/svg+xml")


@require_safe
def cooperation_csv(request: MomentRequest, iso3: str) -> HttpResponse:
    """Hand out the multipliers that the page shows, as CSV."""
    known, view = _viewed(request, iso3)
    text = multipliers_csv(
        known, _multipliers(view), as_of=request.as_of, language=page_language()
    )
    return csv_file(request, text, name=f"cooperation-{iso3}")


@require_safe
def cooperation_json(request: MomentRequest, iso3: str) -> JsonResponse:
    """Hand out the multipliers that the page shows, as JSON."""
    known, view = _viewed(request, iso3)
    said = about(known, request.as_of, page_language())
    rows = multiplier_file_rows(known, _multipliers(view))
    return JsonResponse({**said, "multipliers": rows})


def csv_file(request: MomentRequest, text: str, *, name: str) -> HttpResponse:
    """Answer with a file named after the day it looks from."""
    day = request.as_of.known_on.isoformat()
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}-known-on-{day}.csv"'
        },
    )


def _viewed(request: MomentRequest, iso3: str) -> tuple[Cooperation, CountryView]:
    require_country(iso3)
    question = read_question(request.GET)
    known = require_comparison(request.as_of, series=question.series)
    return known, country_view(iso3, known=known, question=question)


def _multipliers(view: CountryView) -> list[Multiplier]:
    return [item for one in view.shown for item in (*one.years, one.average)]


def _said(known: Cooperation, view: CountryView) -> dict[str, object]:
    """Give what a comparison says of a country, in the words of its template."""
    chosen = {course.iso3 for course in view.shown}
    return {
        "known": known,
        "view": view,
        "course": view.course,
        "reporter": None if view.reporter is None else state_name(view.reporter),
        "only_state": state_name(known.basis.states[0])
        if known.basis.one_state
        else "",
        "states": state_choices(known, view.reporter),
        "countries": [pair for pair in country_choices(known) if pair[0] not in chosen],
        "drivers": []
        if view.course is None
        else [
            (country_name(one.reporter), one.share)
            for one in view.course.average.drivers
        ],
    }


def _judgement(request: MomentRequest, iso3: str) -> tuple[Record, Judgement] | None:
    levels = readable_by(request.user)
    register = register_of_kinds(("judgement",), request.as_of, levels)
    return next((p for p in register.of(Judgement) if p[1].country == iso3), None)
