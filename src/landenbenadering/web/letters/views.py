"""The letter's page, its chart and its downloads."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from landenbenadering.core.observation import Observation
from landenbenadering.letters.blocks import Annex, FigureChart, Letter
from landenbenadering.letters.charts import chart_svg
from landenbenadering.letters.html import to_html_fragment
from landenbenadering.pipelines.draft import WRITERS, letter_file_name
from landenbenadering.web.design.moment import MomentRequest, keep_moment
from landenbenadering.web.letters.drafts import Choice, letter_for
from landenbenadering.web.letters.forms import LetterForm

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@require_safe
def letter(request: MomentRequest) -> HttpResponse:
    """Show the letter; every claim leads to its record, every number to its cell."""
    choice = Choice.of(request.GET)
    draft = letter_for(request, choice)
    context = {
        "form": LetterForm(
            language=choice.language, with_later_figures=choice.with_later_figures
        ),
        "letter": draft,
        "fragment": mark_safe(_fragment(draft, request, choice)),  # noqa: S308  (the letters room escapes every text)
        "downloads": [
            (suffix.upper(), _address("letters:file", request, choice, suffix))
            for suffix in WRITERS
        ],
        "kept": _moment_fields(request),
    }
    return render(request, "letters/letter.html", context)


@require_safe
def letter_file(request: MomentRequest, suffix: str) -> HttpResponse:
    """Give the letter as a file, with the same choices as the page."""
    draft = letter_for(request, Choice.of(request.GET))
    answer = HttpResponse(WRITERS[suffix](draft), content_type=CONTENT_TYPES[suffix])
    name = letter_file_name(draft, suffix)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def letter_chart(request: MomentRequest, number: int) -> HttpResponse:
    """Draw the letter's chart with this number, from 1."""
    charts = _charts(letter_for(request, Choice.of(request.GET)))
    if not 1 <= number <= len(charts):
        raise Http404
    return HttpResponse(chart_svg(charts[number - 1].spec), "image/svg+xml")


def _fragment(draft: Letter, request: MomentRequest, choice: Choice) -> str:
    charts = _charts(draft)

    def record(record_id: str) -> str:
        return keep_moment(reverse("register:record", args=[record_id]), request)

    def figure(item: Observation) -> str:
        key = (item.indicator, item.reporter, item.citizenship, item.year)
        address = reverse("dossiers:figure", args=key)
        later = item.provenance.known_from > request.as_of.known_on
        return address if later else keep_moment(address, request)

    def chart(item: FigureChart) -> str:
        return _address("letters:chart", request, choice, charts.index(item) + 1)

    return to_html_fragment(
        draft, link=record, figure_link=figure, chart_address=chart, first_heading=2
    )


def _charts(draft: Letter) -> list[FigureChart]:
    blocks = [*draft.blocks, *(b for a in draft.annexes for b in _blocks(a))]
    return [block for block in blocks if isinstance(block, FigureChart)]


def _blocks(annex: Annex) -> tuple[object, ...]:
    return annex.blocks


def _address(
    name: str, request: MomentRequest, choice: Choice, *arguments: object
) -> str:
    """Give an address with the reader's choice and the moment of the page."""
    url = f"{reverse(name, args=arguments)}?{urlencode(choice.query)}"
    return keep_moment(url, request)


def _moment_fields(request: MomentRequest) -> list[tuple[str, str]]:
    """Give the parts of the address that the page's form must keep."""
    names = ("known-on", "entered-by")
    return [(name, request.GET[name]) for name in names if request.GET.get(name)]
