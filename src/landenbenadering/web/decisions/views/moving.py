"""The steps of a proposal: advice, closing, taking back, withdrawing, deciding."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.deciding import Advice
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    AdvicePosition,
    DecisionOutcome,
    ProposalState,
)
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    may,
    refuse_act,
)
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.errors import NotAllowedError
from landenbenadering.web.decisions.page import proposal_shown
from landenbenadering.web.decisions.refusal_words import refusal_text
from landenbenadering.web.decisions.step_forms import AdviceForm, DecisionForm
from landenbenadering.web.decisions.taking import wrote
from landenbenadering.web.decisions.views.asking import (
    proposal_now,
    record_now,
    say_refusal,
    show_form,
)
from landenbenadering.web.decisions.views.drafting import READ_OR_SEND
from landenbenadering.web.register.describe import title_of

Move = Callable[..., Record]
_MOVES: dict[str, Move] = {
    "ask": services.ask_advice,
    "close": services.close_advice,
    "take-back": services.take_back,
    "withdraw": services.withdraw,
}
_LINKAGE_MOVES: dict[str, Move] = {
    "drop": services.drop_linkage,
    "take": services.take_linkage,
}


@never_cache
@allowed(Act.READ_INTERNAL)
@require_POST
def move(request: HttpRequest, record_id: str, step: str) -> HttpResponse:
    """Take one of the plain steps of a proposal; say why where it cannot be taken."""
    dossier = proposal_now(request, record_id)
    version = _version(request)
    author = account_of(request)

    def take() -> None:
        if step in _LINKAGE_MOVES:
            _LINKAGE_MOVES[step](
                dossier.record,
                request.POST.get("linkage", ""),
                expected_version=version,
                author=author,
            )
        else:
            _MOVES[step](dossier, expected_version=version, author=author)

    _try(request, take)
    return redirect("decisions:proposal", record_id)


@never_cache
@allowed(Act.COORDINATE)
@require_POST
def chase(request: HttpRequest, record_id: str, step: str) -> HttpResponse:
    """Remind a department of its advice, or take its silence higher."""
    record = record_now(request, record_id)
    if not isinstance(record.fact, Advice):
        refuse_act(request, Act.COORDINATE)
        raise AssertionError("refusing raises")
    author = account_of(request)
    chased = services.remind if step == "remind" else services.escalate
    _try(request, lambda: chased(record, author=author))
    return redirect("decisions:proposal", record.fact.proposal)


def _try(request: HttpRequest, take: Callable[[], object]) -> None:
    try:
        take()
    except NotAllowedError as error:
        raise Http404 from error  # the service has recorded the refusal
    except LandenbenaderingError as error:
        messages.error(request, refusal_text(error))
    else:
        messages.success(request, _("Done. It is on record with your name."))


@never_cache
@allowed(Act.ADVISE)
@READ_OR_SEND
def advise(request: HttpRequest, record_id: str) -> HttpResponse:
    """Give the advice of one's own department."""
    record = record_now(request, record_id)
    advice = record.fact
    if not isinstance(advice, Advice) or not may(
        request.user, Act.ADVISE, department=advice.department
    ):
        refuse_act(request, Act.ADVISE)
        raise AssertionError("refusing raises")
    dossier = proposal_now(request, advice.proposal)
    sent = request.method == "POST"
    form = AdviceForm(
        request.POST if sent else None,
        initial={
            "version": record.version,
            "position": advice.position,
            "reasons": advice.reasons,
            "conditions": advice.conditions,
        },
    )
    if sent and form.is_valid():
        try:
            services.give_advice(
                record,
                position=AdvicePosition(form.cleaned_data["position"]),
                reasons=form.cleaned_data["reasons"],
                conditions=form.cleaned_data["conditions"],
                expected_version=form.cleaned_data["version"],
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            say_refusal(form, error, held=record)
        else:
            messages.success(request, _("Your advice is on record."))
            return redirect("decisions:proposal", advice.proposal)
    shown = proposal_shown(
        dossier, reader=request.user, today=timezone.localdate(), past=False
    )
    context: dict[str, object] = {"shown": shown, "advice": advice}
    return show_form(request, "decisions/advice_form.html", context, form)


@never_cache
@allowed(Act.DECIDE)
@READ_OR_SEND
def decide(request: HttpRequest, record_id: str) -> HttpResponse:
    """Take the decision on a proposal that others made."""
    dossier = proposal_now(request, record_id)
    author = account_of(request)
    if wrote(record_id, author):
        refuse_act(request, Act.DECIDE)
    if dossier.proposal.state is not ProposalState.NOTE:
        return redirect("decisions:proposal", record_id)
    today = timezone.localdate()
    found = dossier.verdicts(today=today)
    sent = request.method == "POST"
    form = DecisionForm(
        request.POST if sent else None,
        # The decision itself opens the commitment that LB08 asks for.
        broken=[v for v in found if not v.kept and v.rule.number != "LB08"],
        initial={
            "version": dossier.record.version,
            "review_on": dossier.proposal.review_on,
        },
    )
    if sent and form.is_valid():
        try:
            services.decide(
                dossier,
                outcome=DecisionOutcome(form.cleaned_data["outcome"]),
                weighing=form.cleaned_data["weighing"],
                overrides=form.overrides(by=author.get_username()),
                review_on=form.cleaned_data["review_on"],
                expected_version=form.cleaned_data["version"],
                author=author,
            )
        except LandenbenaderingError as error:
            say_refusal(form, error, held=dossier.record)
        else:
            messages.success(request, _("The decision is on record."))
            return redirect("decisions:proposal", record_id)
    shown = proposal_shown(dossier, reader=request.user, today=today, past=False)
    context: dict[str, object] = {"shown": shown, "title": title_of(dossier.proposal)}
    return show_form(request, "decisions/decision_form.html", context, form)


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
