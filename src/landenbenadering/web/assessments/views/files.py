"""An appraisal as pictures and files."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.letters.charts import chart_svg
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.pipelines.appraise_exports import (
    instruments_as_csv,
    packages_as_csv,
    report_as_json,
    report_as_xmcda,
)
from landenbenadering.web.assessments.charts import frontier_chart, packages_chart
from landenbenadering.web.assessments.computing import AT_ONCE, MORE
from landenbenadering.web.assessments.views.asking import answered, asked_of
from landenbenadering.web.assessments.words import SheetWords
from landenbenadering.web.design.moment import MomentRequest

WRITERS: dict[str, tuple[Callable[[AppraisalReport], str], str, str]] = {
    "packages.csv": (packages_as_csv, "text/csv", "packages.csv"),
    "instruments.csv": (instruments_as_csv, "text/csv", "instruments.csv"),
    "appraisal.json": (report_as_json, "application/json", "appraisal.json"),
    "appraisal.xml": (report_as_xmcda, "application/xml", "appraisal.xml"),
}


@require_safe
def export(request: MomentRequest, name: str, kind: str) -> HttpResponse:
    """Hand out what was found as a file; the name of an illustration says so."""
    asked = asked_of(request, name, request.as_of)
    write, media, ending = WRITERS[kind]
    text = write(answered(asked, MORE))
    marked = "-illustration" if asked.appraisal.sheet.illustration else ""
    file = f"{name}{marked}-{ending}"
    return HttpResponse(
        text,
        content_type=f"{media}; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


@require_safe
def picture(request: MomentRequest, name: str, kind: str) -> HttpResponse:
    """Draw the frontier or the packages as SVG."""
    asked = asked_of(request, name, request.as_of)
    report = answered(asked, AT_ONCE)
    if not len(report.solution.chosen):
        raise Http404
    if kind == "frontier":
        if not report.frontier:
            report = answered(asked, MORE)
        texts = (
            _("Cost, thousands of euros"),
            _("Benefit, swings (scores and weights in the middle)"),
            _("within the budgets"),
            _("beyond a budget"),
        )
        spec = frontier_chart(report, texts=texts)
    else:
        asked_for = request.GET.getlist("package")[:4]
        marked = tuple(int(n) for n in asked_for if n.isascii() and n.isdigit())
        words = SheetWords(asked.question.sheet)
        spec = packages_chart(report, words, marked=marked, first=_("Package"))
    return HttpResponse(chart_svg(spec), content_type="image/svg+xml")
