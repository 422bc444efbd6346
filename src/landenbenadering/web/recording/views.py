"""The pages on which facts are recorded, changed and corrected."""

from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.codec import kind_name, record_to_plain
from landenbenadering.policy.dealings import Addendum, Contact
from landenbenadering.policy.facts import Document, Fact
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Actor, Disclosure
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    readable_by,
    refuse_act,
)
from landenbenadering.web.recording.forms import FactForm
from landenbenadering.web.recording.layout import sections_of
from landenbenadering.web.recording.offers import Offers
from landenbenadering.web.recording.own_reports import own_report_of
from landenbenadering.web.recording.refusals import say_refusal
from landenbenadering.web.recording.sending import Shown, resized
from landenbenadering.web.recording.services import (
    record_new,
    record_version,
    version_of,
)
from landenbenadering.web.recording.shapes import flat, record_shape
from landenbenadering.web.register.counted_words import cautions_of
from landenbenadering.web.register.describe import (
    Difference,
    all_differences,
    details_of,
    title_of,
)
from landenbenadering.web.register.errors import VersionConflictError
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.recordable import (
    GROUPS,
    act_for,
    departments_of,
    may_record,
    recordable,
)
from landenbenadering.web.register.selectors import record_versions
from landenbenadering.web.register.words import KINDS

# Where the country stands that a fact is about.
_ABOUT = ("fact-country", "fact-towards", "fact-partner", "fact-countries-0")
READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Looked:
    """What is recorded: a kind of fact, and the version that was looked at.

    Attributes
    ----------
    held : Record or None
        The version that holds; `None` for a new fact.
    last_version : int
        The last version of the fact; 0 for a new one.
    corrects : bool
        Whether `held` was wrong from the start.
    """

    kind: type[Fact]
    held: Record | None = None
    last_version: int = 0
    corrects: bool = False


@never_cache
@allowed(Act.RECORD_FACT)
@require_safe
def kinds(request: HttpRequest) -> HttpResponse:
    """List the kinds of fact that someone may record."""
    groups = [
        (title, [(k, KINDS[k]) for k in names if may_record(request.user, k)])
        for title, names in GROUPS.items()
    ]
    context = {"groups": [group for group in groups if group[1]]}
    return render(request, "recording/kinds.html", context)


