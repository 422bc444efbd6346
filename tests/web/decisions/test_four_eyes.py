"""A draft is its owner's; who coordinates moves the round; four eyes decide."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, ProposalState
from landenbenadering.web.accounts.reading import READ
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.services import REFUSED
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.errors import (
    DecisionsError,
    NotAllowedError,
    RulesBrokenError,
)
from landenbenadering.web.decisions.storing import held
from landenbenadering.web.register.events import STORED
from tests.web.decisions.conftest import CUT, Dossiers, People
from tests.web.decisions.test_cycle_in_the_register import (
    asked,
    decide,
    put_to_decision,
)

pytestmark = pytest.mark.django_db


def refused_on(record_id: str) -> list[str]:
    """Give what was refused on a record, in the order in which it was."""
    events = AuditEvent.objects.filter(action=REFUSED, subject_id=record_id)
    return list(events.order_by("sequence").values_list("reason", flat=True))


def test_who_coordinates_moves_the_round_and_nothing_in_the_draft(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    coordinator = people["coordinator"]
    (linkage, _), *_ = dossier(draft.id).linkages
    attempts: list[Callable[[], Record]] = [
        lambda: services.add_linkage(
            draft, CUT, expected_version=draft.version, author=coordinator
        ),
        lambda: services.drop_linkage(
            draft, linkage.id, expected_version=draft.version, author=coordinator
        ),
        lambda: services.withdraw(
            dossier(draft.id), expected_version=draft.version, author=coordinator
        ),
    ]
    for attempt in attempts:
        with pytest.raises(NotAllowedError):
            attempt()
    assert refused_on(draft.id) == ["DEC101 You may not take this step: propose."] * 3

    round_ = services.ask_advice(
        dossier(draft.id), expected_version=draft.version, author=coordinator
    )
    services.take_back(
        dossier(draft.id), expected_version=round_.version, author=coordinator
    )
    assert dossier(draft.id).proposal.state is ProposalState.DRAFT
    capacities = AuditEvent.objects.filter(actor_name="coordinator", action=STORED)
    assert set(capacities.values_list("capacity", flat=True)) == {"coordinator"}


def test_a_rule_that_refuses_a_step_leaves_an_event(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    asked(draft, people, dossier)
    found = dossier(draft.id)
    with pytest.raises(RulesBrokenError):
        services.close_advice(
            found, expected_version=found.record.version, author=people["desk"]
        )

    assert refused_on(draft.id) == ["DEC102 Rules stand in the way: LB04."]
    assert dossier(draft.id).proposal.state is ProposalState.ADVICE


def test_who_wrote_at_the_draft_does_not_decide(
    draft: Record, people: People, dossier: Dossiers, full: Proposal
) -> None:
    minister = people["minister"]
    assign(minister, Role.DESK_OFFICER, department=Department.MIGRATION, by=None)
    services.change_proposal(
        draft,
        replace(full, title="Other"),
        expected_version=draft.version,
        author=minister,
    )
    later = held(draft.id)
    assert later is not None
    put_to_decision(later, people, dossier)

    with pytest.raises(DecisionsError, match="DEC116"):
        decide(draft, minister, dossier)
    assert dossier(draft.id).decision is None


def test_the_page_tells_who_did_what_and_reading_it_is_on_record(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    asked(draft, people, dossier)
    advice = held(f"advice-{draft.id}-foreign-affairs")
    assert advice is not None
    services.remind(advice, author=people["coordinator"])
    with pytest.raises(NotAllowedError):
        services.withdraw(
            dossier(draft.id), expected_version=3, author=people["coordinator"]
        )
    client = Client()
    client.force_login(people["minister"])
    page = client.get(f"/en/proposals/{draft.id}")

    told = [(event.actor_name, event.action) for event in page.context["shown"].events]
    assert told[:2] == [("coordinator", REFUSED), ("coordinator", STORED)]
    assert ("desk", STORED) in told
    assert "DEC101 You may not take this step" in page.content.decode()
    read = AuditEvent.objects.filter(actor_name="minister", action=READ)
    names = {name.split("/")[0] for name in read.values_list("subject_id", flat=True)}
    assert {draft.id, advice.id, *dossier(draft.id).proposal.linkages} <= names
    before = read.count()
    client.get(f"/en/proposals/{draft.id}/note.pdf")
    assert read.count() == 2 * before


def test_what_was_withdrawn_asks_for_nothing_and_what_was_escalated_once_is_done(
    draft: Record, people: People, dossier: Dossiers, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(draft, people, dossier)
    later = timezone.now() + timedelta(days=60)
    monkeypatch.setattr(timezone, "now", lambda: later)
    coordinator, desk = Client(), Client()
    coordinator.force_login(people["coordinator"])
    desk.force_login(people["desk"])
    page = f"/en/proposals/{draft.id}"
    first, second = (
        f"/en/advice/advice-{draft.id}-{department}/escalate"
        for department in ("foreign-affairs", "development-trade")
    )
    assert first in coordinator.get(page).content.decode()

    coordinator.post(first)

    shown = coordinator.get(page).content.decode()
    assert first not in shown
    assert second in shown
    desk.post(f"{page}/withdraw", {"version": dossier(draft.id).record.version})
    shown = desk.get(page).content.decode()
    assert "no decision was taken on it" in shown
    assert "stands in the way" not in shown
    assert f'action="{page}/' not in shown
