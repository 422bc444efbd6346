"""What the views of the cycle share: who asks, for which proposal, and refusals."""

from http import HTTPStatus

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.decisions.refusal_words import refusal_text
from landenbenadering.web.decisions.selectors import Dossier, dossier_of
from landenbenadering.web.decisions.storing import now
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.selectors import records_by_id


def proposal_now(request: HttpRequest, record_id: str) -> Dossier:
    """Give a proposal as it is now, or answer as to the unknown."""
    found = dossier_of(record_id, now(), readable_by(request.user))
    if found is None:
        raise Http404
    if request.method in ("GET", "HEAD"):
        note_records_read(request.user, found.shown)
    return found


def record_now(request: HttpRequest, record_id: str) -> Record:
    """Give a record as it is now, or answer as to the unknown."""
    levels = readable_by(request.user)
    found = records_by_id([record_id], now(), levels).get(record_id)
    if found is None:
        raise Http404
    return found


def show_form(
    request: HttpRequest, template: str, context: dict[str, object], form: Form
) -> HttpResponse:
    """Show a page with a form; 422 when what was sent has to be corrected."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)


def say_refusal(
    form: Form, error: LandenbenaderingError, *, held: Record | None = None
) -> None:
    """Show a refusal above the form, so that nothing that was entered is lost.

    Parameters
    ----------
    held : Record or None
        What the page shows as it is now: after someone else's change, sending the
        form again is on top of that version.
    """
    conflict = isinstance(error, VersionConflictError)
    if held is not None and conflict and isinstance(form.data, QueryDict):
        data = form.data.copy()
        data["version"] = str(held.version)
        form.data = data
    form.add_error(None, refusal_text(error))
