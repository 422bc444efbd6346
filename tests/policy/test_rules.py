"""Each rule, broken and kept, in records.

The cases follow the letter of 6 March 2013 and the design; all records are invented
but for the shape of the Ghana case of 2012.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import (
    Contact,
    Instrument,
    Position,
    Situation,
    Strategy,
    Treaty,
)
from landenbenadering.policy.deciding import (
    Advice,
    Alternative,
    Decision,
    ProblemSize,
    Proposal,
    Review,
)
from landenbenadering.policy.facts import (
    Commitment,
    Document,
    Fact,
    Linkage,
    Occasion,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import RULES, Verdict, not_allowed, verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.rules.parameters import Effect, rule_texts
from landenbenadering.policy.vocabulary import (
    Actor,
    AdvicePosition,
    ClauseWeighing,
    ContactLevel,
    DecisionOutcome,
    Department,
    Direction,
    DocumentKind,
    Frame,
    LinkageState,
    PolicyArea,
    PositionKind,
    Priority,
    ProposalState,
    ReviewFinding,
    SituationKind,
    SupportForm,
    TreatyState,
)

TODAY = date(2026, 6, 1)
SAID = Bilingual(nl="iets", en="something")


def record(name: str, fact: Fact, **changes: object) -> Record:
    plain = Record(name, fact, date(2026, 1, 1), (Citation("paper"),))
    return replace(plain, **changes)  # type: ignore[arg-type]  # fields by name


def paper(kind: DocumentKind) -> Record:
    return record(kind.replace("_", "-"), Document(kind, SAID, number="1"))


CUT = Linkage(
    country="GHA",
    policy_area=PolicyArea.DEVELOPMENT,
    direction=Direction.RESTRICTION,
    actor=Actor.NETHERLANDS,
    text=SAID,
    since=PartialDate(2026, 5),
    state=LinkageState.PROPOSED,
)
OFFER = replace(CUT, direction=Direction.INCENTIVE, state=LinkageState.OFFERED)
STRATEGY = Strategy(
    country="GHA",
    priority=Priority.HIGH,
    lead=Department.MIGRATION,
    aims=SAID,
    pursues_forced_return=True,
    support=(SupportForm.MONEY,),
)
PROPOSAL = Proposal(
    country="GHA",
    title="A cut",
    text="Cut aid",
    owner=Department.MIGRATION,
    author="desk",
    state=ProposalState.NOTE,
    linkages=("cut",),
)
TALK = Contact(
    country="GHA",
    level=ContactLevel.OFFICIAL,
    on=PartialDate(2026, 2),
    by=Actor.NETHERLANDS,
    text=SAID,
    message_given=True,
)
DECISION = Decision(
    proposal="proposal",
    proposal_version=1,
    taken_on=TODAY,
    taken_by="minister",
    outcome=DecisionOutcome.ADOPTED,
    weighing="weighed",
)


def found(
    number: str,
    records: Sequence[Record],
    *,
    moment: Moment,
    proposal: Proposal | None = None,
    decision: Decision | None = None,
) -> Verdict:
    register = Register(AsOf(TODAY), tuple(records))
    proposed = None if proposal is None else record("proposal", proposal)
    [verdict] = verdicts(
        register,
        moment,
        today=TODAY,
        proposal=proposed,
        decision=decision,
        numbers=[number],
    )
    return verdict


def at_decision(
    number: str,
    records: Sequence[Record] = (),
    *,
    proposal: Proposal = PROPOSAL,
    decision: Decision | None = None,
) -> bool:
    held = [record("cut", CUT), *records]
    return found(
        number,
        held,
        moment=Moment.DECISION,
        proposal=proposal,
        decision=decision,
    ).kept


def always(number: str, *records: Record) -> list[str]:
    verdict = found(number, records, moment=Moment.ALWAYS)
    return [breach.about for breach in verdict.breaches]


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


def advice(department: Department, **changes: object) -> Record:
    plain = Advice(
        proposal="proposal",
        proposal_version=1,
        department=department,
        asked_on=date(2026, 5, 1),
        due=date(2026, 5, 15),
        position=AdvicePosition.OBJECT,
        reasons="No.",
    )
    fact = replace(plain, **changes)  # type: ignore[arg-type]  # fields by name
    return record(f"advice-{department}".replace("_", "-"), fact)


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


def test_LB06_an_alternative_has_a_reason() -> None:
    bare = replace(PROPOSAL, alternatives=(Alternative("Talk on", " "),))
    full = replace(PROPOSAL, alternatives=(Alternative("Talk on", "Tried."),))

    assert not at_decision("LB06")
    assert not at_decision("LB06", proposal=bare)
    assert at_decision("LB06", proposal=full)


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


def test_LB08_a_decision_opens_a_commitment() -> None:
    opened = replace(DECISION, commitment="c")

    assert not at_decision("LB08", decision=DECISION)
    assert at_decision("LB08", decision=opened)
    refused = replace(DECISION, outcome=DecisionOutcome.REJECTED)
    assert at_decision("LB08", decision=refused)


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
    ("number", "kind"),
    [("LB13", DocumentKind.RIGHTS_ASSESSMENT), ("LB16", DocumentKind.CHAIN_READINESS)],
)
def test_LB13_LB16_the_paper_lies_with_the_proposal(
    number: str, kind: DocumentKind
) -> None:
    held = paper(kind)

    assert not at_decision(number, [held])
    assert at_decision(number, [held], proposal=replace(PROPOSAL, documents=(held.id,)))


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
