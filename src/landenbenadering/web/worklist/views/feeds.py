"""The feeds of the work list, and the page to choose feeds and digest."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from landenbenadering.core.language import Language
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.naming import names_beside
from landenbenadering.web.register.selectors import PUBLIC
from landenbenadering.web.worklist.feeds import (
    Channel,
    Entry,
    atom,
    entry_of,
    icalendar,
    neutral_entry_of,
)
from landenbenadering.web.worklist.listing import DigestForm
from landenbenadering.web.worklist.models import DigestChoice, FeedAddress
from landenbenadering.web.worklist.selectors import Told, desk_of, told_of
from landenbenadering.web.worklist.services import (
    address_of,
    digest_choice_of,
    holder_of,
    make_address,
    revoke_address,
    stop_digest,
    want_digest,
)
from landenbenadering.web.worklist.shown import shown


@never_cache
@require_safe
def feed_atom(request: MomentRequest, token: str) -> HttpResponse:
    """Give the work list of whose secret this is, as Atom."""
    held = _holder(token)
    text = atom(_channel(request, held), _entries(request, held))
    return _kept_out(HttpResponse(text, "application/atom+xml; charset=utf-8"))


@never_cache
@require_safe
def feed_ics(request: MomentRequest, token: str) -> HttpResponse:
    """Give the dated part of the work list of whose secret this is, as iCalendar."""
    held = _holder(token)
    text = icalendar(_channel(request, held), _entries(request, held))
    return _kept_out(HttpResponse(text, "text/calendar; charset=utf-8"))


@never_cache
@login_required
@require_safe
def feed_page(request: HttpRequest) -> HttpResponse:
    """Say whether there is an address, and offer to make or revoke it."""
    return _page(request, {})


@never_cache
@login_required
@require_POST
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make the address and show it, this once."""
    account = _own(request)
    token = make_address(account, whole=request.POST.get("whole") == "yes")
    addresses = [
        (label, request.build_absolute_uri(reverse(f"worklist:{name}", args=[token])))
        for label, name in (("Atom", "feed-atom"), ("iCalendar", "feed-ics"))
    ]
    return _page(request, {"addresses": addresses})


@never_cache
@login_required
@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """End the address; doing so twice is no mistake."""
    revoke_address(_own(request))
    return redirect("worklist:feed")


@never_cache
@login_required
@require_POST
def choose_digest(request: HttpRequest) -> HttpResponse:
    """Have the digest mailed, elsewhere, in another language, or no more."""
    account = _own(request)
    if "stop" in request.POST:
        stop_digest(account)
        return redirect("worklist:feed")
    form = DigestForm(request.POST)
    if not form.is_valid():
        context = {"digest_form": form}
        return _page(request, context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    language = Language(form.cleaned_data["language"])
    want_digest(account, email=form.cleaned_data["email"], language=language)
    messages.success(request, _("The digest is mailed to you from now on."))
    return redirect("worklist:feed")


def _page(
    request: HttpRequest,
    context: Mapping[str, object],
    *,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    account = _own(request)
    choice = digest_choice_of(account)
    form = DigestForm(
        initial={
            "email": choice.email if choice else account.email,
            "language": choice.language if choice else page_language().value,
        }
    )
    wanted = choice is not None and choice.state == DigestChoice.State.WANTED
    shown = {
        "held": address_of(account),
        "digest_form": form,
        "wanted": wanted,
        **context,
    }
    return render(request, "worklist/feed.html", shown, status=status)


def _own(request: HttpRequest) -> Account:
    if not isinstance(request.user, Account):
        raise Http404
    # The account itself and not the lazy stand-in of the request.
    return Account.objects.get(pk=request.user.pk)


def _holder(token: str) -> FeedAddress:
    held = holder_of(token)
    if held is None:
        raise Http404
    return held


def _channel(request: HttpRequest, held: FeedAddress) -> Channel:
    return Channel(
        owner=held.account.get_username(),
        address=_full(request, reverse("worklist:work")),
        feed_address=_full(request, request.path),
        made=held.made,
    )


def _entries(request: MomentRequest, held: FeedAddress) -> list[Entry]:
    account, as_of = held.account, request.as_of
    items = told_of(account, as_of, whole=held.whole)
    if held.whole:
        note_records_read(account, (told.item.about for told in items))
    levels = readable_by(account) if held.whole else PUBLIC
    named = (told.item.about for told in items if told.named)
    names = names_beside(named, as_of, levels)
    return [_entry(request, account, told, names) for told in items]


def _entry(
    request: MomentRequest, account: Account, told: Told, names: Mapping[str, str]
) -> Entry:
    if not told.named:
        address = _full(request, reverse("worklist:work"))
        return neutral_entry_of(told.item, list_address=address)
    row = shown(
        told.item,
        desk=desk_of(account),
        today=request.as_of.known_on,
        past=looks_back(request),
        names=names,
    )
    address = _full(request, row.address)
    return entry_of(row, address=address, public=told.public)


def _full(request: HttpRequest, address: str) -> str:
    return request.build_absolute_uri(address)


def _kept_out(response: HttpResponse) -> HttpResponse:
    """Ask search engines, should an address ever leak, not to list it."""
    response["X-Robots-Tag"] = "noindex"
    return response
