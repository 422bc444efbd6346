"""What is wrong is said at its field, and nothing that was entered is lost."""

import pytest
from django.test import Client

from landenbenadering.policy.record import Record
from landenbenadering.web.recording.forms import FactForm
from landenbenadering.web.register.models import RecordVersion
from tests.web.recording.facts import FACTS, POINTED_AT, record
from tests.web.recording.test_every_kind import sent

pytestmark = pytest.mark.django_db
NEW = {
    "citations-0-document": "_new",
    "new_document-kind": "report",
    "new_document-title-nl": "Een verslag",
    "new_document-title-en": "A report",
    "new_document-dated": "2013-03-01",
}


def form_of(client: Client, kind: str, **changes: object) -> tuple[FactForm, int]:
    """Send the form of a kind with some changes; give it back with the status."""
    values = sent(record("any", FACTS[kind]), **changes)
    answer = client.post(f"/en/register/add/{kind}", values)
    form = answer.context["form"]
    assert isinstance(form, FactForm)
    return form, answer.status_code


@pytest.mark.parametrize(
    ("kind", "change", "field"),
    [
        ("contact", {"fact-country": ""}, "fact-country"),
        ("contact", {"fact-country": "XXX"}, "fact-country"),
        ("contact", {"fact-level": "high"}, "fact-level"),
        ("contact", {"fact-text-nl": ""}, "fact-text-nl"),
        ("contact", {"fact-why_not-en": ""}, "fact-why_not-en"),
        ("contact", {"fact-on": "soon"}, "fact-on"),
        ("contact", {"fact-on": "2013-04"}, "fact-on"),
        ("linkage", {"fact-since": "2014"}, "fact-since"),
        ("contact", {"known_from": "2999-01-01"}, "known_from"),
        ("contact", {"known_from": "2013-03-05"}, "known_from"),
        ("contact", {"valid_until": "2011"}, "valid_until"),
        ("contact", {"citations-0-page": "0"}, "citations-0-page"),
        ("contact", {"citations-0-document": ""}, "citations-0-document"),
        ("contact", {"citations-0-document": "_new"}, "new_document-title-nl"),
        ("contact", {"new_document-number": "1"}, "new_document-title-nl"),
        ("contact", {"fact-text-en": "123456782"}, "fact-text-en"),
        ("project", {"fact-implementer": "支持"}, "fact-implementer"),
        ("project", {"fact-amount-currency": "eur"}, "fact-amount-currency"),
        ("project", {"fact-amount-currency": ""}, "fact-amount-currency"),
        ("agreement", {"fact-terms-1-limit": ""}, "fact-terms-1-limit"),
        ("agreement", {"fact-terms-1-unit": "days"}, "fact-terms-0-name"),
        ("performance", {"fact-most": "1"}, "fact-most"),
        ("performance", {"fact-term": "nothing"}, "fact-term"),
        ("commitment", {"fact-due": ""}, "fact-due_text-nl"),
        ("commitment", {"fact-made_by-0": ""}, "fact-made_by-0"),
        ("commitment", {"fact-made-0-on": "2015"}, "fact-made-0-on"),
        ("document", {"fact-url": "javascript:alert(1)"}, "fact-url"),
    ],
)
def test_a_mistake_is_told_at_its_field(
    client: Client,
    register: list[Record],
    kind: str,
    change: dict[str, str],
    field: str,
) -> None:
    form, status = form_of(client, kind, **change)

    assert status == 422
    assert field in form.errors
    assert RecordVersion.objects.count() == len(POINTED_AT)
    name = next(iter(change))
    assert form[name].value() == change[name]


def test_of_a_country_there_is_one_strategy(
    client: Client, register: list[Record]
) -> None:
    values = sent(record("any", FACTS["strategy"]))
    assert client.post("/en/register/add/strategy", values).status_code == 302

    form, status = form_of(client, "strategy", **{"fact-priority": "low"})

    assert (status, set(form.errors)) == (422, {"fact-country"})


def test_a_document_is_recorded_along_with_the_fact_that_cites_it(
    client: Client, register: list[Record]
) -> None:
    values = sent(record("any", FACTS["contact"]), **NEW)

    for _ in range(2):
        assert client.post("/en/register/add/contact", values).status_code == 302

    assert RecordVersion.objects.count() == len(POINTED_AT) + 2
    paper = RecordVersion.objects.get(record_id="report-a-report-2013-03-01")
    held = RecordVersion.objects.get(kind="contact")
    assert held.citations[0]["document"] == paper.record_id
    form, status = form_of(
        client, "contact", **{**NEW, "new_document-title-nl": "Iets anders"}
    )
    assert (status, set(form.errors)) == (422, {"new_document-number"})
