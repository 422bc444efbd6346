"""Linkages are recorded by who may, with their source, and never overwritten."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.selectors import record_versions, register_as_of
from landenbenadering.web.register.services import load_records, store_record

pytestmark = pytest.mark.django_db
MakeLinkage = Callable[..., Record]
TODAY = AsOf(known_on=date(2026, 11, 23))
ADD = "/en/linkages/add"
CHANGE = "/en/linkages/linkage-gha-2012/change"

FORM = {
    "country": "MAR",
    "policy_area": "trade",
    "direction": "incentive",
    "actor": "netherlands",
    "text_nl": "steun voor bedrijven",
    "text_en": "support for companies",
    "since": "2014-05",
    "state": "offered",
    "amount": "1,500,000",
    "currency": "EUR",
    "purpose_nl": "groei",
    "purpose_en": "growth",
    "known_from": "2014-06-01",
    "document": "kst-10000-1",
    "page": "3",
    "version": "0",
}
NEW_DOCUMENT = {
    "document": "",
    "document_kind": "kamerstuk",
    "document_number": "29 344, nr. 999",
    "document_title_nl": "Een brief",
    "document_title_en": "A letter",
    "document_date": "2014-06-01",
    "document_url": "https://example.org/a",
}


@pytest.mark.parametrize("path", [ADD, CHANGE])
def test_a_stranger_is_asked_to_sign_in(
    client: Client, stored: Record, path: str
) -> None:
    for answer in (client.get(path), client.post(path, FORM)):
        assert answer.status_code == 302
        assert answer["Location"] == f"/en/sign-in?next={path}"
    assert RecordVersion.objects.count() == 2


@pytest.mark.parametrize("path", [ADD, CHANGE])
def test_a_colleague_without_permission_is_refused(
    client: Client, stored: Record, colleague: Account, path: str
) -> None:
    client.force_login(colleague)

    assert client.get(path).status_code == 404
    assert client.post(path, FORM).status_code == 404
    assert RecordVersion.objects.count() == 2


def test_a_form_of_another_site_is_refused(author: Account, stored: Record) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(author)

    assert client.post(ADD, FORM).status_code == 403


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_is_shown_in_both_languages(
    author_client: Client, stored: Record, language: str
) -> None:
    answer = author_client.get(f"/{language}/linkages/add")

    assert answer.status_code == 200
    assert b'name="entered"' not in answer.content


def test_a_linkage_is_recorded_once_however_often_it_is_sent(
    author_client: Client, stored: Record, author: Account
) -> None:
    for _ in range(2):
        answer = author_client.post(ADD, FORM)
        assert answer["Location"] == "/en/register/linkage-mar-2014"

    (record,) = record_versions("linkage-mar-2014", TODAY)
    assert isinstance(record.fact, Linkage)
    assert record.fact.amount is not None
    assert int(record.fact.amount.amount) == 1_500_000
    assert record.fact.purposes[0].text == Bilingual(nl="groei", en="growth")
    assert record.known_from == date(2014, 6, 1)
    row = RecordVersion.objects.get(record_id="linkage-mar-2014")
    assert row.entered_by == author
    assert row.origin == "page"


@pytest.mark.parametrize(
    ("language", "written", "amount"),
    [
        ("nl", "1.500.000", "1500000"),
        ("nl", "1500,5", "1500.5"),
        ("nl", "1500000", "1500000"),
        ("en", "1,500,000.25", "1500000.25"),
        ("en", "1 500 000", "1500000"),
        ("en", "1.500", None),
        ("nl", "1,500", None),
        ("en", "1e6", None),
    ],
)
def test_amounts_are_read_as_the_language_writes_them(
    author_client: Client,
    stored: Record,
    language: str,
    written: str,
    amount: str | None,
) -> None:
    path = f"/{language}/linkages/add"
    answer = author_client.post(path, {**FORM, "amount": written})

    if amount is None:
        assert "amount" in answer.context["form"].errors
        return
    (record,) = record_versions("linkage-mar-2014", TODAY)
    assert isinstance(record.fact, Linkage)
    assert record.fact.amount is not None
    assert record.fact.amount.amount == Decimal(amount)


def test_another_linkage_of_the_same_year_gets_its_own_id(
    author_client: Client, stored: Record
) -> None:
    author_client.post(ADD, FORM)
    answer = author_client.post(ADD, {**FORM, "policy_area": "study"})

    assert answer["Location"] == "/en/register/linkage-mar-2014-study"


def test_a_new_document_is_recorded_with_its_linkage(
    author_client: Client, stored: Record
) -> None:
    for _ in range(2):
        assert author_client.post(ADD, {**FORM, **NEW_DOCUMENT}).status_code == 302

    register = register_as_of(TODAY)
    document = register.get("kst-29344-999")
    assert isinstance(document.fact, Document)
    assert document.known_from == date(2014, 6, 1)
    assert register.get("linkage-mar-2014").citations[0].document == document.id


def test_a_document_that_is_there_already_is_to_be_chosen(
    author_client: Client, stored: Record
) -> None:
    again = {**FORM, **NEW_DOCUMENT, "document_number": "10 000, nr. 1"}

    answer = author_client.post(ADD, again)

    assert answer.status_code == 422
    assert "Choose it from the list" in answer.content.decode()
    assert RecordVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"country": "ZZZ"}, "country"),
        ({"country": ""}, "country"),
        ({"policy_area": "war"}, "policy_area"),
        ({"text_en": " "}, "text_en"),
        ({"text_nl": "x" * 1001}, "text_nl"),
        ({"text_nl": "a\0b"}, "text_nl"),
        ({"text_nl": "gegeven aan 111222333"}, "text_nl"),
        ({"reason_nl": "omdat"}, "reason_en"),
        ({"purpose_nl": ""}, "purpose_nl"),
        ({"amount": "-1"}, "amount"),
        ({"amount": "much"}, "amount"),
        ({"amount": "NaN"}, "amount"),
        ({"currency": "euro"}, "currency"),
        ({"currency": ""}, "currency"),
        ({"since": "2014-13"}, "since"),
        ({"since": "0000"}, "since"),
        ({"since": "2014-07"}, "since"),
        ({"since": "9999"}, "since"),
        ({"valid_from": "2015", "valid_until": "2014"}, "valid_until"),
        ({"known_from": "2999-01-01"}, "known_from"),
        ({"known_from": "2012-01-01"}, "known_from"),
        ({"known_from": "soon"}, "known_from"),
        ({"document": "kst-0-0"}, "document"),
        ({"document": ""}, "document_title_nl"),
        ({"document_number": "1"}, "document_number"),
        ({**NEW_DOCUMENT, "document_url": "http://example.org"}, "document_url"),
        ({**NEW_DOCUMENT, "document_url": "javascript:alert(1)"}, "document_url"),
        ({**NEW_DOCUMENT, "document_date": "2999-01-01"}, "document_date"),
        ({"page": "0"}, "page"),
    ],
)
def test_a_mistake_is_told_beside_its_field(
    author_client: Client, stored: Record, change: dict[str, str], field: str
) -> None:
    answer = author_client.post(ADD, {**FORM, **change})

    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    page = answer.content.decode()
    assert f'id="id_{field}_error"' in page
    assert f'href="#id_{field}"' in page
    assert RecordVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"currency": "eur"}, "currency"),
        ({"currency": "EURO"}, "currency"),
        ({**NEW_DOCUMENT, "document_url": "javascript:alert(1)"}, "document_url"),
        ({**NEW_DOCUMENT, "document_url": "http://example.org"}, "document_url"),
    ],
)
def test_one_mistake_is_told_once(
    author_client: Client, stored: Record, change: dict[str, str], field: str
) -> None:
    answer = author_client.post(ADD, {**FORM, **change})

    assert len(answer.context["form"].errors[field]) == 1


def test_an_empty_field_is_no_mistake_before_anything_is_sent(
    author_client: Client, stored: Record
) -> None:
    page = author_client.get(ADD).content.decode()
    (text,) = re.findall(r"<textarea[^>]*text_en[^>]*>", page)

    assert 'aria-required="true"' in text
    assert " required" not in text
    assert "aria-invalid" not in page


def test_the_change_form_shows_the_version_that_holds(
    author_client: Client, stored: Record
) -> None:
    page = author_client.get(CHANGE).content.decode()

    assert "The version that holds now" in page
    assert "a cut in aid" in page
    assert 'name="version" value="1"' in page
    assert 'value="2012-09-28"' in page


def test_sending_the_change_form_as_it_is_changes_nothing(
    author_client: Client,
) -> None:
    load_records(reference_records())
    count = RecordVersion.objects.count()
    for record_id in ("linkage-gha-2012", "linkage-irq-2012"):
        path = f"/en/linkages/{record_id}/change"
        form = author_client.get(path).context["form"]
        sent = {
            bound.html_name: bound.field.widget.format_value(bound.value()) or ""
            for bound in form
            if bound.name != "country"
        }
        for name, value in sent.items():
            sent[name] = value[0] if isinstance(value, list) else value
        sent["country"] = form["country"].value()

        assert author_client.post(path, sent).status_code == 302

    assert RecordVersion.objects.count() == count


def changed_form(**changes: str) -> dict[str, str]:
    return {
        **FORM,
        "country": "GHA",
        "policy_area": "development",
        "direction": "restriction",
        "since": "2012-09",
        "known_from": "2013-03-06",
        "version": "1",
        **changes,
    }


def test_a_change_becomes_a_version_and_the_old_one_stays(
    author_client: Client, stored: Record
) -> None:
    answer = author_client.post(CHANGE, changed_form(state="running"))

    assert answer.status_code == 302
    new, old = record_versions(stored.id, TODAY)
    assert isinstance(new.fact, Linkage)
    assert (new.version, new.fact.state.value) == (2, "running")
    assert old.fact == stored.fact


def test_a_version_that_was_not_seen_is_shown_beside_the_own_one(
    author_client: Client, stored: Record, author: Account, linkage: MakeLinkage
) -> None:
    store_record(linkage(amount="12345"), entered_by_user=author)

    answer = author_client.post(CHANGE, changed_form(amount="54,321"))

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "EUR 12,345" in page
    assert "EUR 54,321" in page
    assert 'name="version" value="2"' in page
    assert RecordVersion.objects.filter(record_id=stored.id).count() == 2
    again = author_client.post(CHANGE, changed_form(amount="54,321", version="2"))
    assert again.status_code == 302


def test_a_change_sent_twice_is_recorded_once(
    author_client: Client, stored: Record
) -> None:
    for _ in range(2):
        assert author_client.post(CHANGE, changed_form()).status_code == 302

    assert RecordVersion.objects.filter(record_id=stored.id).count() == 2


@pytest.mark.parametrize("record_id", ["linkage-nowhere", "kst-10000-1"])
def test_only_a_linkage_that_exists_can_be_changed(
    author_client: Client, stored: Record, record_id: str
) -> None:
    path = f"/en/linkages/{record_id}/change"

    assert author_client.get(path).status_code == 404


def test_html_in_a_text_stays_text(author_client: Client, stored: Record) -> None:
    author_client.post(ADD, {**FORM, "text_en": "<script>alert(1)</script>"})

    page = author_client.get("/en/register/linkage-mar-2014").content.decode()
    assert "<script>alert" not in page


def test_what_no_letter_can_print_is_said_at_its_field(
    author_client: Client, stored: Record
) -> None:
    answer = author_client.post(ADD, FORM | {"text_en": "support for 贸易"})

    assert answer.status_code == 422
    assert "U+8D38" in answer.context["form"].errors["text_en"][0]
