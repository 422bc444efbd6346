"""The cycle on values: who is asked, what is kept, and which steps are refused."""

from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.policy.cycle import (
    ask_advice,
    back_to_draft,
    decide,
    dissent,
    escalate,
    give_advice,
    never_used,
    ready_for_decision,
    remind,
    reminder_due,
    reviewed,
    withdraw,
)
from landenbenadering.policy.deciding import Advice, Override, Review
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.vocabulary import (
    AdvicePosition,
    Department,
    LinkageState,
    PolicyArea,
    ProposalState,
    ReviewFinding,
)
from tests.policy.cases import CUT, DECISION, OFFER, PROPOSAL, TODAY

DRAFT = replace(PROPOSAL, state=ProposalState.DRAFT)
SIGNALLED = replace(CUT, state=LinkageState.SIGNALLED)
ADVICE = Advice(
    "proposal", 2, Department.FOREIGN_AFFAIRS, date(2026, 5, 1), date(2026, 5, 15)
)


def test_every_department_touched_is_asked_but_the_owner() -> None:
    study = replace(SIGNALLED, policy_area=PolicyArea.STUDY)

    asked = ask_advice(
        DRAFT,
        {"cut": SIGNALLED, "study": study},
        proposal_id="proposal",
        version=2,
        today=TODAY,
    )

    assert {advice.department for advice in asked.advice} == {
        Department.FOREIGN_AFFAIRS,
        Department.DEVELOPMENT_TRADE,
        Department.EDUCATION,
    }
    assert {advice.due for advice in asked.advice} == {date(2026, 6, 15)}
    assert asked.proposal.state is ProposalState.ADVICE
    assert {x.state for x in asked.linkages.values()} == {LinkageState.PROPOSED}


def test_an_empty_package_is_not_put_to_anyone() -> None:
    with pytest.raises(PolicyError, match="POL511"):
        ask_advice(DRAFT, {}, proposal_id="proposal", version=2, today=TODAY)


@pytest.mark.parametrize(
    ("position", "reasons", "conditions"),
    [
        (AdvicePosition.OBJECT, " ", "when?"),
        (AdvicePosition.AGREE_WITH_CONDITIONS, "why", " "),
    ],
)
def test_dissent_says_why(
    position: AdvicePosition, reasons: str, conditions: str
) -> None:
    with pytest.raises(PolicyError, match="POL512"):
        give_advice(
            ADVICE,
            position=position,
            reasons=reasons,
            conditions=conditions,
            by="adviser",
            today=TODAY,
        )


def test_dissent_stays_on_record() -> None:
    objects = give_advice(
        ADVICE,
        position=AdvicePosition.OBJECT,
        reasons="It harms trade.",
        conditions="",
        by="adviser",
        today=TODAY,
    )
    agrees = replace(ADVICE, position=AdvicePosition.AGREE)

    assert dissent([agrees, objects]) == [objects]


def test_silence_is_taken_higher_only_after_the_deadline() -> None:
    with pytest.raises(PolicyError, match="POL514"):
        escalate(ADVICE, today=date(2026, 5, 15))

    assert escalate(ADVICE, today=date(2026, 5, 16)).escalated_on == date(2026, 5, 16)


def test_a_reminder_is_due_three_days_before_the_deadline_and_once() -> None:
    assert not reminder_due(ADVICE, today=date(2026, 5, 11))
    assert reminder_due(ADVICE, today=date(2026, 5, 12))
    reminded = remind(ADVICE, today=date(2026, 5, 12))
    assert not reminder_due(reminded, today=date(2026, 5, 14))
    with pytest.raises(PolicyError, match="POL513"):
        remind(replace(ADVICE, position=AdvicePosition.AGREE), today=TODAY)


def test_nobody_decides_on_their_own_proposal() -> None:
    own = replace(DECISION, taken_by=PROPOSAL.author)

    with pytest.raises(PolicyError, match="POL515"):
        decide(PROPOSAL, {"cut": CUT}, own)


def test_a_decision_weighs_and_gives_reasons_for_what_it_overrides() -> None:
    with pytest.raises(PolicyError, match="POL516"):
        decide(PROPOSAL, {"cut": CUT}, replace(DECISION, weighing=" "))
    silent = replace(DECISION, overrides=(Override("LB02", " ", "minister"),))
    with pytest.raises(PolicyError, match="POL517"):
        decide(PROPOSAL, {"cut": CUT}, silent)


def test_a_decision_takes_its_linkages_along() -> None:
    decided = decide(
        PROPOSAL, {"cut": CUT}, replace(DECISION, review_on=date(2027, 1, 1))
    )

    assert decided.proposal.state is ProposalState.DECIDED
    assert decided.linkages["cut"].state is LinkageState.DECIDED
    assert decided.linkages["cut"].review_on == date(2027, 1, 1)


def test_a_draft_is_not_decided_on_and_a_decision_is_not_undone() -> None:
    with pytest.raises(PolicyError, match="POL502"):
        decide(DRAFT, {"cut": CUT}, DECISION)
    over = replace(PROPOSAL, state=ProposalState.DECIDED)
    with pytest.raises(PolicyError, match="POL502"):
        withdraw(over, {})
    with pytest.raises(PolicyError, match="POL502"):
        back_to_draft(over)
    with pytest.raises(PolicyError, match="POL502"):
        ready_for_decision(DRAFT)


def test_a_withdrawn_package_stays_with_its_linkages() -> None:
    proposal, linkages = withdraw(PROPOSAL, {"cut": CUT})

    assert proposal.state is ProposalState.WITHDRAWN
    assert linkages["cut"].state is LinkageState.WITHDRAWN


def test_a_review_sets_the_next_one_or_ends_the_linkage() -> None:
    fine = Review("offer", TODAY, "desk", ReviewFinding.ADEQUATE, "Fine.")
    with pytest.raises(PolicyError, match="POL518"):
        reviewed(OFFER, fine)

    later = reviewed(OFFER, replace(fine, next_on=date(2027, 1, 1)))
    assert later.review_on == date(2027, 1, 1)
    ended = reviewed(OFFER, replace(fine, finding=ReviewFinding.END))
    assert ended.state is LinkageState.ENDED


def test_announced_and_never_used_shows_after_the_review_date() -> None:
    offer = replace(OFFER, review_on=date(2026, 5, 31))

    assert never_used(offer, today=TODAY)
    assert not never_used(offer, today=date(2026, 5, 31))
    assert not never_used(replace(offer, state=LinkageState.RUNNING), today=TODAY)
