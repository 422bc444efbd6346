"""A package from draft to review in the register, by six people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from landenbenadering.policy.deciding import (
    Advice,
    Decision,
    Override,
    Proposal,
    Review,
)
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import Commitment, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    AdvicePosition,
    DecisionOutcome,
    Disclosure,
    LinkageState,
    ProposalState,
    ReviewFinding,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.errors import (
    DecisionsError,
    NotAllowedError,
    RulesBrokenError,
)
from landenbenadering.web.decisions.selectors import dossier_of
from landenbenadering.web.decisions.storing import held
from landenbenadering.web.register.errors import VersionConflictError
from tests.web.decisions.conftest import CUT, Dossiers, People, without

pytestmark = pytest.mark.django_db


def fact_of(record_id: str) -> object:
    record = held(record_id)
    assert record is not None
    return record.fact


def asked(draft: Record, people: People, dossier: Dossiers) -> Record:
    return services.ask_advice(
        dossier(draft.id), expected_version=draft.version, author=people["desk"]
    )


def advise(
    record_id: str,
    author: Account,
    position: AdvicePosition = AdvicePosition.AGREE,
    reasons: str = "",
) -> Record:
    record = held(record_id)
    assert record is not None
    return services.give_advice(
        record,
        position=position,
        reasons=reasons,
        conditions="",
        expected_version=record.version,
        author=author,
    )


def put_to_decision(draft: Record, people: People, dossier: Dossiers) -> Record:
    asked(draft, people, dossier)
    advise(f"advice-{draft.id}-foreign-affairs", people["diplomat"])
    advise(
        f"advice-{draft.id}-development-trade",
        people["helper"],
        AdvicePosition.OBJECT,
        "It harms what was built up.",
    )
    found = dossier(draft.id)
    return services.close_advice(
        found, expected_version=found.record.version, author=people["coordinator"]
    )


def decide(
    draft: Record,
    author: Account,
    dossier: Dossiers,
    *,
    outcome: DecisionOutcome = DecisionOutcome.ADOPTED,
    overrides: tuple[Override, ...] = (),
) -> Record:
    found = dossier(draft.id)
    return services.decide(
        found,
        outcome=outcome,
        weighing="Return weighs more here.",
        overrides=overrides,
        review_on=None,
        expected_version=found.record.version,
        author=author,
    )


def test_a_package_goes_from_draft_to_review(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)
    decision = decide(draft, people["minister"], dossier).fact

    assert isinstance(decision, Decision)
    after = dossier(draft.id)
    assert after.proposal.state is ProposalState.DECIDED
    (linkage, fact), *_ = after.linkages
    assert fact.state is LinkageState.DECIDED
    assert fact.review_on == date(2027, 1, 2)
    assert [cited.document for cited in linkage.citations] == [decision.note]

    announced = services.step_linkage(
        linkage,
        LinkageState.ANNOUNCED,
        expected_version=linkage.version,
        author=people["desk"],
    )
    review = Review(
        "", timezone.localdate(), "", ReviewFinding.ADEQUATE, "Wait.", date(2028, 1, 1)
    )
    reviewed = services.review_linkage(
        announced, review, expected_version=announced.version, author=people["desk"]
    )
    assert isinstance(reviewed.fact, Linkage)
    assert reviewed.fact.review_on == date(2028, 1, 1)


def test_deciding_opens_a_commitment_to_tell_the_house(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)
    decision = decide(draft, people["minister"], dossier).fact

    assert isinstance(decision, Decision)
    assert decision.commitment is not None
    commitment = fact_of(decision.commitment)
    assert isinstance(commitment, Commitment)
    assert commitment.due == timezone.localdate() + timedelta(days=30)
    assert commitment.kept_by is None


def test_dissent_stays_on_record_after_the_decision(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)
    decide(draft, people["minister"], dossier)

    positions = {a.department: a.position for _, a in dossier(draft.id).advice}
    assert AdvicePosition.OBJECT in positions.values()


def test_a_rule_that_a_reason_may_pass_by_does_not_stop_the_asking(
    people: People, full: Proposal, dossier: Dossiers
) -> None:
    """Iraq has no strategy on record, which LB01 asks for."""
    opened = services.open_proposal(replace(full, country="IRQ"), author=people["desk"])
    added = services.add_linkage(
        opened,
        replace(CUT, country="IRQ"),
        expected_version=opened.version,
        author=people["desk"],
    )
    asked(added, people, dossier)

    assert dossier(opened.id).proposal.state is ProposalState.ADVICE


def test_what_blocks_stops_the_asking(
    people: People, full: Proposal, dossier: Dossiers
) -> None:
    opened = services.open_proposal(
        replace(full, problem_size=None), author=people["desk"]
    )
    added = services.add_linkage(
        opened, CUT, expected_version=opened.version, author=people["desk"]
    )
    with pytest.raises(RulesBrokenError, match="LB15"):
        asked(added, people, dossier)


def test_only_the_owner_changes_a_draft(
    draft: Record, people: People, full: Proposal
) -> None:
    changed = replace(full, title="Other")

    for name in ("neighbour", "diplomat", "coordinator", "minister"):
        with pytest.raises(NotAllowedError):
            services.change_proposal(
                draft, changed, expected_version=draft.version, author=people[name]
            )
    for name in ("helper", "coordinator"):
        with pytest.raises(NotAllowedError):
            services.open_proposal(full, author=people[name])


def test_a_change_keeps_what_belongs_to_the_package(
    draft: Record, people: People, full: Proposal
) -> None:
    mine = replace(
        full, title="Other", author="minister", state=ProposalState.NOTE, linkages=()
    )
    after = services.change_proposal(
        draft, mine, expected_version=draft.version, author=people["desk"]
    ).fact

    assert isinstance(after, Proposal)
    assert after.title == "Other"
    assert (after.author, after.state) == ("desk", ProposalState.DRAFT)
    assert len(after.linkages) == 1


def test_two_who_change_the_same_draft_do_not_overwrite_each_other(
    draft: Record, people: People, full: Proposal
) -> None:
    def change(title: str) -> Record:
        return services.change_proposal(
            draft,
            replace(full, title=title),
            expected_version=draft.version,
            author=people["desk"],
        )

    change("First")
    with pytest.raises(VersionConflictError):
        change("Second")


def test_advice_is_given_by_its_department_alone(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    asked(draft, people, dossier)

    for name in ("desk", "helper", "coordinator", "minister"):
        with pytest.raises(NotAllowedError):
            advise(f"advice-{draft.id}-foreign-affairs", people[name])
    given = advise(f"advice-{draft.id}-foreign-affairs", people["diplomat"]).fact
    assert isinstance(given, Advice)
    assert given.given_by == "diplomat"


def test_the_round_closes_only_when_all_were_heard(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    asked(draft, people, dossier)
    advise(f"advice-{draft.id}-foreign-affairs", people["diplomat"])

    found = dossier(draft.id)
    with pytest.raises(RulesBrokenError, match="LB04"):
        services.close_advice(
            found, expected_version=found.record.version, author=people["desk"]
        )


def test_advice_after_the_round_is_refused(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)

    with pytest.raises(DecisionsError, match="DEC106"):
        advise(f"advice-{draft.id}-foreign-affairs", people["diplomat"])


def test_advice_is_asked_anew_after_a_proposal_was_taken_back(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)
    found = dossier(draft.id)
    back = services.take_back(
        found, expected_version=found.record.version, author=people["desk"]
    )
    asked(back, people, dossier)

    assert {advice.position for _, advice in dossier(draft.id).advice} == {None}


def test_nobody_decides_on_their_own_proposal(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)
    assign(people["desk"], Role.DECISION_MAKER, department=None, by=None)

    with pytest.raises(PolicyError, match="POL515"):
        decide(draft, people["desk"], dossier)
    with pytest.raises(NotAllowedError):
        decide(draft, people["coordinator"], dossier)


def test_a_rule_that_blocks_stops_the_decision_and_nothing_is_stored(
    draft: Record, people: People, dossier: Dossiers, full: Proposal
) -> None:
    bare = services.change_proposal(
        draft,
        without(full, "rights-assessment"),
        expected_version=draft.version,
        author=people["desk"],
    )
    put_to_decision(bare, people, dossier)
    ignored = (Override("LB13", "In a hurry.", "minister"),)

    with pytest.raises(RulesBrokenError) as refusal:
        decide(draft, people["minister"], dossier, overrides=ignored)

    assert [v.rule.number for v in refusal.value.verdicts] == ["LB13"]
    after = dossier(draft.id)
    assert after.proposal.state is ProposalState.NOTE
    assert after.decision is None


def test_an_override_needs_a_reason_and_is_kept_with_the_decision(
    draft: Record, people: People, dossier: Dossiers, full: Proposal
) -> None:
    bare = services.change_proposal(
        draft,
        without(full, "chain-readiness"),
        expected_version=draft.version,
        author=people["desk"],
    )
    put_to_decision(bare, people, dossier)
    with pytest.raises(RulesBrokenError, match="LB16"):
        decide(draft, people["minister"], dossier)

    reason = Override("LB16", "The chain is ready in May.", "minister")
    decision = decide(draft, people["minister"], dossier, overrides=(reason,)).fact
    assert isinstance(decision, Decision)
    assert decision.overrides == (reason,)


def test_a_rejected_package_is_withdrawn_and_stays_visible(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    put_to_decision(draft, people, dossier)
    decide(draft, people["minister"], dossier, outcome=DecisionOutcome.REJECTED)

    after = dossier(draft.id)
    assert after.proposal.state is ProposalState.REJECTED
    assert [fact.state for _, fact in after.linkages] == [LinkageState.WITHDRAWN]


def test_a_linkage_is_decided_through_a_proposal_alone(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    (linkage, _), *_ = dossier(draft.id).linkages

    with pytest.raises(DecisionsError, match="DEC108"):
        services.step_linkage(
            linkage,
            LinkageState.DECIDED,
            expected_version=linkage.version,
            author=people["desk"],
        )


def test_the_package_holds_linkages_of_its_country_alone(
    draft: Record, people: People
) -> None:
    with pytest.raises(DecisionsError, match="DEC104"):
        services.add_linkage(
            draft,
            replace(CUT, country="IRQ"),
            expected_version=draft.version,
            author=people["desk"],
        )


def test_the_public_knows_nothing_of_a_proposal(draft: Record) -> None:
    from landenbenadering.core.clocks import AsOf

    now = AsOf(known_on=timezone.localdate())

    assert dossier_of(draft.id, now, frozenset({Disclosure.PUBLIC})) is None
    assert dossier_of(draft.id, now, frozenset(Disclosure)) is not None
