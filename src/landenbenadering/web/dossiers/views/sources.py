"""The pages of sources: statistics of the catalogue, papers of the register."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.catalogue import sources as catalogue
from landenbenadering.policy.facts import Document
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.design.paging import rows_page
from landenbenadering.web.dossiers.evidence import evidence_store
from landenbenadering.web.register.selectors import (
    PUBLIC,
    records_by_id,
    records_citing,
    register_of_kinds,
)


@require_safe
def sources(request: MomentRequest) -> HttpResponse:
    """List what statements and figures rest on."""
    register = register_of_kinds(("document",), request.as_of, PUBLIC)
    papers = sorted(register.of(Document), key=lambda p: p[0].known_from, reverse=True)
    page = rows_page(papers, asked=request.GET.get("page", ""))
    resting = records_citing([r.id for r, _ in page.rows], request.as_of)
    context = {
        "statistics": catalogue(),
        "vintages": evidence_store().vintages(request.as_of),
        "papers": [(r, paper, len(resting[r.id])) for r, paper in page.rows],
        "page": page,
        "previous": _page_address(request, page.number - 1),
        "next": _page_address(request, page.number + 1),
    }
    return render(request, "dossiers/sources.html", context)


@require_safe
def source(request: MomentRequest, source_id: str) -> HttpResponse:
    """Show a statistic of the catalogue, or a paper and all that rests on it."""
    for entry in catalogue():
        if entry.id == source_id:
            return _statistic(request, entry)
    return _paper(request, source_id)


def _statistic(request: MomentRequest, entry: Source) -> HttpResponse:
    known = evidence_store().vintages(request.as_of)
    context = {
        "source": entry,
        "vintages": [vintage for vintage in known if vintage.source == entry.id],
    }
    return render(request, "dossiers/statistic.html", context)


def _paper(request: MomentRequest, record_id: str) -> HttpResponse:
    record = records_by_id([record_id], request.as_of).get(record_id)
    if record is not None and isinstance(record.fact, Document):
        context = {
            "record": record,
            "paper": record.fact,
            "resting": records_citing([record_id], request.as_of)[record_id],
        }
        return render(request, "dossiers/paper.html", context)
    raise PageError(
        "PAG106",
        problem=_("No source “%(source)s” was known on this day.")
        % {"source": record_id[:80]},
        remedy=_("Look at a later date, or choose one of the list of sources."),
        status=404,
    )


def _page_address(request: MomentRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}#papers"
