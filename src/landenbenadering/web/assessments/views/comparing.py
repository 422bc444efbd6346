"""Packages side by side, and freezing an appraisal with one of them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from landenbenadering.appraisal.explain import as_row, difference
from landenbenadering.appraisal.frontier import package_costs
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.permissions import Act, account_of, allowed
from landenbenadering.web.assessments.address import state_query
from landenbenadering.web.assessments.computing import AT_ONCE, MORE
from landenbenadering.web.assessments.errors import AssessmentError
from landenbenadering.web.assessments.forms import FreezeForm
from landenbenadering.web.assessments.services import freeze as freeze_appraisal
from landenbenadering.web.assessments.shown import (
    bounds_word,
    packages_shown,
    regretting,
    title_of_sheet,
    totals_shown,
)
from landenbenadering.web.assessments.views.asking import (
    Asked,
    answered,
    asked_of,
    now,
    own_departments,
)
from landenbenadering.web.assessments.words import SheetWords, number_word
from landenbenadering.web.design.moment import MomentRequest

MOST = 4


@require_safe
def compare(request: MomentRequest, name: str) -> HttpResponse:
    """Show packages of the list beside each other; at most four."""
    asked = asked_of(request, name, request.as_of)
    report = answered(asked, MORE)
    words = SheetWords(asked.question.sheet)
    count = len(report.solution.packages)
    wanted = [n for n in request.GET.getlist("package") if n.isascii() and n.isdigit()]
    places = list(dict.fromkeys(int(n) - 1 for n in wanted if len(n) < 7))
    places = [k for k in places if 0 <= k < count][:MOST]
    context = _shared(request, asked) | {
        "shown": packages_shown(report, places, words) if places else [],
        "rows": _rows(report, places, words),
        "ahead": _ahead(report, places),
        "many": len(wanted) > MOST,
        "pictured": "&".join(f"package={k + 1}" for k in places),
    }
    return render(request, "assessments/compare.html", context)


def _shared(request: HttpRequest, asked: Asked) -> dict[str, object]:
    query = state_query(request.GET)
    path = reverse("assessments:room", args=(asked.appraisal.name,))
    return {
        "appraisal": asked.appraisal,
        "title": title_of_sheet(SheetWords(asked.appraisal.sheet)),
        "illustration": asked.appraisal.sheet.illustration,
        "query": query,
        "back": f"{path}?{query}" if query else path,
    }


def _rows(
    report: AppraisalReport, places: list[int], words: SheetWords
) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Give the rows of the comparison in groups: what is in, what it does, costs."""
    packages = [report.solution.packages[k] for k in places]
    held = [
        (name, [_("in") if code in p else "–" for p in packages])
        for code, name in words.instruments.items()
        if any(code in package for package in packages)
    ]
    totals = [totals_shown(report, package, words) for package in packages]
    does = [
        (f"{name} ({words.units[code]})", [one[at] for one in totals])
        for at, (code, name) in enumerate(words.criteria.items())
    ]
    problem = report.weighing.problem
    accounts = sorted({a for i in problem.instruments for a in i.costs})
    costs = [package_costs(problem, package) for package in packages]
    paid = [
        (
            f"{words.speaker(account[0])}, {account[1]}",
            [number_word(cost.get(account, 0)) for cost in costs],
        )
        for account in accounts
    ]
    shown = packages_shown(report, places, words) if places else []
    given = [(_("all together"), [one.regret for one in shown])]
    given += [
        (name, [one.gives_up[at][1] for one in shown])
        for at, name in enumerate(regretting(report, words))
    ]
    return [
        (_("Instruments"), held),
        (_("What it does"), does),
        (_("What it costs, in euros"), paid),
        (_("What one gives up at most, in swings"), given),
    ]


def _ahead(report: AppraisalReport, places: list[int]) -> list[tuple[int, int, str]]:
    """Give for each pair how far the first is ahead of the second, as bounds."""
    solution = report.solution
    rows = {k: as_row(solution.problem, solution.packages[k]) for k in places}
    return [
        (a + 1, b + 1, bounds_word(difference(solution, rows[a], rows[b])))
        for at, a in enumerate(places)
        for b in places[at + 1 :]
    ]


@never_cache
@allowed(Act.APPRAISE)
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, name: str) -> HttpResponse:
    """Freeze what the address asks for with one package of the list."""
    asked = asked_of(request, name, now())
    if asked.appraisal.sheet.illustration:
        raise Http404
    report = answered(asked, AT_ONCE)
    packages = report.solution.packages
    form = FreezeForm(
        request.POST if request.method == "POST" else None,
        departments=own_departments(request),
        packages=len(packages),
    )
    if request.method == "POST" and form.is_valid():
        try:
            frozen = freeze_appraisal(
                asked.appraisal,
                answered(asked, MORE),
                package=packages[form.cleaned_data["package"] - 1],
                owner=Department(form.cleaned_data["owner"]),
                author=account_of(request),
            )
        except AssessmentError as error:
            form.add_error(None, f"{error.problem} {error.remedy}")
        else:
            messages.success(request, _("The appraisal is frozen."))
            return redirect("assessments:room", frozen)
    words = SheetWords(asked.question.sheet)
    context = _shared(request, asked) | {
        "form": form,
        "listed": [(k + 1, words.names(p)) for k, p in enumerate(packages[:200])],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "assessments/freeze.html", context, status=status)
