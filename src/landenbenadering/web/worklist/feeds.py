"""The work list as Atom (RFC 4287) and as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.crypto import salted_hmac
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from landenbenadering.core.clocks import DAY_ZONE
from landenbenadering.policy.worklist import Item
from landenbenadering.web.worklist.shown import ItemShown

PRODUCT = "-//Landenbenadering//Work list//NL"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as it leaves the application.

    Attributes
    ----------
    id : str
        A URN that stays with the item and tells nothing about it.
    address : str
        Where to read and do it; the list itself for an item that is not public.
    """

    id: str
    title: str
    text: str
    address: str
    due: date | None
    changed: datetime
    public: bool


@dataclass(frozen=True, slots=True)
class Channel:
    """Whose work list it is and where; `made` is when its address was made."""

    owner: str
    address: str
    feed_address: str
    made: datetime


def entry_of(shown: ItemShown, *, address: str, public: bool) -> Entry:
    """Make the entry of an item that may be named.

    Parameters
    ----------
    address : str
        The page of the item, in full.
    public : bool
        Whether everybody may read it.
    """
    return Entry(
        id=_urn(shown.item),
        title=f"{shown.kind}: {shown.title}",
        text=shown.task,
        address=address,
        due=shown.item.due,
        changed=_changed(shown.item),
        public=public,
    )


def neutral_entry_of(item: Item, *, list_address: str) -> Entry:
    """Make the entry of an item of which only the day may be told."""
    return Entry(
        id=_urn(item),
        title=_("Work that waits for you"),
        text=_("Sign in to see what it is about."),
        address=list_address,
        due=item.due,
        changed=_changed(item),
        public=False,
    )


def atom(channel: Channel, entries: Iterable[Entry]) -> str:
    """Write entries as an Atom feed."""
    feed = Atom1Feed(
        title=_("Work that waits for %(owner)s") % {"owner": channel.owner},
        link=channel.address,
        description=None,
        language=get_language(),
        author_name="Landenbenadering",
        feed_url=channel.feed_address,
        feed_guid=_urn_of("feed", channel.owner, channel.made.isoformat()),
    )
    for entry in entries:
        feed.add_item(
            title=_dated(entry),
            link=entry.address,
            description=entry.text,
            unique_id=entry.id,
            updateddate=entry.changed,
        )
    text = feed.writeString("utf-8")
    assert isinstance(text, str)  # noqa: S101  (Django gives bytes no name here)
    return text


def icalendar(channel: Channel, entries: Iterable[Entry]) -> bytes:
    """Write the entries that have a day as all-day events."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.calendar_name = _("Work that waits for %(owner)s") % {
        "owner": channel.owner
    }
    for entry in entries:
        if entry.due is None:
            continue
        event = Event()
        event.add("uid", entry.id)
        event.add("dtstamp", entry.changed)
        event.add("dtstart", entry.due)
        event.add("summary", entry.title)
        event.add("description", entry.text)
        event.add("url", entry.address)
        event.add("class", "PUBLIC" if entry.public else "PRIVATE")
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _dated(entry: Entry) -> str:
    if entry.due is None:
        return entry.title
    return _("%(title)s (due %(day)s)") % {
        "title": entry.title,
        "day": entry.due.isoformat(),
    }


def _urn(item: Item) -> str:
    return _urn_of("item", item.kind, item.about.id, item.rule)


def _urn_of(*parts: str) -> str:
    """Name something so that who reads the name cannot try which record it is."""
    digest = salted_hmac("landenbenadering.worklist", "\n".join(parts)).digest()
    return UUID(bytes=digest[:16], version=4).urn


def _changed(item: Item) -> datetime:
    day = item.since
    midnight = datetime(day.year, day.month, day.day, tzinfo=DAY_ZONE)
    return item.about.entered or midnight
