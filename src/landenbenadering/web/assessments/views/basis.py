"""What an appraisal rests on."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from landenbenadering.appraisal.weighing import Weighing
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.pipelines.appraise import weigh
from landenbenadering.pipelines.interdependence import EU
from landenbenadering.web.assessments.address import state_query
from landenbenadering.web.assessments.basis import basis_shown, constraints_shown
from landenbenadering.web.assessments.shown import title_of_sheet
from landenbenadering.web.assessments.ties import ties_with
from landenbenadering.web.assessments.views.asking import Asked, asked_of
from landenbenadering.web.assessments.words import SheetWords
from landenbenadering.web.design.moment import MomentRequest, keep_moment
from landenbenadering.web.register.plain_details import country_name


@require_safe
def basis(request: MomentRequest, name: str) -> HttpResponse:
    """Show each score and cost with its source, and what binds the country."""
    asked = asked_of(request, name, request.as_of)
    words = SheetWords(asked.appraisal.sheet)
    weighing = _weighing(asked)
    problem = () if weighing is None else weighing.problem.instruments
    query = state_query(request.GET)
    path = reverse("assessments:room", args=(name,))
    coalitions = reverse("assessments:coalitions")
    context = {
        "appraisal": asked.appraisal,
        "title": title_of_sheet(words),
        "illustration": asked.appraisal.sheet.illustration,
        "back": f"{path}?{query}" if query else path,
        "instruments": basis_shown(
            words,
            asked.question.figures,
            {i.code: i.forbidden_by for i in problem if i.forbidden_by is not None},
        ),
        "constraints": constraints_shown(words),
        "senders": [country_name("NLD"), EU],
        "countries": [
            (
                country_name(code),
                code,
                ties_with(["NLD", EU], country=code, as_of=request.as_of),
                keep_moment(f"{coalitions}?country={code}", request),
            )
            for code in asked.appraisal.countries
        ],
    }
    return render(request, "assessments/basis.html", context)


def _weighing(asked: Asked) -> Weighing | None:
    """Weigh the sheet as it was stored; the room says what is wrong with it."""
    try:
        return weigh(asked.appraisal.sheet, figures=asked.question.figures)
    except LandenbenaderingError:
        return None
