"""A contact of one's own rests on the report of one's own department."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Contact
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    ContactLevel,
    Department,
    Disclosure,
    DocumentKind,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.rows import record_of
from tests.web.recording.facts import record
from tests.web.recording.test_every_kind import post, sent

pytestmark = pytest.mark.django_db
ADD = "/en/register/add/contact"
OWN = "_own:foreign_affairs"
MEETING = Contact(
    country="GHA",
    level=ContactLevel.MINISTER,
    on=PartialDate(2012, 5, 4),
    by=Actor.NETHERLANDS,
    text=Bilingual(nl="Een gesprek.", en="A talk."),
    message_given=True,
)


@pytest.fixture
def desk(db: None) -> Client:
    """Give the browser of someone of one department."""
    account = Account.objects.create_user("desk", password="a long password")
    assign(account, Role.DESK_OFFICER, department=Department.FOREIGN_AFFAIRS, by=None)
    browser = Client()
    browser.force_login(account)
    return browser


def held(kind: str) -> list[Record]:
    return [record_of(row) for row in RecordVersion.objects.filter(kind=kind)]


def told(contact: Contact, **changes: object) -> dict[str, object]:
    """Give what is sent of a contact that rests on the own report alone."""
    as_sent = sent(replace(record("any", contact), disclosure=Disclosure.HOUSE))
    kept = {n: v for n, v in as_sent.items() if not n.startswith("citations")}
    return {**kept, "citations-0-document": OWN, **changes}


def test_the_report_is_there_from_the_start_and_recorded_with_the_contact(
    desk: Client, register: list[Record]
) -> None:
    form = desk.get(ADD).context["form"]
    assert form["citations-0-document"].value() == OWN
    assert form["fact-by"].value() == "netherlands"
    assert form["disclosure"].value() == "internal"
    assert form["known_from"].value() == timezone.localdate().isoformat()
    label = dict(form.fields["citations-0-document"].choices)[OWN]
    assert label == "Own report of Foreign Affairs (new)"

    post(desk, ADD, told(MEETING))

    (contact,) = held("contact")
    (cited,) = contact.citations
    paper = next(one for one in held("document") if one.id == cited.document)
    assert isinstance(paper.fact, Document)
    assert paper.fact.kind is DocumentKind.REPORT
    assert paper.fact.dated == contact.known_from
    assert paper.fact.title.en.startswith("Report of a contact with Ghana, ")
    assert paper.fact.title.nl.startswith("Verslag van een contact met Ghana, ")
    assert paper.disclosure is contact.disclosure is Disclosure.HOUSE


def test_each_contact_of_a_day_has_a_report_and_sent_twice_has_one(
    desk: Client, register: list[Record]
) -> None:
    one = MEETING
    other = replace(one, text=Bilingual(nl="Iets anders.", en="Another matter."))
    for contact in (one, other, one):
        post(desk, ADD, told(contact))

    assert len(held("contact")) == 2
    assert len({record.citations for record in held("contact")}) == 2


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"fact-by": "eu"}, "Only of a contact of the Netherlands itself."),
        ({"citations-0-document": ""}, "Give at least one."),
        ({"citations-0-document": "_own:finance"}, "Select a valid choice"),
    ],
)
def test_a_contact_keeps_needing_a_source_that_is_its_own(
    desk: Client, register: list[Record], changes: dict[str, object], said: str
) -> None:
    values = told(MEETING, **changes)
    answer = desk.post(ADD, values)

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors)
    assert held("contact") == []


def test_who_is_of_no_department_chooses(
    client: Client, register: list[Record]
) -> None:
    form = client.get(ADD).context["form"]

    assert not form["citations-0-document"].value()
    offered = dict(form.fields["citations-0-document"].choices)
    assert sum(name.startswith("_own:") for name in offered) == len(Department)
