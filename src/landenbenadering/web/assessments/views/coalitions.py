"""The coalition page: who shares the problem, and what a circle can decide."""

from functools import lru_cache
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.appraisal.coalition import best_partners, share_of
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.numerics.coalitions import (
    MinimalCoalitions,
    minimal_blocking,
    minimal_winning,
)
from landenbenadering.numerics.voting import VotingGame
from landenbenadering.pipelines.coalition import CoalitionReport, coalition
from landenbenadering.pipelines.coalition_exports import (
    NOT_CONFIRMED,
    coalition_as_json,
    problem_as_csv,
)
from landenbenadering.pipelines.interdependence import EU
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.policy.register import Register
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.assessments.circle_form import CircleAsked, CircleForm
from landenbenadering.web.assessments.circle_shown import (
    EUROPE,
    RULES,
    VERDICTS,
    TieCell,
    names,
    partners_shown,
    places_shown,
    power_shown,
    sharers_shown,
    smallest_shown,
)
from landenbenadering.web.assessments.ties import ties_with
from landenbenadering.web.assessments.words import number_word
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.selectors import records_on_country

_LISTED = 3
_SUGGESTED = 3


@require_safe
def coalitions(request: MomentRequest) -> HttpResponse:
    """Show what a circle of states adds up to towards a country."""
    form = CircleForm(request.GET, today=timezone.localdate())
    context: dict[str, object] = {"form": form, "query": request.GET.urlencode()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        asked = form.asked()
        try:
            report = _report(request, asked)
        except LandenbenaderingError as error:
            context["refusal"] = error
        else:
            status = HTTPStatus.OK
            context |= _shown(request, asked, report)
    partial = bool(getattr(request, "htmx", False)) and not request.headers.get(
        "HX-History-Restore-Request"
    )
    context["partial"] = partial
    name = "coalition_parts.html" if partial else "coalitions.html"
    if partial:
        # htmx swaps in only what succeeded; the part says what is wrong.
        status = HTTPStatus.OK
    return render(request, f"assessments/{name}", context, status=status)


@require_safe
def coalition_file(request: MomentRequest, suffix: str) -> HttpResponse:
    """Hand out what the page shows as JSON, or the shared problem as CSV."""
    form = CircleForm(request.GET, today=timezone.localdate())
    if not form.is_valid():
        return HttpResponse(
            form.errors.as_text(), status=400, content_type="text/plain; charset=utf-8"
        )
    asked = form.asked()
    report = _report(request, asked)
    write = coalition_as_json if suffix == "json" else problem_as_csv
    media = "application/json" if suffix == "json" else "text/csv"
    file = f"coalition-{asked.country}.{suffix}"
    return HttpResponse(
        write(report),
        content_type=f"{media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


def _report(request: MomentRequest, asked: CircleAsked) -> CoalitionReport:
    records = records_on_country(
        asked.country, request.as_of, readable_by(request.user)
    )
    return coalition(
        Register(request.as_of, tuple(records)),
        store=EvidenceStore(evidence_home()),
        country=asked.country,
        circle=asked.circle,
        on=asked.on,
        opted_out=asked.opted_out,
        rule=asked.rule,
        years=None if asked.year is None else (asked.year,),
    )


def _shown(
    request: MomentRequest, asked: CircleAsked, report: CoalitionReport
) -> dict[str, object]:
    answer = report.council
    suggested = best_partners(report.circle, problem=report.problem, many=_SUGGESTED)
    context: dict[str, object] = {
        "country": country_name(asked.country),
        "circle": names(report.circle),
        "sharers": sharers_shown(report),
        "comparable": any(row.share for row in report.problem),
        "circle_share": number_word(
            share_of(report.circle, report.problem) * 100, most=1
        ),
        "suggested": names(list(suggested)),
        "named": [
            (
                one.record_id,
                title_of(one.fact),
                [(country_name(state), rank) for state, rank in one.ranks],
            )
            for one in report.named
        ],
        "senders": _senders(asked),
        "leverage": _leverage(request.as_of, asked),
        "partners": partners_shown(report),
        "many_partners": bool(report.circle) and not report.partners,
        "answer": answer,
        "verdict": VERDICTS[answer.verdict]
        if report.circle
        else _("Choose states to see what they can do together."),
        "rule": RULES[answer.vote.rule.code],
        "taking_part": len(answer.vote.members),
        "beside": names(answer.beside),
        "extension": None if answer.extension is None else names(answer.extension),
        "extension_count": len(answer.extension or ()),
        "not_confirmed": "" if answer.confirmed else NOT_CONFIRMED.in_(page_language()),
        "power": power_shown(report),
        "places": places_shown(report),
        "europe": EUROPE,
        "wants_smallest": request.GET.get("smallest") == "yes",
    }
    if context["wants_smallest"]:
        for key, found in _smallest(answer.vote.game).items():
            listed = smallest_shown(found, answer.vote.members)
            context[key] = (number_word(found.total), listed)
    return context


@lru_cache(maxsize=16)
def _smallest(game: VotingGame) -> dict[str, MinimalCoalitions]:
    """Find the smallest majorities and blocks; kept, since they name no circle."""
    return {
        "majorities": minimal_winning(game, limit=_LISTED),
        "blocks": minimal_blocking(game, limit=_LISTED),
    }


def _senders(asked: CircleAsked) -> list[str]:
    own = names(asked.circle)
    return [country_name("NLD"), *([own] if _has_own(asked) else []), EU]


def _has_own(asked: CircleAsked) -> bool:
    return bool(asked.circle) and asked.circle != ("NLD",)


def _leverage(as_of: AsOf, asked: CircleAsked) -> list[tuple[str, list[TieCell]]]:
    """Give the ties of the country with the Netherlands, the circle and the EU."""
    senders = ["NLD", *([",".join(asked.circle)] if _has_own(asked) else []), EU]
    return ties_with(senders, country=asked.country, as_of=as_of)
