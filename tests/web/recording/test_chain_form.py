"""What cannot be of the chain is refused at its field, in the words of the page."""

import pytest
from django.test import Client

from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.record import Record
from landenbenadering.web.register.models import RecordVersion
from tests.web.pages.test_recorded_chain import COUNTS, held
from tests.web.recording.facts import FACTS, POINTED_AT, record
from tests.web.recording.test_every_kind import sent

pytestmark = pytest.mark.django_db
STAGE, WAIT = "fact-stages-{}-{}", "fact-waits-{}-{}"


def refused(
    client: Client, facts: Record, changes: dict[str, str], language: str
) -> dict[str, str]:
    """Send a form that cannot be, and give what is said at each field."""
    kind = kind_name(type(facts.fact))
    values = sent(facts, **changes)
    answer = client.post(f"/{language}/register/add/{kind}", values)
    assert answer.status_code == 422
    assert RecordVersion.objects.count() == len(POINTED_AT)
    form = answer.context["form"]
    return {name: " ".join(said) for name, said in form.errors.items()}


@pytest.mark.parametrize(
    ("changes", "field", "english", "dutch"),
    [
        ({"valid_until": ""}, "valid_until", "required", "verplicht"),
        (
            {STAGE.format(1, "stage"): "requests"},
            "fact-stages-0-stage",
            "each once",
            "elke stap één keer",
        ),
        (
            {STAGE.format(0, "departure"): "forced"},
            "fact-stages-0-departure",
            "no other stage",
            "geen andere stap",
        ),
        (
            {STAGE.format(0, "below"): "5"},
            "fact-stages-0-value",
            "and not both",
            "en niet allebei",
        ),
        (
            {STAGE.format(0, "value"): ""},
            "fact-stages-0-value",
            "count from 0",
            "aantal vanaf 0",
        ),
        ({"fact-rounded_to": "10"}, "fact-rounded_to", "multiple", "veelvoud"),
        ({"fact-waiting_below": "5"}, "fact-waiting", "not both", "niet allebei"),
        (
            {WAIT.format(1, "since_days"): "30"},
            "fact-waits-1-since_days",
            "have ended",
            "voorbij zijn",
        ),
        (
            {WAIT.format(0, "value"): "4"},
            "fact-waits-0-value",
            "than were issued",
            "dan er zijn afgegeven",
        ),
        (
            {"fact-follow": "cohort", STAGE.format(3, "value"): "7"},
            "fact-follow",
            "a passport of their own",
            "eigen paspoort",
        ),
    ],
)
def test_counts_that_cannot_be_are_told_at_their_field(
    client: Client,
    register: list[Record],
    changes: dict[str, str],
    field: str,
    english: str,
    dutch: str,
) -> None:
    said = refused(client, held("any", COUNTS), changes, "en")
    assert english in said[field]
    assert list(said) == [field]
    said = refused(client, held("any", COUNTS), changes, "nl")
    assert dutch in said[field]


@pytest.mark.parametrize(
    ("changes", "field", "english", "dutch"),
    [
        (
            {"fact-granted": "0"},
            "fact-granted",
            "than were granted",
            "dan er zijn verleend",
        ),
        ({"fact-used": "3"}, "fact-used_below", "and not both", "en niet allebei"),
        (
            {"fact-longest_days": "1"},
            "fact-longest_days",
            "at most the longest",
            "hoogstens de langste",
        ),
    ],
)
def test_grants_that_cannot_be_are_told_at_their_field(
    client: Client,
    register: list[Record],
    changes: dict[str, str],
    field: str,
    english: str,
    dutch: str,
) -> None:
    grant = record("any", FACTS["document_grant"])
    assert english in refused(client, grant, changes, "en")[field]
    assert dutch in refused(client, grant, changes, "nl")[field]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "more departed than documents were issued"),
        ("nl", "vertrokken meer mensen dan er documenten zijn afgegeven"),
    ],
)
def test_more_departures_than_documents_of_a_period_are_recorded_with_a_warning(
    client: Client, register: list[Record], language: str, said: str
) -> None:
    values = sent(held("any", COUNTS), **{STAGE.format(3, "value"): "7"})
    answer = client.post(f"/{language}/register/add/chain_counts", values, follow=True)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert RecordVersion.objects.count() == len(POINTED_AT) + 1
    answer = client.post(
        f"/{language}/register/add/chain_counts", sent(held("any", COUNTS)), follow=True
    )
    assert said not in answer.content.decode()


def test_the_form_asks_for_a_period_and_says_who_belongs_to_departures(
    client: Client, register: list[Record]
) -> None:
    page = client.get("/en/register/add/chain_counts?country=MAR").content.decode()

    assert "When the period begins" in page
    assert "Leave out who did so on a passport of their own." in page
    assert "Leave this empty while it is so." not in page
