"""The list of proposals and the page of one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from landenbenadering.web.accounts.permissions import Act, may, readable_by
from landenbenadering.web.decisions.listing import ProposalFilter, proposal_page
from landenbenadering.web.decisions.page import proposal_shown
from landenbenadering.web.decisions.selectors import dossier_of
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.list_files import list_downloads, list_file


@require_safe
def proposals(request: MomentRequest) -> HttpResponse:
    """List the proposals that this reader may know of, filtered."""
    levels = readable_by(request.user)
    form = ProposalFilter(request.GET)
    page = proposal_page(form, request.as_of, levels)
    context = {
        "form": form,
        "page": page,
        "may_propose": may(request.user, Act.PROPOSE),
        "previous": _page_address(request, page.number - 1),
        "next": _page_address(request, page.number + 1),
        "downloads": list_downloads(request, "decisions:proposals"),
    }
    return render(request, "decisions/proposals.html", context)


@require_safe
def proposals_file(request: MomentRequest, suffix: str) -> HttpResponse:
    """Hand out the whole list of proposals, filtered as on its page."""
    levels = readable_by(request.user)
    form = ProposalFilter(request.GET)
    page = proposal_page(form, request.as_of, levels, whole=True)
    records = [record for record, _fact in page.rows]
    return list_file(request, records, suffix=suffix, name="proposals")


@require_safe
def proposal(request: MomentRequest, record_id: str) -> HttpResponse:
    """Show a proposal with its package, advice, rules, decision and history."""
    dossier = dossier_of(record_id, request.as_of, readable_by(request.user))
    if dossier is None:
        raise Http404
    note_records_read(request.user, dossier.shown)
    past = looks_back(request)
    day = request.as_of.known_on if past else timezone.localdate()
    shown = proposal_shown(dossier, reader=request.user, today=day, past=past)
    return render(request, "decisions/proposal.html", {"shown": shown})


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
