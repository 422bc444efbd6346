"""Making and changing a draft: its text, its linkages, its papers."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.dealings import Contact, Instrument
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, ProposalState
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    may,
    readable_by,
    refuse_act,
)
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.forms import OnOffer, ProposalForm
from landenbenadering.web.decisions.selectors import Dossier
from landenbenadering.web.decisions.step_forms import PackageLinkageForm, PaperForm
from landenbenadering.web.decisions.storing import now
from landenbenadering.web.decisions.views.asking import (
    proposal_now,
    record_now,
    say_refusal,
    show_form,
)
from landenbenadering.web.register.describe import differences, title_of
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.selectors import records_of_kind

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@allowed(Act.PROPOSE)
@READ_OR_SEND
def add_proposal(request: HttpRequest) -> HttpResponse:
    """Open a draft for one of the departments of who is signed in."""
    author = account_of(request)
    signalled = signalled_linkage(request, request.GET.get("linkage", ""))
    country = request.GET.get("country", "")
    form = ProposalForm(
        request.POST if request.method == "POST" else None,
        departments=[d for d in Department if may(author, Act.PROPOSE, department=d)],
        country=country,
        on_offer=_on_offer(request, country or None),
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = services.open_with(form.proposal(), signalled, author=author)
        except LandenbenaderingError as error:
            say_refusal(form, error)
        else:
            messages.success(request, _("The draft is stored."))
            return redirect("decisions:proposal", opened.id)
    context: dict[str, object] = {}
    if signalled is not None:
        context["signalled"] = title_of(signalled.fact)
    return show_form(request, "decisions/proposal_form.html", context, form)


def signalled_linkage(request: HttpRequest, record_id: str) -> Record | None:
    """Give the linkage of which a proposal is made; the unknown answers as such."""
    if not record_id:
        return None
    record = record_now(request, record_id)
    if not isinstance(record.fact, Linkage):
        raise Http404
    return record


@never_cache
@allowed(Act.PROPOSE)
@READ_OR_SEND
def change_proposal(request: HttpRequest, record_id: str) -> HttpResponse:
    """Change a draft of one's own department."""
    dossier = own_draft(request, record_id)
    form = _change_form(request, dossier, version=dossier.record.version)
    context: dict[str, object] = {"dossier": dossier}
    if request.method == "POST" and form.is_valid():
        try:
            services.change_proposal(
                dossier.record,
                form.proposal(),
                expected_version=form.cleaned_data["version"],
                author=account_of(request),
            )
        except VersionConflictError:
            return _show_conflict(request, dossier, form)
        except LandenbenaderingError as error:
            say_refusal(form, error)
        else:
            messages.success(request, _("The new version of the draft is stored."))
            return redirect("decisions:proposal", record_id)
    return show_form(request, "decisions/proposal_form.html", context, form)


@never_cache
@allowed(Act.PROPOSE)
@READ_OR_SEND
def add_linkage(request: HttpRequest, record_id: str) -> HttpResponse:
    """Add a linkage to the package of a draft."""
    dossier = own_draft(request, record_id)
    instruments = [
        (record.id, title_of(record.fact))
        for record in records_of_kind("instrument", now(), readable_by(request.user))
        if isinstance(record.fact, Instrument)
    ]
    form = PackageLinkageForm(
        request.POST if request.method == "POST" else None,
        version=dossier.record.version,
        instruments=sorted(instruments, key=lambda item: item[1]),
    )
    context: dict[str, object] = {
        "dossier": dossier,
        "title": title_of(dossier.proposal),
    }
    if request.method == "POST" and form.is_valid():
        try:
            services.add_linkage(
                dossier.record,
                form.linkage(dossier.proposal.country),
                expected_version=form.cleaned_data["version"],
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            say_refusal(form, error, held=dossier.record)
        else:
            messages.success(request, _("The linkage is in the package."))
            return redirect("decisions:proposal", record_id)
    return show_form(request, "decisions/linkage_form.html", context, form)


@never_cache
@allowed(Act.PROPOSE)
@READ_OR_SEND
def add_paper(request: HttpRequest, record_id: str) -> HttpResponse:
    """Lay a new paper with a draft."""
    dossier = own_draft(request, record_id)
    form = PaperForm(
        request.POST if request.method == "POST" else None,
        version=dossier.record.version,
    )
    context: dict[str, object] = {
        "dossier": dossier,
        "title": title_of(dossier.proposal),
    }
    if request.method == "POST" and form.is_valid():
        try:
            services.add_paper(
                dossier.record,
                form.record(),
                expected_version=form.cleaned_data["version"],
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            say_refusal(form, error, held=dossier.record)
        else:
            messages.success(request, _("The paper lies with the proposal."))
            return redirect("decisions:proposal", record_id)
    return show_form(request, "decisions/paper_form.html", context, form)


def own_draft(request: HttpRequest, record_id: str) -> Dossier:
    """Give a draft that who is signed in may change, or answer as to the unknown."""
    dossier = proposal_now(request, record_id)
    if not may(request.user, Act.PROPOSE, department=dossier.proposal.owner):
        refuse_act(request, Act.PROPOSE)
    if dossier.proposal.state is not ProposalState.DRAFT:
        raise Http404
    return dossier


def _change_form(
    request: HttpRequest, dossier: Dossier, *, version: int, resend: bool = False
) -> ProposalForm:
    data = None
    if request.method == "POST":
        data = request.POST.copy()
        if resend:
            data["version"] = str(version)
    return ProposalForm(
        data,
        departments=[dossier.proposal.owner],
        held=dossier.proposal,
        version=version,
        on_offer=_on_offer(request, dossier.proposal.country),
    )


def _show_conflict(
    request: HttpRequest, dossier: Dossier, form: ProposalForm
) -> HttpResponse:
    """Show what the register holds by now beside what was entered.

    The form below knows the version that is shown: sending it again is a choice
    made with open eyes.
    """
    mine = replace(dossier.record, fact=form.proposal())
    again = _change_form(request, dossier, version=dossier.record.version, resend=True)
    context = {
        "form": again,
        "dossier": dossier,
        "conflict": differences(dossier.record, mine),
        "is_conflict": True,
    }
    status = HTTPStatus.CONFLICT
    return render(request, "decisions/proposal_form.html", context, status=status)


def _on_offer(request: HttpRequest, country: str | None) -> OnOffer:
    """Give the papers and contacts that may lie with a proposal."""
    levels = readable_by(request.user)
    papers = [
        (record.id, f"{title_of(record.fact)} ({record.fact.number})")
        for record in records_of_kind("document", now(), levels)
        if isinstance(record.fact, Document) and record.fact.kind.value in _PAPERS
    ]
    contacts = [
        (record.id, title_of(record.fact))
        for record in records_of_kind("contact", now(), levels)
        if isinstance(record.fact, Contact) and country in (None, record.fact.country)
    ]
    return OnOffer(papers, contacts)


_PAPERS = frozenset(
    {
        "relations_assessment",
        "rights_assessment",
        "situation_assessment",
        "chain_readiness",
        "report",
        "other",
    }
)
