"""The pages of the register."""

from datetime import date
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, allowed, may, readable_by
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.register.describe import details_of, differences, title_of
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.events import events_of_versions, note_records_read
from landenbenadering.web.register.forms import LinkageForm, linkage_initial
from landenbenadering.web.register.page import record_page
from landenbenadering.web.register.recordable import may_record, recordable
from landenbenadering.web.register.search_form import SearchForm
from landenbenadering.web.register.selectors import (
    held_countries,
    record_history,
    record_versions,
    records_of_kind,
    search_records,
)
from landenbenadering.web.register.services import record_linkage
from landenbenadering.web.register.words import kind_word


@require_safe
def records(request: MomentRequest) -> HttpResponse:
    """List the register as known at the moment, searched and filtered."""
    levels = readable_by(request.user)
    form = SearchForm(request.GET, held=held_countries(request.as_of, levels))
    page = search_records(
        request.as_of,
        text=form.asked("q"),
        kind=form.asked("kind"),
        country=form.asked("country"),
        page=_page_number(request.GET.get("page", "")),
        language=page_language(),
        disclosure=levels,
    )
    note_records_read(request.user, page.records)
    rows = [(r, title_of(r.fact), kind_word(r.fact)) for r in page.records]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "previous": _page_address(request, page.number - 1),
        "next": _page_address(request, page.number + 1),
        "may_record": may(request.user, Act.RECORD_FACT),
    }
    return render(request, "register/records.html", context)


@require_safe
def record(request: MomentRequest, record_id: str) -> HttpResponse:
    """Show one record with its dates, sources and versions.

    A record that does not exist, is not known yet or is not for this reader
    gives one and the same page.
    """
    levels = readable_by(request.user)
    history = record_history(record_id, request.as_of, levels)
    if not history.versions:
        return render(request, "register/not_known.html", status=HTTPStatus.NOT_FOUND)
    shown = record_page(history, as_of=request.as_of, disclosure=levels)
    versions = [*history.versions, *(wrong for wrong, _by in history.corrected)]
    note_records_read(request.user, [*versions, *shown.terms.read])
    kind = kind_name(type(shown.record.fact))
    context = {
        "events": events_of_versions(versions, levels),
        "shown": shown,
        "may_record": recordable(kind) is not None
        and may_record(request.user, kind, shown.record.fact),
    }
    return render(request, "register/record.html", context)


@never_cache
@allowed(Act.RECORD_FACT)
@require_http_methods(["GET", "HEAD", "POST"])
def add_linkage(request: HttpRequest) -> HttpResponse:
    """Record a new linkage."""
    return _linkage_form(request, None, last_version=0)


@never_cache
@allowed(Act.RECORD_FACT)
@require_http_methods(["GET", "HEAD", "POST"])
def change_linkage(request: HttpRequest, record_id: str) -> HttpResponse:
    """Record a new version of a linkage, beside the one that holds today."""
    versions = record_versions(record_id, _today(), readable_by(request.user))
    if not versions or not isinstance(versions[0].fact, Linkage):
        raise Http404
    last_version = max(version.version for version in versions)
    return _linkage_form(request, versions[0], last_version=last_version)


def _linkage_form(
    request: HttpRequest, held: Record | None, *, last_version: int
) -> HttpResponse:
    documents = _documents(request)
    if request.method != "POST":
        initial = linkage_initial(held, version=last_version) if held else None
        form = LinkageForm(documents=documents, initial=initial)
        return _show_form(request, form, held)
    form = LinkageForm(request.POST, documents=documents)
    if not form.is_valid():
        return _show_form(request, form, held)
    try:
        kept = record_linkage(
            form.entry(),
            author=_account(request),
            replaces=held,
            expected_version=form.cleaned_data["version"] if held else 0,
        )
    except VersionConflictError:
        if held is None:
            raise
        return _show_conflict(request, form, held, last_version=last_version)
    except LandenbenaderingError as error:
        field = "document_number" if error.code == "REG102" else None
        form.add_error(field, f"{error.problem} {error.remedy}")
        return _show_form(request, form, held)
    messages.success(
        request,
        _("Recorded: %(title)s. It is known from %(day)s.")
        % {"title": title_of(kept.fact), "day": date_format(kept.known_from, "j F Y")},
    )
    return redirect("register:record", kept.id)


def _show_form(
    request: HttpRequest, form: LinkageForm, held: Record | None
) -> HttpResponse:
    context = {
        "form": form,
        "held": held,
        "held_details": details_of(held) if held else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "register/linkage_form.html", context, status=status)


def _show_conflict(
    request: HttpRequest, form: LinkageForm, held: Record, *, last_version: int
) -> HttpResponse:
    """Show what the register holds by now beside what was entered.

    The form below holds what was entered and knows the version that is shown, so
    that sending it again is a choice made with open eyes.
    """
    data = request.POST.copy()
    data["version"] = str(last_version)
    own = form.entry().record(held.id, replaces=held)
    context = {
        "form": LinkageForm(data, documents=_documents(request)),
        "held": held,
        "held_details": details_of(held),
        "conflict": differences(held, own),
        "is_conflict": True,
    }
    return render(
        request, "register/linkage_form.html", context, status=HTTPStatus.CONFLICT
    )


def _documents(request: HttpRequest) -> dict[str, tuple[Document, date]]:
    """Give the documents that may be cited today, each with its day."""
    levels = readable_by(request.user)
    return {
        record.id: (record.fact, record.fact.dated or record.known_from)
        for record in records_of_kind("document", _today(), levels)
        if isinstance(record.fact, Document)
    }


def _today() -> AsOf:
    return AsOf(known_on=timezone.localdate())


def _account(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise TypeError("only who is signed in gets here")
    return request.user


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
