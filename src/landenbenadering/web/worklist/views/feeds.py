"""The feeds of the work list, and the page to make and revoke their address."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.selectors import PUBLIC
from landenbenadering.web.worklist.feeds import (
    Channel,
    Entry,
    atom,
    entry_of,
    icalendar,
    neutral_entry_of,
)
from landenbenadering.web.worklist.models import FeedAddress
from landenbenadering.web.worklist.selectors import desk_of, waiting_for
from landenbenadering.web.worklist.services import (
    address_of,
    holder_of,
    make_address,
    revoke_address,
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
    return render(request, "worklist/feed.html", {"held": address_of(_own(request))})


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
    context = {"held": address_of(account), "addresses": addresses}
    return render(request, "worklist/feed.html", context)


@never_cache
@login_required
@require_POST
def revoke_feed(request: HttpRequest) -> HttpResponse:
    """End the address; doing so twice is no mistake."""
    revoke_address(_own(request))
    return redirect("worklist:feed")


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
    """Give every item; named are those of the public register, unless all may be.

    An item counts as public when it stands, word for word, in the list made from
    what is public: then nothing in it rests on what is not.
    """
    account, as_of = held.account, request.as_of
    public = frozenset(waiting_for(account, as_of, disclosure=PUBLIC))
    desk, entries = desk_of(account), []
    items = waiting_for(account, as_of)
    if held.whole:
        note_records_read(account, (item.about for item in items))
    for item in items:
        if held.whole or item in public:
            row = shown(
                item,
                desk=desk,
                today=as_of.known_on,
                past=looks_back(request),
            )
            address = _full(request, row.address)
            entries.append(entry_of(row, address=address, public=item in public))
        else:
            address = _full(request, reverse("worklist:work"))
            entries.append(neutral_entry_of(item, list_address=address))
    return entries


def _full(request: HttpRequest, address: str) -> str:
    return request.build_absolute_uri(address)


def _kept_out(response: HttpResponse) -> HttpResponse:
    """Ask search engines, should an address ever leak, not to list it."""
    response["X-Robots-Tag"] = "noindex"
    return response
