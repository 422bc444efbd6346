"""From a signal to a letter: what a decision makes readable, when and for whom."""

import inspect
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone, translation

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual
from landenbenadering.policy import cycle, states
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import Commitment, Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Disclosure,
    DocumentKind,
    LinkageState,
    ProposalState,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign, create_account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.errors import (
    DecisionsError,
    NotAllowedError,
    RulesBrokenError,
)
from landenbenadering.web.decisions.refusal_words import refusal_text
from landenbenadering.web.decisions.storing import held
from landenbenadering.web.register.selectors import records_by_id
from landenbenadering.web.register.services import store_record
from tests.web.decisions.conftest import CUT, Dossiers, People, record
from tests.web.decisions.test_cycle_in_the_register import decide, put_to_decision

pytestmark = pytest.mark.django_db

PUBLIC = frozenset({Disclosure.PUBLIC})
HOUSE = PUBLIC | {Disclosure.HOUSE}


@pytest.fixture
def liaison(people: People) -> Account:
    account = create_account("liaison", password="a long password", by=None)
    assign(account, Role.LIAISON, by=None)
    return account


def letter(level: Disclosure = Disclosure.PUBLIC) -> Record:
    today = timezone.localdate()
    fact = Document(
        DocumentKind.KAMERSTUK,
        Bilingual(nl="Brief", en="Letter"),
        number="29 344, nr. 999",
        dated=today,
    )
    return Record("kst-29344-999", fact, known_from=today, disclosure=level)


def readable(record_id: str, levels: frozenset[Disclosure]) -> Record | None:
    now = AsOf(known_on=timezone.localdate())
    return records_by_id([record_id], now, levels).get(record_id)


def decided(draft: Record, people: People, dossier: Dossiers) -> tuple[Record, Record]:
    """Give the linkage and the commitment of an adopted package."""
    put_to_decision(draft, people, dossier)
    decide(draft, people["minister"], dossier)
    (linkage, _), *_ = dossier(draft.id).linkages
    commitment = held(f"commitment-{draft.id}")
    assert commitment is not None
    return linkage, commitment


@pytest.mark.parametrize(
    ("level", "readers"),
    [(Disclosure.PUBLIC, PUBLIC), (Disclosure.HOUSE, HOUSE)],
)
def test_a_letter_keeps_the_commitment_and_opens_the_step_to_its_readers(
    draft: Record,
    people: People,
    liaison: Account,
    dossier: Dossiers,
    level: Disclosure,
    readers: frozenset[Disclosure],
) -> None:
    linkage, commitment = decided(draft, people, dossier)
    assert readable(linkage.id, readers) is None

    services.keep_commitment(
        commitment,
        letter(level),
        told=[linkage],
        expected_version=commitment.version,
        author=liaison,
    )

    kept = readable(commitment.id, readers)
    assert kept is not None
    assert isinstance(kept.fact, Commitment)
    assert kept.fact.kept_by == "kst-29344-999"
    assert [one.citation for one in kept.fact.made] == [Citation("kst-29344-999")]
    told = readable(linkage.id, readers)
    assert told is not None
    assert told.citations == (Citation("kst-29344-999"),)
    assert isinstance(told.fact, Linkage)
    assert told.fact.state is LinkageState.DECIDED
    assert readable(draft.id, readers) is None
    if level is Disclosure.HOUSE:
        assert readable(linkage.id, PUBLIC) is None


def test_only_who_sends_letters_keeps_a_commitment_and_only_once(
    draft: Record, people: People, liaison: Account, dossier: Dossiers
) -> None:
    _, commitment = decided(draft, people, dossier)
    version = commitment.version

    def keep(by: Account, one: Record) -> Record:
        return services.keep_commitment(
            one, letter(), told=(), expected_version=version, author=by
        )

    with pytest.raises(NotAllowedError):
        keep(people["coordinator"], commitment)
    kept = keep(liaison, commitment)
    with pytest.raises(DecisionsError, match="DEC109"):
        keep(liaison, kept)


def test_the_page_of_the_letter_asks_for_what_a_new_letter_needs_and_loses_nothing(
    draft: Record, people: People, liaison: Account, dossier: Dossiers, client: Client
) -> None:
    linkage, commitment = decided(draft, people, dossier)
    client.force_login(liaison)
    address = f"/en/commitments/{commitment.id}/keep"
    sent = {
        "version": commitment.version,
        "number": "29 344, nr. 999",
        "disclosure": "public",
        "told": linkage.id,
    }

    refused = client.post(address, sent)

    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"title_nl", "title_en", "dated"}
    assert b'value="29 344, nr. 999"' in refused.content
    rest = {
        "title_nl": "Brief",
        "title_en": "Letter",
        "dated": timezone.localdate().isoformat(),
    }
    answer = client.post(address, sent | rest, follow=True)
    assert b"Kept by" in answer.content
    assert b"29 344, nr. 999" in Client().get(f"/en/register/{linkage.id}").content


