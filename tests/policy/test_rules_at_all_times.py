"""Rules for the register as it stands, broken and kept."""

from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import (
    Instrument,
    Situation,
    Treaty,
)
from landenbenadering.policy.deciding import (
    Review,
)
from landenbenadering.policy.facts import (
    Commitment,
    Occasion,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    ClauseWeighing,
    Department,
    Direction,
    LinkageState,
    PolicyArea,
    ReviewFinding,
    SituationKind,
    TreatyState,
)
from tests.policy.cases import (
    CUT,
    OFFER,
    PROPOSAL,
    SAID,
    STRATEGY,
    TALK,
    TODAY,
    always,
    at_decision,
    record,
)


def test_LB07_a_linkage_in_force_is_reviewed_in_time() -> None:
    def held(review_on: date | None, *more: Record) -> list[str]:
        return always("LB07", record("x", replace(OFFER, review_on=review_on)), *more)

    assert held(None) == ["x"]
    assert held(date(2026, 5, 31)) == ["x"]
    assert held(TODAY) == []
    assert held(date(2027, 1, 1)) == []
    assert held(date(2027, 1, 2)) == ["x"], "more than a year after it was known"
    review = Review("x", date(2026, 4, 1), "desk", ReviewFinding.ADEQUATE, "Fine.")
    assert held(date(2027, 1, 2), record("r", review)) == []
    assert always("LB07", record("x", CUT)) == [], "not in force yet"


@pytest.mark.parametrize(
    ("due", "kept_by", "broken"),
    [
        (date(2026, 5, 31), None, ["c"]),
        (TODAY, None, []),
        (date(2026, 5, 31), "letter", []),
        (None, None, []),
    ],
)
def test_LB09_an_overdue_commitment_stays_until_a_letter_keeps_it(
    due: date | None, kept_by: str | None, broken: list[str]
) -> None:
    made = Occasion(PartialDate(2026, 1), SAID, Citation("paper"))
    text = None if due is None else SAID
    commitment = Commitment(
        SAID, ("office",), (made,), due=due, due_text=text, kept_by=kept_by
    )

    assert always("LB09", record("c", commitment)) == broken


def test_LB10_the_message_is_given_or_the_reason_why_not() -> None:
    strategy = record("s", STRATEGY)
    unsaid = record("k", replace(TALK, message_given=None))
    silent = record("k", replace(TALK, message_given=False))
    reasoned = record("k", replace(TALK, message_given=False, why_not=SAID))

    assert always("LB10", strategy, record("k", TALK)) == []
    assert always("LB10", strategy, unsaid) == ["k"]
    assert always("LB10", strategy, silent) == ["k"]
    assert always("LB10", strategy, reasoned) == []
    assert always("LB10", unsaid) == [], "no strategy for the country"


def test_LB10_a_contact_before_the_strategy_is_not_held_to_it() -> None:
    """Known from 1 January 2026: a talk in 2025 came before, one in 2026 may have."""
    strategy = record("s", STRATEGY)
    unsaid = replace(TALK, message_given=None)
    before = record("k", replace(unsaid, on=PartialDate(2025, 12)))
    perhaps = record("k", replace(unsaid, on=PartialDate(2026)))

    assert always("LB10", strategy, before) == []
    assert always("LB10", strategy, perhaps) == ["k"]


def test_LB11_humanitarian_aid_is_never_linked() -> None:
    relief = replace(CUT, policy_area=PolicyArea.HUMANITARIAN)
    instrument = Instrument(
        PolicyArea.DEVELOPMENT,
        Department.DEVELOPMENT_TRADE,
        (Direction.RESTRICTION,),
        SAID,
        (Actor.NETHERLANDS,),
        humanitarian=True,
    )
    disguised = replace(CUT, instrument="relief")

    assert at_decision("LB11")
    assert not at_decision("LB11", [record("cut", relief)])
    assert not at_decision(
        "LB11", [record("cut", disguised), record("relief", instrument)]
    )
    assert always("LB11", record("old", replace(relief, state=LinkageState.RUNNING)))
    partners = replace(relief, actor=Actor.PARTNER, state=LinkageState.RUNNING)
    assert always("LB11", record("old", partners)) == []


def test_LB12_no_forced_return_under_a_moratorium() -> None:
    moratorium = Situation("GHA", SituationKind.DEPARTURE_MORATORIUM, SAID)

    def kept(start: str, end: str | None) -> bool:
        until = None if end is None else PartialDate.parse(end)
        held = record(
            "m", moratorium, valid_from=PartialDate.parse(start), valid_until=until
        )
        return at_decision("LB12", [held])

    assert not kept("2026-01-01", None)
    assert not kept("2026-01-01", "2026-06")
    assert kept("2026-01-01", "2026-05")
    assert kept("2026-06-02", None)


def test_LB12_the_last_finding_on_the_prospect_of_removal_counts() -> None:
    none = Situation("GHA", SituationKind.NO_PROSPECT_OF_REMOVAL, SAID)
    again = Situation("GHA", SituationKind.PROSPECT_OF_REMOVAL, SAID)
    first = record("a", none, valid_from=PartialDate(2021, 9, 17))
    second = record("b", again, valid_from=PartialDate(2023, 12))

    assert not at_decision("LB12", [first])
    assert at_decision("LB12", [first, second])
    assert always("LB12", first, record("s", STRATEGY)) == ["s"]
    independent = replace(PROPOSAL, pursues_forced_return=False)
    assert at_decision("LB12", [first], proposal=independent)


@pytest.mark.parametrize(
    ("state", "clause", "why", "broken"),
    [
        (TreatyState.NEGOTIATED, ClauseWeighing.NOT_WEIGHED, None, ["t"]),
        (TreatyState.NEGOTIATED, ClauseWeighing.LEFT_OUT, None, ["t"]),
        (TreatyState.SIGNED, ClauseWeighing.TAKEN_UP, SAID, []),
        (TreatyState.IN_FORCE, ClauseWeighing.NOT_WEIGHED, None, []),
    ],
)
def test_LB17_a_coming_treaty_is_weighed_for_the_clause(
    state: TreatyState,
    clause: ClauseWeighing,
    why: Bilingual | None,
    broken: list[str],
) -> None:
    treaty = Treaty("GHA", PolicyArea.TREATIES, SAID, state, clause, why)

    assert always("LB17", record("t", treaty)) == broken
