"""Rules for what is proposed and decided, broken and kept."""

from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.policy.dealings import (
    DocumentGrant,
    Position,
    Situation,
)
from landenbenadering.policy.deciding import (
    Alternative,
    ProblemSize,
)
from landenbenadering.policy.facts import Document
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import RULES, not_allowed, verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.rules.parameters import Effect, rule_texts
from landenbenadering.policy.vocabulary import (
    Actor,
    ContactLevel,
    DecisionOutcome,
    Department,
    DocumentKind,
    Frame,
    LinkageState,
    PositionKind,
    SituationKind,
)
from tests.policy.cases import (
    CUT,
    DECISION,
    OFFER,
    PROPOSAL,
    SAID,
    STRATEGY,
    TALK,
    TODAY,
    advice,
    always,
    at_decision,
    paper,
    record,
)


def test_every_rule_has_its_text_and_every_text_its_rule() -> None:
    assert set(RULES) == set(rule_texts()) == {f"LB{n:02d}" for n in range(1, 19)}
    for text in rule_texts().values():
        assert [v.since for v in text.values] == sorted(v.since for v in text.values)


def test_LB01_forced_return_needs_recorded_support_first() -> None:
    alone = replace(STRATEGY, support=())

    assert always("LB01", record("s", alone)) == ["s"]
    assert always("LB01", record("s", STRATEGY)) == []
    assert (
        always("LB01", record("s", replace(alone, pursues_forced_return=False))) == []
    )
    assert not at_decision("LB01")
    assert at_decision("LB01", [record("s", STRATEGY)])


def test_LB02_a_restriction_follows_an_incentive() -> None:
    assert not at_decision("LB02")
    assert at_decision("LB02", [record("offer", OFFER)])
    only_meant = replace(OFFER, state=LinkageState.WITHDRAWN)
    assert not at_decision("LB02", [record("offer", only_meant)])
    partners = replace(OFFER, actor=Actor.PARTNER)
    assert not at_decision("LB02", [record("offer", partners)])


def test_LB02_or_consultation_at_two_levels() -> None:
    higher = replace(TALK, level=ContactLevel.MINISTER)

    assert not at_decision("LB02", [record("a", TALK), record("b", TALK)])
    assert at_decision("LB02", [record("a", TALK), record("b", higher)])
    silent = replace(higher, message_given=False, why_not=SAID)
    assert not at_decision("LB02", [record("a", TALK), record("b", silent)])


def test_LB02_says_nothing_of_incentives() -> None:
    assert at_decision("LB02", [record("cut", OFFER)])


def test_LB03_a_restriction_needs_the_assessment_and_its_outcome() -> None:
    assessment = paper(DocumentKind.RELATIONS_ASSESSMENT)
    with_paper = replace(PROPOSAL, documents=(assessment.id,))
    said = replace(with_paper, relations_effect="Relations cool.")

    assert not at_decision("LB03", [assessment])
    assert not at_decision("LB03", [assessment], proposal=with_paper)
    assert not at_decision("LB03", proposal=said), "the paper itself must be there"
    assert at_decision("LB03", [assessment], proposal=said)


def test_LB04_all_departments_touched_have_advised_or_their_silence_is_said() -> None:
    foreign = advice(Department.FOREIGN_AFFAIRS)
    aid = advice(Department.DEVELOPMENT_TRADE)
    silent = advice(Department.DEVELOPMENT_TRADE, position=None, reasons="")
    escalated = advice(
        Department.DEVELOPMENT_TRADE, position=None, escalated_on=date(2026, 5, 20)
    )
    early = advice(
        Department.DEVELOPMENT_TRADE,
        position=None,
        due=TODAY,
        escalated_on=date(2026, 5, 20),
    )

    assert not at_decision("LB04")
    assert not at_decision("LB04", [foreign])
    assert at_decision("LB04", [foreign, aid])
    assert not at_decision("LB04", [foreign, silent])
    assert at_decision("LB04", [foreign, escalated])
    assert not at_decision("LB04", [foreign, early])


def test_LB05_the_situation_is_on_record_and_considered() -> None:
    situation = record("w", Situation("GHA", SituationKind.DOMESTIC, SAID))
    said = replace(PROPOSAL, consideration="Considered; help was offered.")

    assert not at_decision("LB05", [situation])
    assert not at_decision("LB05", proposal=said)
    assert at_decision("LB05", [situation], proposal=said)


