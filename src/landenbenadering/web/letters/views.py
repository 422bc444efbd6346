"""The letter: read it, follow its claims, take it with you."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.core.observation import Observation
from landenbenadering.evidence.store import EvidenceStore, Vintage
from landenbenadering.letters.blocks import FigureChart, Letter
from landenbenadering.letters.html import to_html_fragment
from landenbenadering.pipelines.draft import WRITERS, draft_letter, letter_file_name
from landenbenadering.pipelines.settings import evidence_home
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import (
    ENTERED_BY,
    MomentRequest,
    keep_moment,
)
from landenbenadering.web.letters.pictures import drawn
from landenbenadering.web.register.remembering import Shelf
from landenbenadering.web.register.selectors import register_as_of

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class LetterQuery:
    """Which letter is asked for, beside its moment."""

    language: Language
    with_later_figures: bool


def read_letter_query(query: Mapping[str, str]) -> LetterQuery:
    """Read the question; without a language it is that of the page.

    Raises
    ------
    PageError
        PAG103, when a value is not one of those that the page offers.
    """
    language = query.get("language", "") or page_language().value
    later = query.get("later-figures", "")
    if language not in list(Language):
        raise _not_offered("language", language, tuple(Language))
    if later not in ("", "yes"):
        raise _not_offered("later-figures", later, ("yes",))
    return LetterQuery(Language(language), with_later_figures=later == "yes")


def _not_offered(name: str, value: str, allowed: tuple[str, ...]) -> PageError:
    return PageError(
        "PAG103",
        problem=_("“%(value)s” is not a possible value of “%(name)s”.")
        % {"value": value[:40], "name": name},
        remedy=_("Use one of: %(allowed)s.") % {"allowed": ", ".join(allowed)},
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """A letter as its page shows it.

    Attributes
    ----------
    fragment : str
        HTML, with every text of the letter escaped.
    charts : tuple of str
        What each chart draws, in the order of the letter.
    """

    fragment: str
    digest: str
    charts: tuple[str, ...]


_SHOWN: Shelf[_Shown] = Shelf(most=8)
_FILES: Shelf[tuple[str, bytes]] = Shelf(most=2)


@require_safe
def letter(request: MomentRequest) -> HttpResponse:
    """Show the letter, every claim and figure leading to where it comes from."""
    query = read_letter_query(request.GET)
    shown = _shown(request, query)
    context = {
        "digest": shown.digest,
        "fragment": mark_safe(shown.fragment),  # noqa: S308  (escaped by its writer)
        "query": query,
        "languages": list(Language),
        "entered_by": request.GET.get(ENTERED_BY, ""),
        "downloads": [
            (_with_query(reverse(f"letters:{suffix}"), request), label)
            for suffix, label in (("pdf", "PDF"), ("docx", "Word"), ("html", "HTML"))
        ],
    }
    return render(request, "letters/letter.html", context)


@require_safe
def letter_file(request: MomentRequest, suffix: str) -> HttpResponse:
    """Hand out the letter that the page shows, as a file."""
    query = read_letter_query(request.GET)

    def write() -> tuple[str, bytes]:
        draft = _draft(request, query)
        return letter_file_name(draft, suffix), WRITERS[suffix](draft)

    name, content = _FILES.answer((*_rests_on(request), query, suffix), write)
    return HttpResponse(
        content,
        content_type=MEDIA_TYPES[suffix],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def letter_chart(request: MomentRequest, number: int) -> HttpResponse:
    """Draw the chart with this number in the letter, counted from 0."""
    charts = _shown(request, read_letter_query(request.GET)).charts
    if number >= len(charts):
        raise PageError(
            "PAG107",
            problem=_("The letter as known on this day has no such chart."),
            remedy=_("Go to the letter and follow its charts from there."),
            status=404,
        )
    return HttpResponse(drawn(charts[number]), content_type="image/svg+xml")


def _shown(request: MomentRequest, query: LetterQuery) -> _Shown:
    """Give the letter with its links, which lead on from the moment of the request."""

    def compose() -> _Shown:
        draft = _draft(request, query)
        charts = _charts(draft)
        fragment = to_html_fragment(
            draft,
            link=lambda record: _record_url(request, record),
            figure_link=lambda cell: _figure_url(request, cell),
            chart_address=lambda chart: _chart_url(request, charts.index(chart)),
        )
        return _Shown(fragment, draft.digest, tuple(chart.spec for chart in charts))

    # The links carry the language of the page and what its address asks.
    asked = (page_language(), request.GET.urlencode(), query)
    return _SHOWN.answer((*_rests_on(request), *asked), compose)


def _rests_on(request: MomentRequest) -> tuple[AsOf, tuple[Vintage, ...]]:
    """Name what a letter rests on beside the register: its moment and its figures."""
    vintages = EvidenceStore(evidence_home()).vintages(AsOf(known_on=date.max))
    return request.as_of, tuple(vintages)


def _draft(request: MomentRequest, query: LetterQuery) -> Letter:
    return draft_letter(
        register_as_of(request.as_of),
        store=EvidenceStore(evidence_home()),
        language=query.language,
        with_later_figures=query.with_later_figures,
    )


def _charts(draft: Letter) -> list[FigureChart]:
    blocks = [*draft.blocks, *(b for annex in draft.annexes for b in annex.blocks)]
    return [block for block in blocks if isinstance(block, FigureChart)]


def _chart_url(request: MomentRequest, number: int) -> str:
    return _with_query(reverse("letters:chart", args=(number,)), request)


def _with_query(path: str, request: MomentRequest) -> str:
    query = request.GET.urlencode()
    return f"{path}?{query}" if query else path


def _record_url(request: MomentRequest, record: str) -> str:
    return keep_moment(reverse("register:record", args=(record,)), request)


def _figure_url(request: MomentRequest, cell: Observation) -> str:
    """Give the page of a count; a later figure is not known on the letter's day."""
    place = (cell.indicator.value, cell.reporter, cell.citizenship, cell.year)
    path = reverse("dossiers:figure", args=place)
    if cell.provenance.known_from > request.as_of.known_on:
        return path
    return keep_moment(path, request)
