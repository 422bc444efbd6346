"""Lists grow without script, later versions are not overwritten, roles are kept to."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.test import Client

from landenbenadering.core.clocks import AsOf
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.dealings import Contact
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.recording.forms import FactForm
from landenbenadering.web.recording.offers import Offers
from landenbenadering.web.recording.services import version_of
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.recordable import GROUPS, may_record, recordable
from landenbenadering.web.register.selectors import record_versions
from landenbenadering.web.register.services import load_records, store_record
from tests.web.recording.facts import DAY, FACTS, MORE, POINTED_AT, record
from tests.web.recording.test_every_kind import TODAY, sent

pytestmark = pytest.mark.django_db
ADD = "/en/register/add/agreement"
CONTACT = record("contact-held", FACTS["contact"])
CHANGE = "/en/register/contact-held/change"


@pytest.fixture
def contact(register: list[Record], coordinator: Account) -> Record:
    return store_record(CONTACT, entered_by_user=coordinator)


def test_a_list_grows_and_shrinks_without_losing_anything(
    client: Client, register: list[Record]
) -> None:
    values = sent(record("any", FACTS["agreement"]), **{"fact-country": ""})

    grown = client.post(ADD, {**values, "more": "fact-terms"})
    shrunk = client.post(ADD, {**values, "less": "fact-terms-0"})

    assert grown.status_code == shrunk.status_code == 200
    form = grown.context["form"]
    assert not form.errors
    assert form["fact-terms-1-name"].value() == "returns"
    assert "fact-terms-2-name" in form.fields
    assert 'name="fact-terms-count" value="3"' in grown.content.decode()
    form = shrunk.context["form"]
    assert form["fact-terms-0-name"].value() == "returns"
    assert "fact-terms-1-name" not in form.fields
    assert RecordVersion.objects.count() == len(POINTED_AT)


@pytest.mark.parametrize("button", [{"more": "nothing"}, {"less": "x"}, {"less": ""}])
def test_a_button_of_no_list_changes_nothing(
    client: Client, register: list[Record], button: dict[str, str]
) -> None:
    values = sent(record("any", FACTS["agreement"]), **button)
    answer = client.post(ADD, values)

    assert answer.status_code == 200
    assert answer.context["form"]["fact-terms-1-name"].value() == "returns"


@pytest.mark.parametrize("step", ["change", "correct"])
def test_a_version_that_was_not_seen_is_shown_beside_the_own_one(
    client: Client, contact: Record, coordinator: Account, step: str
) -> None:
    assert isinstance(contact.fact, Contact)
    other = replace(contact, fact=replace(contact.fact, asks=MORE))
    store_record(other, entered_by_user=coordinator)
    address = f"/en/register/contact-held/{step}"
    mine = {"version": 1, "fact-text-en": "another text", "why": "because"}
    mine |= {"citations-0-page": 4}

    answer = client.post(address, sent(contact, **mine))

    assert answer.status_code == 409
    differing = {
        row.label: (row.before, row.after) for row in answer.context["conflict"]
    }
    assert differing == {
        "Text": ("something in English", "another text"),
        "What the partner asked": ("something more", "something in English"),
        "Sources": (
            "paper, page 3, paragraph 12, note 2; paper",
            "paper, page 4, paragraph 12, note 2; paper",
        ),
    }
    form = answer.context["form"]
    assert (form["version"].value(), form["why"].value()) == ("2", "because")
    assert len(record_versions("contact-held", TODAY)) == 2
    again = client.post(address, sent(contact, **{**mine, "version": 2}))
    assert again.status_code == 302


def test_sending_a_form_as_it_is_adds_no_version(
    client: Client, contact: Record
) -> None:
    answer = client.post(CHANGE, sent(contact, version=1))

    assert answer.status_code == 302
    assert len(record_versions("contact-held", TODAY)) == 1


def test_a_correction_needs_its_reason(client: Client, contact: Record) -> None:
    values = sent(contact, version=1, known_from=DAY.replace(year=2014))
    answer = client.post("/en/register/contact-held/correct", values)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"why"}


def test_a_fact_is_as_secret_as_its_author_says(
    client: Client, register: list[Record]
) -> None:
    values = sent(record("any", FACTS["contact"]), disclosure="internal")

    address = client.post("/en/register/add/contact", values)["Location"]

    assert client.get(address).status_code == 200
    assert Client().get(address).status_code == 404
    name = address.rpartition("/")[2]
    assert record_versions(name, TODAY) == []
    (made,) = record_versions(name, TODAY, frozenset(Disclosure))
    assert made.disclosure is Disclosure.INTERNAL


def test_each_role_records_its_own_kinds(db: None) -> None:
    defence = Account.objects.create_user("defence", password="a long password")
    assign(defence, Role.DESK_OFFICER, department=Department.DEFENCE, by=None)
    every = {kind for names in GROUPS.values() for kind in names}

    refused = {kind for kind in every if not may_record(defence, kind)}

    shared = {"instrument", "instrument_kind", "project_kind", "reason", "support"}
    assert refused == {*shared, "office", "judgement"}
    assert may_record(defence, "project", FACTS["project"])
    assert not may_record(defence, "strategy", FACTS["strategy"])


def test_of_another_department_nothing_can_be_recorded(register: list[Record]) -> None:
    education = Account.objects.create_user("education", password="a long password")
    assign(education, Role.DESK_OFFICER, department=Department.EDUCATION, by=None)
    browser = Client()
    browser.force_login(education)
    values = sent(record("any", FACTS["project"]))

    answer = browser.post("/en/register/add/project", values)

    assert set(answer.context["form"].errors) == {"fact-department"}
    for address in ("project-held/change", "project-held/correct", "add/judgement"):
        assert browser.get(f"/en/register/{address}").status_code == 404
    for kind in ("proposal", "decision", "nothing"):
        assert browser.get(f"/en/register/add/{kind}").status_code == 404


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("contact", "fact-country"),
        ("position", "fact-towards"),
        ("mobility_partnership", "fact-partner"),
        ("statement", "fact-countries-0"),
    ],
)
def test_a_country_may_be_filled_in_beforehand(
    client: Client, register: list[Record], kind: str, field: str
) -> None:
    assert (
        "/en/register/add?country=GHA"
        in client.get("/en/countries/GHA").content.decode()
    )
    answer = client.get(f"/en/register/add/{kind}?country=GHA")

    assert answer.context["form"][field].value() == "GHA"


@pytest.mark.parametrize(
    ("language", "written", "amount"),
    [
        ("nl", "1.500.000", "1500000"),
        ("nl", "1500,5", "1500.5"),
        ("en", "1,500,000.25", "1500000.25"),
        ("en", "1 500 000", "1500000"),
        ("en", "1.500", None),
        ("nl", "1,500", None),
        ("en", "1e6", None),
    ],
)
def test_amounts_are_read_as_the_language_writes_them(
    client: Client, register: list[Record], language: str, written: str, amount: str
) -> None:
    values = sent(record("any", FACTS["project"]), **{"fact-amount-amount": written})
    answer = client.post(f"/{language}/register/add/project", values)

    if amount is None:
        assert set(answer.context["form"].errors) == {"fact-amount-amount"}
        return
    made = RecordVersion.objects.get(record_id="project-gha-2012")
    assert Decimal(made.content["amount"]["amount"]) == Decimal(amount)


def test_every_shipped_fact_passes_through_its_form_unchanged(db: None) -> None:
    load_records(reference_records())
    offers = Offers(AsOf(date(2026, 11, 24)), frozenset(Disclosure), tuple(Department))
    for held in reference_records():
        kind = type(held.fact)
        if recordable(kind_name(kind)) is None:
            continue
        query = QueryDict(mutable=True)
        for name, value in sent(held).items():
            values = value if isinstance(value, list) else [value]
            query.setlist(name, [str(one) for one in values])
        form = FactForm(query, kind=kind, offers=offers, initial={})

        assert form.is_valid(), (held.id, form.errors)
        made = version_of(form.entry(), replaces=held, corrects=False)
        assert replace(made, version=held.version) == held
