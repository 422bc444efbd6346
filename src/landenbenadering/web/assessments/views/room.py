"""The appraisal room: what is chosen, and what follows from it at once."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from landenbenadering.appraisal.explain import explain
from landenbenadering.appraisal.feasibility import conflicting_constraints
from landenbenadering.appraisal.preferences import (
    CONTRADICTION,
    Statement,
    conflicting_statements,
)
from landenbenadering.appraisal.robust import standing
from landenbenadering.appraisal.statement_effects import StatementEffect
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.web.accounts.permissions import Act, allowed, may
from landenbenadering.web.assessments.address import (
    DROP,
    SAY,
    VIEW,
    state_pairs,
    state_query,
    statement_text,
)
from landenbenadering.web.assessments.by_country_shown import countries_shown
from landenbenadering.web.assessments.computing import (
    AT_ONCE,
    MORE,
    answer,
    is_whole,
    run_of,
    start_run,
)
from landenbenadering.web.assessments.errors import AssessmentError
from landenbenadering.web.assessments.reasons import reasons_shown
from landenbenadering.web.assessments.shown import (
    PAGE_SIZE,
    budgets_shown,
    departments_shown,
    effects_shown,
    explanation_shown,
    instruments_shown,
    package_order,
    packages_shown,
    regretting,
    statements_shown,
    thresholds_shown,
    title_of_sheet,
    weights_shown,
)
from landenbenadering.web.assessments.statement_forms import FORMS, PreferenceForm
from landenbenadering.web.assessments.views.asking import Asked, asked_of, now
from landenbenadering.web.assessments.words import (
    SheetWords,
    number_word,
    refusal_word,
)
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.register.words import word


@require_safe
def room(request: MomentRequest, name: str) -> HttpResponse:
    """Show the room; a preference that was filled in comes into the address."""
    asked = asked_of(request, name, request.as_of)
    forms = _preference_forms(request, asked)
    sent = next((form for form in forms if form.is_bound), None)
    if sent is not None and sent.is_valid():
        texts = [*request.GET.getlist(SAY), statement_text(sent.line())]
        query = state_query(request.GET, **{SAY: list(dict.fromkeys(texts))})
        return redirect(f"{request.path}?{query}#statements")
    wrong = bool(asked.state.wrong_budgets) or sent is not None
    context = _context(request, asked) | {"forms": forms, "sent": sent}
    partial = bool(getattr(request, "htmx", False)) and _wants_part(request)
    context["partial"] = partial
    return render(
        request,
        "assessments/room_parts.html" if partial else "assessments/room.html",
        context,
        # htmx swaps in only what succeeded; the part says what is wrong.
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong and not partial else 200,
    )


@never_cache
@allowed(Act.APPRAISE)
@require_POST
def run(request: HttpRequest, name: str) -> HttpResponse:
    """Start a long run, or end the one that goes on; then show the room again."""
    asked = asked_of(request, name, now())
    if "stop" in request.POST:
        going = run_of(asked.question)
        if going is not None:
            going.stop = True
    else:
        try:
            start_run(asked.question)
        except AssessmentError:
            wait = _("Two long runs go on already: wait until one has ended.")
            messages.warning(request, wait)
    return redirect(_room_address(request, name))


def _room_address(request: HttpRequest, name: str) -> str:
    query = state_query(request.GET)
    path = reverse("assessments:room", args=(name,))
    return f"{path}?{query}" if query else path


def _wants_part(request: HttpRequest) -> bool:
    return not request.headers.get("HX-History-Restore-Request")


def _preference_forms(request: HttpRequest, asked: Asked) -> list[PreferenceForm]:
    stated = request.GET.get("state", "")
    return [
        kind(asked.appraisal.sheet, request.GET if stated == kind.form else None)
        for kind in FORMS
    ]


def _context(request: MomentRequest, asked: Asked) -> dict[str, object]:
    words = SheetWords(asked.question.sheet)
    own = SheetWords(asked.appraisal.sheet)
    context: dict[str, object] = {
        "appraisal": asked.appraisal,
        "parts": [
            (one.name, title_of_sheet(SheetWords(one.sheet)))
            for one in asked.appraisal.parts
        ],
        "title": title_of_sheet(own),
        "note": asked.appraisal.sheet.note.in_(page_language()),
        "illustration": asked.appraisal.sheet.illustration,
        "owner": "" if asked.appraisal.owner is None else word(asked.appraisal.owner),
        "view": asked.state.view,
        "view_name": words.departments.get(asked.state.view, ""),
        "views": list(words.departments.items()),
        "room": reverse("assessments:room", args=(asked.appraisal.name,)),
        "query": state_query(request.GET),
        "statements": _statements(request, asked, own),
        "kept": state_pairs(request.GET, without=("choice.", "budget.", DROP, VIEW)),
        "state": state_pairs(request.GET, without=()),
        "may_freeze": may(request.user, Act.APPRAISE),
        "may_write": _may_write(request, asked),
        "may_keep": bool(asked.appraisal.version) and _may_write(request, asked),
        "chosen_package": None
        if asked.appraisal.package is None
        else own.names(asked.appraisal.package),
    }
    try:
        patience = MORE if request.GET.get("take") == "more" else AT_ONCE
        report = answer(asked.question, patience)
    except LandenbenaderingError as error:
        rows = instruments_shown(None, asked.state, words)
        budgets = budgets_shown(None, asked.state, own)
        refusal = _refusal(error, asked, words)
        return context | {"instruments": rows, "budgets": budgets} | refusal
    return context | _findings(request, asked, report, words)


def _may_write(request: MomentRequest, asked: Asked) -> bool:
    """Say whether someone may change this sheet, or make a copy to change.

    Not while looking back: what is written is written today.
    """
    own = asked.appraisal.version is not None
    department = asked.appraisal.owner if own else None
    return not looks_back(request) and may(
        request.user, Act.APPRAISE, department=department
    )


def _statements(
    request: HttpRequest, asked: Asked, words: SheetWords
) -> list[tuple[object, str]]:
    """Give each statement with the address of the room without it, if it was added."""
    said = request.GET.getlist(SAY)
    rows: list[tuple[object, str]] = []
    for row in statements_shown(asked.state, words):
        others = [text for text in said if text != row.text]
        query = state_query(request.GET, **{SAY: others or None})
        rows.append((row, "" if row.place is not None else f"?{query}#statements"))
    return rows


def _refusal(
    error: LandenbenaderingError, asked: Asked, words: SheetWords
) -> dict[str, object]:
    conflict: tuple[Statement, ...] = ()
    if error.code == CONTRADICTION:
        weighing = asked.question.weighing()
        conflict = conflicting_statements(
            weighing.of(*asked.question.speakers), weighing.problem.criteria
        )
    return {
        "refusal": error,
        "refusal_said": refusal_word(error),
        "conflict": [
            (words.statement(one), words.speaker(one.said_by)) for one in conflict
        ],
    }


def _findings(
    request: MomentRequest, asked: Asked, report: AppraisalReport, words: SheetWords
) -> dict[str, object]:
    own = SheetWords(asked.appraisal.sheet)
    count = len(report.solution.chosen)
    found: dict[str, object] = {
        "instruments": instruments_shown(report, asked.state, words),
        "budgets": budgets_shown(report, asked.state, own),
        "count": count,
        "complete": report.complete,
        "shortfall": None
        if report.shortfall is None
        else number_word(report.shortfall, most=4),
        "exact_in_the_middle": report.shortfall == 0,
        "unfinished": list(dict.fromkeys(map(words.step, report.unfinished))),
        "whole": is_whole(report),
        "took_more": request.GET.get("take") == "more",
        "run": _run(asked, words),
        "missing": [
            (words.names([owner]), words.criteria[criterion])
            for owner, criterion in report.weighing.missing
        ],
    }
    if not count:
        conflict = conflicting_constraints(report.weighing.problem)
        return found | {"infeasible": [words.constraint(one) for one in conflict]}
    tally: dict[str, int] = {}
    for share in report.solution.core_index.values():
        stands = standing(share).value
        tally[stands] = tally.get(stands, 0) + 1
    return found | {"tally": tally} | _tables(request, report, words)


def _tables(
    request: HttpRequest, report: AppraisalReport, words: SheetWords
) -> dict[str, object]:
    order = package_order(report)
    pages = -(-len(order) // PAGE_SIZE)
    wanted = request.GET.get("page", "1")
    short = wanted.isascii() and wanted.isdigit() and len(wanted) < 6
    number = min(max(1, int(wanted) if short else 1), pages)
    places = order[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    why = [code for code in request.GET.getlist("why") if code in words.instruments]
    asked_why = "why" in request.GET
    return {
        "packages": packages_shown(report, places, words),
        "page": number,
        "pages": pages,
        "regretting": regretting(report, words),
        "has_ranks": report.chance is not None,
        "draws": 0 if report.chance is None else report.chance.draws,
        "without": effects_shown(report.withdrawn, words, most=40),
        "one_more": effects_shown(_settling(report), words),
        "settles_nothing": report.one_more is not None and not _settling(report),
        "departments": departments_shown(report, words),
        "by_country": countries_shown(report, words),
        "reasons": reasons_shown(report, words),
        "thresholds": thresholds_shown(report, words),
        "criteria": list(words.criteria.values()),
        "weights": weights_shown(report, order[:10]),
        "frontier": [
            (
                number_word(point.eur),
                number_word(point.benefit),
                words.names(point.package),
                point.affordable,
            )
            for point in report.frontier
        ],
        "why": set(why),
        "explanation": explanation_shown(explain(report.solution, why), words)
        if asked_why
        else None,
    }


def _settling(report: AppraisalReport) -> list[StatementEffect]:
    """Give the statements that would leave fewer packages, or move an instrument."""
    count = len(report.solution.chosen)
    found = report.one_more or ()
    return [one for one in found if one.moves or one.packages != count]


def _run(asked: Asked, words: SheetWords) -> dict[str, object] | None:
    run = run_of(asked.question)
    if run is None or run.ended:
        return None
    return {"step": words.step(run.step), "done": run.done, "total": run.total}
