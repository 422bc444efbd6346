"""The page on all judgements beside the counts, with its files."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.policy.register import Register
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.design.csv_files import write_csv
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.dossiers.choices import not_offered
from landenbenadering.web.dossiers.cooperation.country import HOME, state_choices
from landenbenadering.web.dossiers.cooperation.files import about
from landenbenadering.web.dossiers.cooperation.judged import (
    YEAR_BEFORE,
    Judged,
    JudgementRow,
    counted,
    in_year,
    judged_countries,
    judgement_rows,
    no_estimate,
    year_choices,
)
from landenbenadering.web.dossiers.cooperation.kept import (
    Lack,
    comparison,
    places,
    require_comparison,
)
from landenbenadering.web.dossiers.cooperation.question import Question
from landenbenadering.web.dossiers.cooperation.words import state_name
from landenbenadering.web.dossiers.views.cooperation import csv_file
from landenbenadering.web.register.selectors import register_of_kinds


@require_safe
def judgements(request: MomentRequest) -> HttpResponse:
    """Show every judgement that the reader may read beside the estimate."""
    known = comparison(request.as_of)
    context: dict[str, object] = {
        "looks_back": looks_back(request),
        "rest": request.GET.urlencode(),
    }
    if isinstance(known, Lack):
        register = _judgements(request)
        context |= {
            "lack": known,
            "judged": judged_countries(register, no_estimate),
        }
    else:
        reporter = _question(request).reporter(known)
        judged = _judged(request, known)
        context |= {
            "known": known,
            "judged": judged,
            "counted": counted(judged),
            "states": state_choices(known, reporter),
            "reporter_code": reporter,
            "reporter": None if reporter is None else state_name(reporter),
            "only_state": known.basis.one_state,
            "year": request.GET.get("year") or YEAR_BEFORE,
        }
    return render(request, "dossiers/judgements.html", context)


@require_safe
def judgements_csv(request: MomentRequest) -> HttpResponse:
    """Hand out the rows of the page, as CSV."""
    known = require_comparison(request.as_of)
    said = about(known, request.as_of, page_language())
    rows = (
        {**row, "reasons": " ".join(row["reasons"]), **said}
        for row in judgement_rows(_judged(request, known))
    )
    columns = (*JudgementRow.__annotations__, *said)
    return csv_file(request, write_csv(rows, columns=columns), name="judgements")


@require_safe
def judgements_json(request: MomentRequest) -> JsonResponse:
    """Hand out the rows of the page, as JSON."""
    known = require_comparison(request.as_of)
    said = about(known, request.as_of, page_language())
    rows = list(judgement_rows(_judged(request, known)))
    return JsonResponse({**said, "judgements": rows})


def _judged(request: MomentRequest, known: Cooperation) -> list[Judged]:
    years = year_choices(known.basis.years)
    year = request.GET.get("year") or YEAR_BEFORE
    if year not in years:
        raise not_offered("year", year, list(years))
    found = places(known, reporter=_question(request).reporter(known))
    home = places(known, reporter=HOME)
    return judged_countries(
        _judgements(request),
        in_year(found, years[year]),
        home=in_year(home, years[year]),
    )


def _judgements(request: MomentRequest) -> Register:
    levels = readable_by(request.user)
    return register_of_kinds(("judgement",), request.as_of, levels)


def _question(request: MomentRequest) -> Question:
    return Question(met_by=request.GET.get("met-by", ""))
