"""The page on what binds a country and a sender, with its chart and files."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.core.exposure import AidTouch, Flow, Interdependence
from landenbenadering.pipelines.exposure_rows import (
    ExposureRow,
    exposure_caution,
    exposure_rows,
    touch_row,
)
from landenbenadering.pipelines.interdependence import EU, aid_touch, change_of
from landenbenadering.web.assessments.ties import measured_ties
from landenbenadering.web.design.csv_files import write_csv
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.dossiers.cooperation.words import country_name
from landenbenadering.web.dossiers.evidence import evidence_store
from landenbenadering.web.dossiers.ties.chart import has_shares, ties_spec
from landenbenadering.web.dossiers.ties.forms import HOME, SenderForm, TouchForm
from landenbenadering.web.dossiers.ties.shown import (
    missing_shown,
    names,
    ties_shown,
    touch_shown,
)
from landenbenadering.web.dossiers.views.cooperation import csv_file
from landenbenadering.web.dossiers.views.country import require_country
from landenbenadering.web.letters.pictures import drawn

# The last year of aid that the product ships, where the country has none.
_USUAL_YEAR = 2022


@require_safe
def ties(request: MomentRequest, iso3: str) -> HttpResponse:
    """Show what binds a country and a sender, and what an amount of aid touches."""
    require_country(iso3)
    form = _sender_form(request, iso3)
    context: dict[str, object] = {
        "iso3": iso3,
        "name": country_name(iso3),
        "form": form,
        "caution": exposure_caution(page_language()),
        "looks_back": looks_back(request),
        "rest": request.GET.urlencode(),
        "asked_states": request.GET.getlist("state"),
    }
    wrong = False
    if form.is_valid():
        profile = _profile(request, iso3, form)
        asked = TouchForm(request.GET, latest=_aid_year(profile))
        wrong = not asked.is_valid()
        context |= _said(profile, form) | {"touch_form": asked}
        if not wrong:
            context |= _touched(request, iso3, form, asked)
    status = 422 if wrong or not form.is_valid() else 200
    return render(request, "dossiers/ties.html", context, status=status)


@require_safe
def ties_chart(request: MomentRequest, iso3: str) -> HttpResponse:
    """Draw the shares of every tie through the years."""
    profile = _asked(request, iso3)[0]
    if not has_shares(profile):
        raise PageError(
            "PAG107",
            problem=_("No shares of ties of this country were known on this day."),
            remedy=_("Look at a later date."),
            status=404,
        )
    spec = ties_spec(
        profile,
        decimal=str(get_format("DECIMAL_SEPARATOR")),
        columns=1 if request.GET.get("narrow") == "yes" else 2,
    )
    return HttpResponse(drawn(spec), content_type="image/svg+xml")


@require_safe
def ties_csv(request: MomentRequest, iso3: str) -> HttpResponse:
    """Hand out every tie in every year as CSV."""
    profile, _form = _asked(request, iso3)
    said = _about(request)
    rows = [{**row, **said} for row in exposure_rows(profile)]
    columns = (*ExposureRow.__annotations__, *said)
    return csv_file(request, write_csv(rows, columns=columns), name=f"ties-{iso3}")


@require_safe
def ties_json(request: MomentRequest, iso3: str) -> JsonResponse:
    """Hand out every tie, its trend, and what the amount of aid touches, as JSON."""
    profile, form = _asked(request, iso3)
    asked = TouchForm(request.GET, latest=_aid_year(profile))
    touched = _touch(request, iso3, form, asked) if asked.is_valid() else None
    trends = [
        {
            "flow": one.flow.value,
            "series": one.series,
            "first": one.trend.first,
            "last": one.trend.last,
            "change_lower": one.trend.change.lower,
            "change_upper": one.trend.change.upper,
        }
        for one in profile.exposures
        if one.trend is not None
    ]
    return JsonResponse(
        {
            **_about(request),
            "country": profile.country,
            "sender": profile.sender,
            "members": list(profile.members),
            "exposures": exposure_rows(profile),
            "trends": trends,
            "missing": [flow.value for flow in profile.missing],
            "aid_change": None if touched is None else touch_row(touched),
        }
    )


def _sender_form(request: MomentRequest, iso3: str) -> SenderForm:
    return SenderForm(request.GET, country=iso3, today=timezone.localdate())


def _profile(request: MomentRequest, iso3: str, form: SenderForm) -> Interdependence:
    """Measure the ties; a country in the circle has none with it."""
    try:
        return measured_ties(form.code, country=iso3, as_of=request.as_of)
    except LandenbenaderingError as error:
        raise PageError(
            "PAG113",
            problem=_("%(name)s is, or was, itself one of the states chosen.")
            % {"name": country_name(iso3)},
            remedy=_("Choose another sender, or a circle without it."),
        ) from error


def _asked(request: MomentRequest, iso3: str) -> tuple[Interdependence, SenderForm]:
    require_country(iso3)
    form = _sender_form(request, iso3)
    if not form.is_valid():
        raise PageError(
            "PAG103",
            problem=_("The sender in this address is not one that the page offers."),
            remedy=_("Choose the sender on the page of ties."),
        )
    return _profile(request, iso3, form), form


def _said(profile: Interdependence, form: SenderForm) -> dict[str, object]:
    chosen = form.code
    whose = names(chosen.split(","))
    if chosen == EU:
        whose = _("the European Union")
    elif chosen == HOME:
        whose = _("the Netherlands")
    return {
        "sender": whose,
        "code": chosen,
        "ties": ties_shown(profile),
        "missing": missing_shown(profile),
        "has_chart": has_shares(profile),
    }


def _touched(
    request: MomentRequest, iso3: str, form: SenderForm, asked: TouchForm
) -> dict[str, object]:
    touched = _touch(request, iso3, form, asked)
    if touched is None:
        return {"no_aid_in": asked.year}
    return {"touched": touch_shown(touched)}


def _touch(
    request: MomentRequest, iso3: str, form: SenderForm, asked: TouchForm
) -> AidTouch | None:
    """Set the amount against the wholes of its year; `None` without figures of aid."""
    change = change_of(
        asked.amount_units,
        year=asked.year,
        usd_rate=asked.cleaned_data["dollars"],
        prices=asked.cleaned_data["prices"],
    )
    try:
        return aid_touch(
            evidence_store(),
            as_of=request.as_of,
            country=iso3,
            sender=form.code,
            year=asked.year,
            change=change,
        )
    except LandenbenaderingError:
        return None


def _aid_year(profile: Interdependence) -> int:
    years = [one.latest.year for one in profile.exposures if one.flow is Flow.AID]
    return max(years, default=_USUAL_YEAR)


def _about(request: MomentRequest) -> dict[str, object]:
    return {
        "known_on": request.as_of.known_on.isoformat(),
        "caution": exposure_caution(page_language()),
    }
