"""Keeping a commitment to the House with a letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.facts import Commitment, Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import DocumentKind
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    readable_by,
)
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.letter_form import LetterForm
from landenbenadering.web.decisions.selectors import Dossier, dossier_of
from landenbenadering.web.decisions.storing import now
from landenbenadering.web.decisions.views.asking import (
    record_now,
    say_refusal,
    show_form,
)
from landenbenadering.web.decisions.views.drafting import READ_OR_SEND
from landenbenadering.web.register.describe import paper_name, title_of
from landenbenadering.web.register.selectors import records_of_kind

OPENED = "commitment-"


@never_cache
@allowed(Act.SEND_LETTER)
@READ_OR_SEND
def keep(request: HttpRequest, record_id: str) -> HttpResponse:
    """Record the letter that keeps a commitment, and what it makes readable."""
    record = record_now(request, record_id)
    fact = record.fact
    if not isinstance(fact, Commitment):
        raise Http404
    if fact.kept_by is not None:
        return redirect("register:record", record_id)
    dossier = _decided(request, record)
    linkages = {} if dossier is None else {r.id: r for r, _fact in dossier.linkages}
    letters = _letters(request)
    form = LetterForm(
        request.POST if request.method == "POST" else None,
        version=record.version,
        letters=[(one.id, _name(one)) for one in letters.values()],
        linkages=[(one.id, title_of(one.fact)) for one in linkages.values()],
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        held = letters.get(data["letter"])
        try:
            services.keep_commitment(
                record,
                form.new_letter() if held is None else held,
                told=[linkages[name] for name in data.get("told", ())],
                expected_version=data["version"],
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            say_refusal(form, error, held=record)
        else:
            messages.success(request, _("The commitment is kept with this letter."))
            return redirect("register:record", record_id)
    context: dict[str, object] = {
        "record": record,
        "title": title_of(fact),
        "fact": fact,
        "dossier": dossier,
    }
    return show_form(request, "decisions/letter_form.html", context, form)


def _decided(request: HttpRequest, record: Record) -> Dossier | None:
    """Give the proposal whose decision opened a commitment, if one did."""
    if not record.id.startswith(OPENED):
        return None
    levels = readable_by(request.user)
    dossier = dossier_of(record.id.removeprefix(OPENED), now(), levels)
    if dossier is None or dossier.decision is None:
        return None
    return dossier if dossier.decision[1].commitment == record.id else None


def _letters(request: HttpRequest) -> dict[str, Record]:
    """Give the papers of the House that the register holds, the newest first."""
    found = [
        record
        for record in records_of_kind("document", now(), readable_by(request.user))
        if isinstance(record.fact, Document)
        and record.fact.kind is DocumentKind.KAMERSTUK
    ]
    found.sort(key=lambda record: (record.known_from, record.id), reverse=True)
    return {record.id: record for record in found}


def _name(record: Record) -> str:
    if not isinstance(record.fact, Document):
        raise TypeError(f"{record.id} is not a document")
    return f"{paper_name(record.fact)} – {title_of(record.fact)}"
