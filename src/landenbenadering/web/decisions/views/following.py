"""What follows a decision: the next state of a linkage, and its reviews."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.states import THROUGH_A_PROPOSAL, next_states
from landenbenadering.policy.vocabulary import LinkageState
from landenbenadering.web.accounts.permissions import Act, account_of, allowed
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.step_forms import ReviewForm, StepForm
from landenbenadering.web.decisions.views.asking import (
    record_now,
    say_refusal,
    show_form,
)
from landenbenadering.web.decisions.views.drafting import READ_OR_SEND
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.words import word


@never_cache
@allowed(Act.REVIEW)
@READ_OR_SEND
def step_linkage(request: HttpRequest, record_id: str) -> HttpResponse:
    """Bring a linkage to its next state."""
    record, linkage = _linkage(request, record_id)
    allowed_states = next_states(linkage) - THROUGH_A_PROPOSAL
    if not allowed_states:
        raise Http404
    form = StepForm(
        request.POST if request.method == "POST" else None,
        version=record.version,
        states=[(s.value, word(s)) for s in LinkageState if s in allowed_states],
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.step_linkage(
                record,
                LinkageState(form.cleaned_data["to"]),
                expected_version=form.cleaned_data["version"],
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            say_refusal(form, error, held=record)
        else:
            messages.success(request, _("The new state is on record."))
            return redirect("register:record", record_id)
    context: dict[str, object] = {
        "record": record,
        "title": title_of(linkage),
        "state": word(linkage.state),
    }
    return show_form(request, "decisions/step_form.html", context, form)


@never_cache
@allowed(Act.REVIEW)
@READ_OR_SEND
def review_linkage(request: HttpRequest, record_id: str) -> HttpResponse:
    """Record a review of a linkage."""
    record, linkage = _linkage(request, record_id)
    form = ReviewForm(
        request.POST if request.method == "POST" else None, version=record.version
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.review_linkage(
                record,
                form.review(),
                expected_version=form.cleaned_data["version"],
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            say_refusal(form, error, held=record)
        else:
            messages.success(request, _("The review is on record."))
            return redirect("register:record", record_id)
    context: dict[str, object] = {
        "record": record,
        "title": title_of(linkage),
        "state": word(linkage.state),
    }
    return show_form(request, "decisions/review_form.html", context, form)


def _linkage(request: HttpRequest, record_id: str) -> tuple[Record, Linkage]:
    record = record_now(request, record_id)
    if not isinstance(record.fact, Linkage):
        raise Http404
    return record, record.fact
