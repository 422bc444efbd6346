"""What waits for whom, derived from the records."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Agreement, Performance, Term
from landenbenadering.policy.deciding import Advice
from landenbenadering.policy.facts import Commitment, Occasion
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import (
    Actor,
    AdvicePosition,
    AgreementForm,
    Department,
    LinkageState,
    ProposalState,
    TermKind,
    TermUnit,
)
from landenbenadering.policy.worklist import (
    Desk,
    Item,
    ItemKind,
    Urgency,
    all_items,
    items_for,
)
from tests.policy.cases import OFFER, PROPOSAL, SAID, STRATEGY, TALK, TODAY, record

DAY = timedelta(days=1)
COORDINATOR = Desk("coordinator", coordinates=True)
DESK = Desk("desk", works_for=frozenset({Department.MIGRATION}))
FINANCE = Desk("finance", advises=frozenset({Department.FINANCE}))
MINISTER = Desk("minister", decides=True)
LIAISON = Desk("liaison", reports=True)
ASKED = replace(PROPOSAL, state=ProposalState.ADVICE, advice_due=TODAY + 10 * DAY)
OPEN = Advice("p", 2, Department.FINANCE, asked_on=TODAY, due=TODAY + 10 * DAY)
PROMISE = Commitment(
    text=SAID,
    made_by=(),
    made=(Occasion(None, SAID, Citation("paper")),),
    due=TODAY + 3 * DAY,
    due_text=Bilingual(nl="voor de zomer", en="before the summer"),
)


def waiting(*records: Record, until: date | None = None) -> tuple[Item, ...]:
    return all_items(Register(AsOf(TODAY), records), today=TODAY, until=until)


def kinds(desk: Desk, *records: Record) -> list[str]:
    return [item.kind.value for item in items_for(desk, waiting(*records))]


def test_advice_waits_for_its_department_and_the_coordinator_alone() -> None:
    asked = (record("p", ASKED), record("a", OPEN))

    assert kinds(FINANCE, *asked) == ["advice"]
    assert kinds(COORDINATOR, *asked) == ["advice"]
    for stranger in (DESK, MINISTER, LIAISON, Desk("nobody")):
        assert kinds(stranger, *asked) == []


@pytest.mark.parametrize(
    ("due", "changes", "expected"),
    [
        (10 * DAY, {}, ["advice"]),
        (3 * DAY, {}, ["advice", "reminder"]),
        (3 * DAY, {"reminded_on": TODAY}, ["advice"]),
        (-DAY, {}, ["advice", "escalation"]),
        (-DAY, {"reminded_on": TODAY}, ["advice", "escalation"]),
        (-DAY, {"escalated_on": TODAY}, ["advice", "round"]),
        (-DAY, {"position": AdvicePosition.AGREE}, ["round"]),
    ],
)
def test_silence_is_reminded_then_taken_higher_then_said(
    due: timedelta, changes: dict[str, object], expected: list[str]
) -> None:
    """Three days before the deadline, the parameter of LB04; and after it."""
    advice = replace(OPEN, due=TODAY + due, **changes)  # type: ignore[arg-type]  # by name

    found = kinds(COORDINATOR, record("p", ASKED), record("a", advice))

    assert sorted(found) == expected


def test_only_the_last_round_of_advice_counts() -> None:
    old = replace(OPEN, proposal_version=1)
    given = replace(OPEN, position=AdvicePosition.AGREE)

    assert kinds(
        COORDINATOR, record("p", ASKED), record("a-2", given), record("z-1", old)
    ) == ["round"]


def test_a_draft_waits_once_it_was_returned() -> None:
    draft = record("p", replace(PROPOSAL, state=ProposalState.DRAFT))

    assert kinds(DESK, draft) == []
    assert kinds(DESK, draft, record("a", OPEN)) == ["returned"]
    assert kinds(FINANCE, draft, record("a", OPEN)) == [], "the round is over"


def test_a_decision_waits_for_who_may_take_it_and_not_for_its_author() -> None:
    ready = record("p", PROPOSAL)

    assert kinds(MINISTER, ready) == ["decision"]
    assert kinds(replace(MINISTER, name="desk"), ready) == []
    assert kinds(DESK, ready) == []


def test_a_review_is_announced_in_time_and_only_of_our_own_linkages() -> None:
    """60 days ahead, the parameter of LB07."""

    def held(due: timedelta, **changes: object) -> list[str]:
        linkage = replace(OFFER, review_on=TODAY + due, **changes)  # type: ignore[arg-type]  # by name
        return [
            item.urgency(today=TODAY).value
            for item in waiting(record("x", linkage))
            if item.kind is ItemKind.REVIEW
        ]

    assert held(-DAY) == ["overdue"]
    assert held(14 * DAY) == ["soon"]
    assert held(60 * DAY) == ["later"]
    assert held(61 * DAY) == []
    assert held(-DAY, actor=Actor.EU) == []
    assert held(-DAY, state=LinkageState.ENDED) == []


def test_an_overdue_review_is_one_item_and_a_missing_date_a_broken_rule() -> None:
    overdue = replace(OFFER, review_on=TODAY - DAY)
    helper = Desk("helper", works_for=frozenset({Department.DEVELOPMENT_TRADE}))

    assert kinds(helper, record("x", overdue)) == ["review"]
    found = items_for(helper, waiting(record("x", OFFER)))
    assert [(item.kind, item.rule) for item in found] == [(ItemKind.RULE, "LB07")]
    assert found[0].urgency(today=TODAY) is Urgency.UNDATED


def test_a_commitment_waits_for_the_liaison_until_it_is_kept() -> None:
    promise = record("c", PROMISE)
    kept = record("c", replace(PROMISE, kept_by="letter"))
    late = record("c", replace(PROMISE, due=TODAY - DAY))

    assert kinds(LIAISON, promise) == ["commitment"]
    assert kinds(LIAISON, late) == ["commitment"], "and not as a broken rule as well"
    assert kinds(LIAISON, kept) == []
    assert kinds(LIAISON, record("c", replace(PROMISE, due=None))) == []
    assert kinds(DESK, promise) == []


def test_a_broken_rule_waits_for_who_leads_on_the_country() -> None:
    strategy = record("s", replace(STRATEGY, lead=Department.FOREIGN_AFFAIRS))
    silent = record("t", replace(TALK, message_given=None))
    diplomat = Desk("d", works_for=frozenset({Department.FOREIGN_AFFAIRS}))

    found = items_for(diplomat, waiting(strategy, silent))

    assert [(item.rule, item.country) for item in found] == [("LB10", "GHA")]
    assert kinds(DESK, strategy, silent) == []


def test_an_agreement_waits_once_however_many_of_its_terms_are_broken() -> None:
    term = Term("papers", TermKind.DEADLINE, 5, TermUnit.DAYS, SAID)
    agreement = Agreement(
        "GHA",
        Actor.NETHERLANDS,
        AgreementForm.MEMORANDUM,
        SAID,
        terms=(term, replace(term, name="answers")),
    )
    span = {
        "valid_from": PartialDate(2026, 3, 1),
        "valid_until": PartialDate(2026, 3, 31),
    }
    counted = [
        record(name, Performance("m", name, Decimal(9), Decimal(12)), **span)
        for name in ("papers", "answers")
    ]
    held = record("m", agreement, valid_from=PartialDate(2026, 1, 1))

    assert kinds(DESK, held, *counted) == ["agreement"]
    assert kinds(FINANCE, held, *counted) == []
    assert kinds(DESK, held) == [], "nobody can tell"


def test_items_come_by_their_day_and_those_without_one_last() -> None:
    records = (
        record("p", PROPOSAL),
        record("c", PROMISE),
        record("x", replace(OFFER, review_on=TODAY - DAY)),
    )

    assert kinds(COORDINATOR, *records) == ["review", "commitment", "decision"]


def test_a_later_horizon_shows_more() -> None:
    linkage = record("x", replace(OFFER, review_on=TODAY + 100 * DAY))

    def shown(until: date | None) -> int:
        items = waiting(linkage, until=until)
        return sum(item.kind is ItemKind.REVIEW for item in items)

    assert (shown(None), shown(TODAY + 100 * DAY)) == (0, 1)
