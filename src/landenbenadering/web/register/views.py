"""The pages of the register."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.permissions import Act, may, readable_by
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.events import events_of_versions, note_records_read
from landenbenadering.web.register.list_files import list_downloads, list_file
from landenbenadering.web.register.naming import names_beside
from landenbenadering.web.register.next_steps import steps_for
from landenbenadering.web.register.page import record_page
from landenbenadering.web.register.recordable import may_record, recordable
from landenbenadering.web.register.search_form import SearchForm
from landenbenadering.web.register.selectors import (
    SearchPage,
    held_countries,
    record_history,
    search_records,
)
from landenbenadering.web.register.words import kind_word


@require_safe
def records(request: MomentRequest) -> HttpResponse:
    """List the register as known at the moment, searched and filtered."""
    levels = readable_by(request.user)
    form, page = _found(request, page=_page_number(request.GET.get("page", "")))
    note_records_read(request.user, page.records)
    names = names_beside(page.records, request.as_of, levels)
    rows = [(r, title_of(r.fact, names=names), kind_word(r.fact)) for r in page.records]
    context = {
        "form": form,
        "page": page,
        "rows": rows,
        "previous": _page_address(request, page.number - 1),
        "next": _page_address(request, page.number + 1),
        "may_record": may(request.user, Act.RECORD_FACT),
        "downloads": list_downloads(request, "register:records"),
    }
    return render(request, "register/records.html", context)


@require_safe
def records_file(request: MomentRequest, suffix: str) -> HttpResponse:
    """Hand out the whole list, searched and filtered as on its page."""
    form, page = _found(request, page=None)
    name = "-".join(part for part in ("register", form.asked("kind")) if part)
    return list_file(request, page.records, suffix=suffix, name=name)


def _found(
    request: MomentRequest, *, page: int | None
) -> tuple[SearchForm, SearchPage]:
    levels = readable_by(request.user)
    form = SearchForm(request.GET, held=held_countries(request.as_of, levels))
    found = search_records(
        request.as_of,
        text=form.asked("q"),
        kind=form.asked("kind"),
        country=form.asked("country"),
        page=page,
        language=page_language(),
        disclosure=levels,
    )
    return form, found


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
    read = [*(one.record for one in shown.added), *shown.terms.read]
    note_records_read(request.user, [*versions, *read])
    kind = kind_name(type(shown.record.fact))
    changes = recordable(kind) is not None and may_record(
        request.user, kind, shown.record.fact
    )
    context = {
        "events": events_of_versions(versions, levels),
        "shown": shown,
        "may_record": changes,
        "steps": steps_for(request, shown.record),
        # Nothing is stricter than internal.
        "may_add": changes
        and kind != "addendum"
        and shown.record.disclosure is not Disclosure.INTERNAL,
    }
    return render(request, "register/record.html", context)


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
