"""The work list in news readers and calendars."""

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from landenbenadering.policy.vocabulary import (
    Disclosure,
    DocumentKind,
    LinkageState,
)
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.register.services import add_records
from landenbenadering.web.worklist.models import FeedAddress
from tests.web.decisions.conftest import CUT, People, paper, record

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
DAY = timedelta(days=1)


def tokens(page: str) -> str:
    return str(re.findall(r"/en/feeds/([\w-]+)/work\.atom", page)[0])


def calendar_dates(ics: bytes) -> dict[str, object]:
    calendar = Calendar.from_ical(ics)
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    events = list(calendar.events)
    # RFC 5545, 3.6.1: DTSTAMP and UID once each; DTSTART without METHOD.
    assert all({"DTSTAMP", "UID", "DTSTART"} <= set(event) for event in events)
    assert len({event["UID"] for event in events}) == len(events)
    return {str(event["SUMMARY"]): event.start for event in events}


def test_a_secret_address_carries_no_more_than_its_holder_may_read(
    client: Client, people: People
) -> None:
    today = timezone.localdate()
    due = replace(CUT, state=LinkageState.RUNNING, review_on=today - DAY)
    secret = replace(due, text=replace(CUT.text, en="a secret cut"))
    add_records(
        [
            paper("paper", DocumentKind.REPORT),
            record("open", due),
            replace(record("secret", secret), disclosure=Disclosure.INTERNAL),
        ]
    )
    browser = Client()
    browser.force_login(people["coordinator"])
    assert "You have no address now." in browser.get("/en/feed").content.decode()

    page = browser.post("/en/feed/make").content.decode()
    token = tokens(page)
    again = browser.get("/en/feed").content.decode()
    assert token not in again
    assert FeedAddress.objects.filter(token_hash__contains=token).count() == 0

    atom = client.get(f"/en/feeds/{token}/work.atom")
    feed = ElementTree.fromstring(atom.content)  # noqa: S314  (our own feed)
    # RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have.
    for element in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{element}") is not None, element
    entries = feed.findall(f"{ATOM}entry")
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    for entry in entries:
        for element in ("id", "title", "updated"):
            assert entry.find(f"{ATOM}{element}") is not None, element
        assert entry.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
    assert titles == [
        f"Review due: Ghana: a cut in aid (due {today - DAY})",
        f"Work that waits for you (due {today - DAY})",
    ]
    assert "secret" not in atom.content.decode().replace(token, "")

    ics = client.get(f"/en/feeds/{token}/work.ics")
    assert ics["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"VALUE=DATE" in ics.content
    assert b"secret" not in ics.content.replace(token.encode(), b"")
    assert calendar_dates(ics.content) == {
        "Review due: Ghana: a cut in aid": today - DAY,
        "Work that waits for you": today - DAY,
    }

    whole = tokens(browser.post("/en/feed/make", {"whole": "yes"}).content.decode())
    assert b"a secret cut" in client.get(f"/en/feeds/{whole}/work.atom").content
    gone = client.get(f"/en/feeds/{token}/work.atom")
    unknown = client.get("/en/feeds/nothing/work.atom")
    assert gone.status_code == unknown.status_code == 404
    without = gone.content.replace(token.encode(), b"nothing")
    assert without == unknown.content

    browser.post("/en/feed/revoke")
    browser.post("/en/feed/revoke")
    assert client.get(f"/en/feeds/{whole}/work.ics").status_code == 404
    events = AuditEvent.objects.filter(subject_kind="feed_address")
    assert list(events.order_by("sequence").values_list("action", flat=True)) == [
        "feed_address.made",
        "feed_address.revoked",
        "feed_address.made",
        "feed_address.revoked",
    ]
    told = "".join(event.before + event.after for event in events)
    assert token not in told
    assert whole not in told


def test_nobody_makes_an_address_for_another(client: Client, people: People) -> None:
    for address in ("", "/make", "/revoke"):
        send = client.get if not address else client.post
        assert "/en/sign-in" in send(f"/en/feed{address}")["Location"]
    client.force_login(people["desk"])
    assert client.get("/en/feed/make").status_code == 405
    token = tokens(client.post("/en/feed/make").content.decode())
    people["desk"].is_active = False
    people["desk"].save()
    assert Client().get(f"/en/feeds/{token}/work.atom").status_code == 404