@never_cache
@allowed(Act.RECORD_FACT)
@READ_OR_SEND
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Record a new fact."""
    found = recordable(kind)
    if found is None:
        raise Http404
    if not may_record(request.user, kind):
        refuse_act(request, act_for(kind))
    return _answer(request, Looked(found))


@never_cache
@allowed(Act.RECORD_FACT)
@READ_OR_SEND
def change(request: HttpRequest, record_id: str) -> HttpResponse:
    """Record what came to be so later, beside the version that holds today."""
    return _answer(request, _looked(request, record_id, corrects=False))


@never_cache
@allowed(Act.RECORD_FACT)
@READ_OR_SEND
def correct(request: HttpRequest, record_id: str) -> HttpResponse:
    """Record that the version that holds today was wrong from the start."""
    return _answer(request, _looked(request, record_id, corrects=True))


def _looked(request: HttpRequest, record_id: str, *, corrects: bool) -> Looked:
    versions = record_versions(record_id, _today(), readable_by(request.user))
    if not versions:
        raise Http404
    held = versions[0]
    kind = kind_name(type(held.fact))
    if recordable(kind) is None:
        raise Http404
    if not may_record(request.user, kind, held.fact):
        refuse_act(request, act_for(kind))
    note_records_read(request.user, [held])
    last = max(version.version for version in versions)
    return Looked(type(held.fact), held, last, corrects)


def _answer(request: HttpRequest, looked: Looked) -> HttpResponse:
    if request.method != "POST":
        return _show(request, looked, _form(request, looked, _first(request, looked)))
    resent = resized(request.POST)
    if resent is not None:
        return _show(request, looked, _form(request, looked, resent))
    form = _form(request, looked, request.POST)
    if not form.is_valid():
        return _show(request, looked, form)
    try:
        kept = _store(request, looked, form)
    except VersionConflictError:
        return _show_conflict(request, looked, form)
    except LandenbenaderingError as error:
        say_refusal(form, error)
        return _show(request, looked, form)
    messages.success(
        request,
        _("Recorded: %(title)s. It is known from %(day)s.")
        % {"title": title_of(kept.fact), "day": date_format(kept.known_from, "j F Y")},
    )
    for caution in cautions_of(kept):
        messages.warning(request, caution)
    return redirect("register:record", kept.id)


def _first(request: HttpRequest, looked: Looked) -> Shown:
    """Give what the form shows first: the version that holds, or what was asked."""
    if looked.held is None:
        country = request.GET.get("country", "")
        asked = {f"fact-{name}": value for name, value in request.GET.items()}
        if looked.kind is Addendum:
            asked["disclosure"] = Disclosure.INTERNAL.value
        if looked.kind is Contact:
            asked = {**_own_contact(request), **asked}
        return {**dict.fromkeys(_ABOUT, country), **asked} if country else {**asked}
    plain = record_to_plain(looked.held)
    shown = dict(flat(plain, record_shape(looked.kind)))
    return {**shown, "version": looked.last_version}


def _own_contact(request: HttpRequest) -> dict[str, str]:
    """Give what a contact of one's own department begins with: its report is there."""
    own = departments_of(request.user)
    if len(own) != 1:
        return {}
    return {
        "fact-by": Actor.NETHERLANDS.value,
        "citations-0-document": own_report_of(own[0]),
        # The report is drawn up now, and is the department's own until it is opened.
        "known_from": timezone.localdate().isoformat(),
        "disclosure": Disclosure.INTERNAL.value,
    }


def _form(request: HttpRequest, looked: Looked, values: QueryDict | Shown) -> FactForm:
    """Make the form with what was sent, or with what it shows first."""
    offers = Offers(
        _today(),
        readable_by(request.user),
        departments_of(request.user),
        describes_document=looked.kind is not Document,
        reports_own=looked.kind is Contact,
    )
    sent = isinstance(values, QueryDict)
    return FactForm(
        values if isinstance(values, QueryDict) else None,
        kind=looked.kind,
        offers=offers,
        initial={} if sent else values,
        asks_why=looked.corrects,
    )


def _store(request: HttpRequest, looked: Looked, form: FactForm) -> Record:
    author = account_of(request)
    if looked.held is None:
        return record_new(form.entry(), author=author)
    return record_version(
        form.entry(),
        replaces=looked.held,
        corrects=looked.corrects,
        expected_version=form.cleaned_data["version"],
        author=author,
    )


def _show(
    request: HttpRequest,
    looked: Looked,
    form: FactForm,
    *,
    conflict: list[Difference] | None = None,
) -> HttpResponse:
    kind = KINDS[kind_name(looked.kind)]
    context = {
        "form": form,
        "sections": sections_of(form, title=str(kind).capitalize()),
        "looked": looked,
        "kind": kind,
        "conflict": conflict,
        "held_details": details_of(looked.held) if looked.held else [],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    if conflict is not None:
        status = HTTPStatus.CONFLICT
    return render(request, "recording/form.html", context, status=status)


def _show_conflict(
    request: HttpRequest, looked: Looked, form: FactForm
) -> HttpResponse:
    """Show what the register holds by now beside what was entered.

    The form below holds what was entered and knows the version that is shown, so
    that sending it again is a choice made with open eyes.
    """
    if looked.held is None:
        raise TypeError("a new fact conflicts with nothing")
    own = version_of(form.entry(), replaces=looked.held, corrects=looked.corrects)
    data = request.POST.copy()
    data["version"] = str(looked.last_version)
    again = _form(request, looked, data)
    return _show(request, looked, again, conflict=all_differences(looked.held, own))


def _today() -> AsOf:
    return AsOf(known_on=timezone.localdate())