def test_a_signalled_linkage_goes_into_the_package_and_out_of_sight_of_others(
    full: Proposal, people: People
) -> None:
    signalled = replace(
        record("linkage-signalled", CUT), disclosure=Disclosure.PUBLIC, citations=()
    )
    store_record(signalled, entered_by_user=people["desk"])

    opened = services.open_with(full, held("linkage-signalled"), author=people["desk"])

    assert isinstance(opened.fact, Proposal)
    assert opened.fact.linkages == ("linkage-signalled",)
    taken = held("linkage-signalled")
    assert taken is not None
    assert taken.disclosure is Disclosure.INTERNAL
    seen = readable("linkage-signalled", PUBLIC)
    assert seen is not None
    assert seen.version == 1
    with pytest.raises(DecisionsError, match="DEC115"):
        services.open_with(full, taken, author=people["desk"])


@pytest.mark.parametrize(
    ("linkage", "code"),
    [
        (replace(CUT, country="IRQ"), "DEC104"),
        (replace(CUT, state=LinkageState.RUNNING), "DEC115"),
    ],
)
def test_what_is_no_signal_for_the_country_is_not_taken(
    linkage: Linkage, code: str, full: Proposal, people: People
) -> None:
    store_record(record("other", linkage), entered_by_user=people["desk"])
    with pytest.raises(DecisionsError, match=code):
        services.open_with(full, held("other"), author=people["desk"])


def test_the_trail_names_the_role_of_everyone_in_the_cycle(
    draft: Record, people: People, liaison: Account, dossier: Dossiers
) -> None:
    _, commitment = decided(draft, people, dossier)
    services.keep_commitment(
        commitment,
        letter(),
        told=(),
        expected_version=commitment.version,
        author=liaison,
    )

    stored = AuditEvent.objects.filter(action="record.stored").exclude(actor_name="")
    roles = set(stored.values_list("actor_name", "capacity"))
    assert roles == {
        ("desk", "desk_officer:migration"),
        ("diplomat", "adviser:foreign_affairs"),
        ("helper", "adviser:development_trade"),
        ("coordinator", "coordinator"),
        ("minister", "decision_maker"),
        ("liaison", "liaison"),
    }


def test_what_stands_in_the_way_is_said_in_the_language_of_the_page(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    services.ask_advice(
        dossier(draft.id), expected_version=draft.version, author=people["desk"]
    )
    found = dossier(draft.id)
    assert found.proposal.state is ProposalState.ADVICE
    with pytest.raises(RulesBrokenError) as caught:
        services.close_advice(
            found, expected_version=found.record.version, author=people["desk"]
        )
    with translation.override("nl"):
        said = refusal_text(caught.value)
    assert said.startswith("Regels staan in de weg. LB04: ")
    assert "Buitenlandse Zaken" in said


def test_advice_is_named_by_its_proposal_on_the_list_of_who_gives_it(
    draft: Record, people: People, dossier: Dossiers, client: Client
) -> None:
    services.ask_advice(
        dossier(draft.id), expected_version=draft.version, author=people["desk"]
    )
    client.force_login(people["helper"])

    page = client.get("/en/work").content.decode()

    assert "Advice of Foreign Trade and Development on Ghana: Cut aid" in page
    assert f"on {draft.id}" not in page


def test_sending_again_after_a_conflict_is_on_top_of_what_the_page_then_shows(
    draft: Record, people: People, dossier: Dossiers, client: Client
) -> None:
    services.ask_advice(
        dossier(draft.id), expected_version=draft.version, author=people["desk"]
    )
    name = f"advice-{draft.id}-development-trade"
    client.force_login(people["helper"])
    sent = {"version": 7, "position": "agree", "reasons": "Good.", "conditions": ""}

    refused = client.post(f"/en/advice/{name}", sent)

    assert refused.status_code == 422
    assert b"changed in the meantime" in refused.content
    again = sent | {"version": refused.context["form"]["version"].value()}
    assert client.post(f"/en/advice/{name}", again).status_code == 302


def test_the_record_of_a_linkage_leads_to_its_next_step(
    draft: Record, people: People, dossier: Dossiers, client: Client
) -> None:
    linkage, _ = decided(draft, people, dossier)
    client.force_login(people["desk"])

    page = client.get(f"/en/register/{linkage.id}")

    assert [label for _, label in page.context["steps"]] == ["Next state", "Review"]
    earlier = client.get(f"/en/register/{linkage.id}?known-on={date(2026, 1, 1)}")
    assert earlier.status_code == 404


def test_a_record_that_no_paper_says_is_not_called_a_paper(
    draft: Record, people: People, client: Client
) -> None:
    client.force_login(people["desk"])
    page = client.get(f"/en/register/{draft.id}").content.decode()

    assert "No paper says so" in page
    assert "it is its own source" not in page


def test_every_refusal_of_the_cycle_has_words_in_both_languages() -> None:
    """Each code of the cycle is said otherwise in Dutch than in English."""
    rooms = [Path(inspect.getsourcefile(one) or "") for one in (cycle, states)]
    rooms += Path(inspect.getsourcefile(services) or "").parent.glob("*.py")
    raised = {
        code
        for room in rooms
        for code in re.findall(r'\(\s*"((?:POL|DEC)\d{3})",', room.read_text("utf-8"))
    }
    # Answered as the unknown; said rule by rule; refused by the database.
    raised -= {"DEC101", "DEC102", "DEC110"}
    assert len(raised) > 15
    for code in sorted(raised):
        kind = PolicyError if code.startswith("POL") else DecisionsError
        error = kind(code, problem="Problem.", remedy="Remedy.")
        with translation.override("en"):
            english = refusal_text(error)
        with translation.override("nl"):
            assert refusal_text(error) != english, code
        assert "Problem." not in english