@pytest.mark.parametrize(
    ("kind", "until"),
    [
        (SituationKind.DOMESTIC, PartialDate(2025)),
        (SituationKind.NO_PROSPECT_OF_REMOVAL, None),
        (SituationKind.REPLACEMENT_DOCUMENTS, None),
    ],
)
def test_LB05_a_past_situation_or_a_finding_of_our_own_is_not_enough(
    kind: SituationKind, until: PartialDate | None
) -> None:
    said = replace(PROPOSAL, consideration="Considered; help was offered.")
    other = record("w", Situation("GHA", kind, SAID), valid_until=until)

    assert not at_decision("LB05", [other], proposal=said)


def test_LB06_an_alternative_has_a_reason() -> None:
    bare = replace(PROPOSAL, alternatives=(Alternative("Talk on", " "),))
    full = replace(PROPOSAL, alternatives=(Alternative("Talk on", "Tried."),))

    assert not at_decision("LB06")
    assert not at_decision("LB06", proposal=bare)
    assert at_decision("LB06", proposal=full)


def test_LB08_a_decision_opens_a_commitment() -> None:
    opened = replace(DECISION, commitment="c")

    assert not at_decision("LB08", decision=DECISION)
    assert at_decision("LB08", decision=opened)
    refused = replace(DECISION, outcome=DecisionOutcome.REJECTED)
    assert at_decision("LB08", decision=refused)


@pytest.mark.parametrize(
    ("number", "kind"),
    [("LB13", DocumentKind.RIGHTS_ASSESSMENT), ("LB16", DocumentKind.CHAIN_READINESS)],
)
def test_LB13_LB16_the_paper_lies_with_the_proposal(
    number: str, kind: DocumentKind
) -> None:
    held = paper(kind)

    assert not at_decision(number, [held])
    assert at_decision(number, [held], proposal=replace(PROPOSAL, documents=(held.id,)))


def test_LB16_the_statement_knows_what_was_recorded_on_documents_granted() -> None:
    statement = Document(DocumentKind.CHAIN_READINESS, SAID, "1", date(2013, 1, 1))
    held = record("ready", statement)
    asked = replace(PROPOSAL, documents=("ready",))
    grant = record("granted", DocumentGrant("GHA", 52, not_found=1))
    older = replace(grant, known_from=date(2013, 1, 1))
    newer = replace(grant, known_from=date(2013, 1, 2))
    elsewhere = replace(newer, fact=DocumentGrant("MAR", 52, not_found=1))

    assert at_decision("LB16", [held, older], proposal=asked)
    assert not at_decision("LB16", [held, newer], proposal=asked)
    assert at_decision("LB16", [held, elsewhere], proposal=asked)


def test_LB14_leaving_the_european_frame_needs_a_reason_and_no_mandate() -> None:
    alone = replace(PROPOSAL, frame=Frame.NETHERLANDS)
    reasoned = replace(alone, frame_reason="No other state shares it.")
    mandate = record("m", Position("GHA", PositionKind.MANDATE, SAID))

    assert at_decision("LB14")
    assert at_decision("LB14", [mandate])
    assert not at_decision("LB14", proposal=alone)
    assert at_decision("LB14", proposal=reasoned)
    assert not at_decision("LB14", [mandate], proposal=reasoned)


def test_LB15_the_size_of_the_problem_is_stated_with_its_basis() -> None:
    sized = replace(PROPOSAL, problem_size=ProblemSize(100, None, "orders, 2012"))
    bare = replace(PROPOSAL, problem_size=ProblemSize(100, 200, " "))

    assert not at_decision("LB15")
    assert not at_decision("LB15", proposal=bare)
    assert at_decision("LB15", proposal=sized)


def test_LB18_joining_a_dialogue_is_weighed() -> None:
    joins = replace(PROPOSAL, joins_dialogue=True)

    assert at_decision("LB18")
    assert not at_decision("LB18", proposal=joins)
    assert at_decision("LB18", proposal=replace(joins, dialogue_weight="Heavy."))


def test_a_rule_that_needs_an_override_stops_a_step_until_it_has_one() -> None:
    found_at = verdicts(
        Register(AsOf(TODAY), (record("cut", CUT),)),
        Moment.DECISION,
        today=TODAY,
        proposal=record("proposal", PROPOSAL),
        numbers=["LB02", "LB13"],
    )

    assert [v.rule.number for v in not_allowed(found_at)] == ["LB02", "LB13"]
    left = not_allowed(found_at, overridden=["LB02", "LB13"])
    assert [v.rule.number for v in left] == ["LB13"], "what blocks stays blocked"
    assert left[0].effect is Effect.BLOCK
