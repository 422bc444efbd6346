"""The steps of the cycle; the only writers of proposals, advice and decisions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy import cycle
from landenbenadering.policy.deciding import Advice, Decision, Override
from landenbenadering.policy.facts import (
    Commitment,
    Document,
    Linkage,
    Occasion,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import not_allowed
from landenbenadering.policy.rules.parameters import Effect, rule_texts
from landenbenadering.policy.vocabulary import (
    DecisionOutcome,
    Disclosure,
    DocumentKind,
    OfficeRole,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, may
from landenbenadering.web.audit.services import serialise_appends
from landenbenadering.web.decisions.advising import escalate, give_advice, remind
from landenbenadering.web.decisions.carrying_out import review_linkage, step_linkage
from landenbenadering.web.decisions.drafts import (
    add_linkage,
    add_paper,
    adopt_appraisal,
    change_proposal,
    draft_of,
    drop_linkage,
    open_proposal,
    open_with,
    take_linkage,
)
from landenbenadering.web.decisions.errors import (
    DecisionsError,
    NotAllowedError,
    RulesBrokenError,
)
from landenbenadering.web.decisions.notes import (
    dossier_now,
    freeze_note,
    write_ahead,
)
from landenbenadering.web.decisions.reporting import keep_commitment
from landenbenadering.web.decisions.selectors import Dossier
from landenbenadering.web.decisions.storing import (
    held,
    new_record,
    next_version,
    store_all,
)
from landenbenadering.web.decisions.taking import (
    act_to_move,
    require_may_propose,
    step_of,
    wrote,
)

__all__ = [
    "add_linkage",
    "add_paper",
    "adopt_appraisal",
    "ask_advice",
    "change_proposal",
    "close_advice",
    "decide",
    "drop_linkage",
    "escalate",
    "give_advice",
    "keep_commitment",
    "open_proposal",
    "open_with",
    "remind",
    "review_linkage",
    "step_linkage",
    "take_back",
    "take_linkage",
    "withdraw",
]

Step = tuple[Record, int]


@step_of(Act.PROPOSE)
def ask_advice(dossier: Dossier, *, expected_version: int, author: Account) -> Record:
    """Put a draft to every department whose policy area it touches.

    Advice that was asked in an earlier round on the same proposal is asked anew;
    what was said then stays in its history.

    Raises
    ------
    NotAllowedError
        DEC101 the author is no desk officer of the owner, and does not coordinate.
    RulesBrokenError
        DEC102 a rule of the proposal blocks.
    """
    proposal = draft_of(dossier.record)
    act = act_to_move(proposal, author)
    today = timezone.localdate()
    # What a recorded reason may pass by is for the decision; here only what blocks.
    found = dossier.verdicts_of_the_proposal(today=today)
    blocked = tuple(v for v in not_allowed(found) if v.effect is Effect.BLOCK)
    if blocked:
        raise RulesBrokenError(blocked)
    asked = cycle.ask_advice(
        proposal,
        {record.id: linkage for record, linkage in dossier.linkages},
        proposal_id=dossier.record.id,
        version=dossier.record.version + 1,
        today=today,
    )
    package = next_version(dossier.record, asked.proposal, today=today)
    steps = [
        *_linkage_steps(dossier, asked.linkages, today),
        (package, expected_version),
    ]
    steps += [_advice_step(dossier.record, advice, today) for advice in asked.advice]
    return _of(store_all(steps, author=author, act=act), dossier.record.id)


def _advice_step(record: Record, advice: Advice, today: date) -> Step:
    name = f"advice-{record.id}-{advice.department}".replace("_", "-")
    before = held(name)
    if before is not None:
        return next_version(before, advice, today=today), before.version
    first = new_record(name, advice, today=today, disclosure=record.disclosure)
    return first, 0


@step_of(Act.PROPOSE)
def close_advice(dossier: Dossier, *, expected_version: int, author: Account) -> Record:
    """Close the round of advice; the proposal goes to who decides.

    Raises
    ------
    RulesBrokenError
        DEC102 a department is still to be heard (LB04).
    """
    act = act_to_move(dossier.proposal, author)
    today = timezone.localdate()
    blocked = not_allowed(
        verdict
        for verdict in dossier.verdicts(today=today)
        if verdict.rule.number == "LB04"
    )
    if blocked:
        raise RulesBrokenError(blocked)
    fact = cycle.ready_for_decision(dossier.proposal)
    version = next_version(dossier.record, fact, today=today)
    return store_all([(version, expected_version)], author=author, act=act)[0]


@step_of(Act.PROPOSE)
def take_back(dossier: Dossier, *, expected_version: int, author: Account) -> Record:
    """Take a proposal back to a draft, so that its maker may change it."""
    act = act_to_move(dossier.proposal, author)
    fact = cycle.back_to_draft(dossier.proposal)
    version = next_version(dossier.record, fact, today=timezone.localdate())
    return store_all([(version, expected_version)], author=author, act=act)[0]


@step_of(Act.PROPOSE)
def withdraw(dossier: Dossier, *, expected_version: int, author: Account) -> Record:
    """Withdraw a proposal of one's own with its linkages; all stay visible."""
    require_may_propose(author, dossier.proposal.owner)
    today = timezone.localdate()
    linkages = {record.id: linkage for record, linkage in dossier.linkages}
    proposal, withdrawn = cycle.withdraw(dossier.proposal, linkages)
    version = next_version(dossier.record, proposal, today=today)
    steps = [*_linkage_steps(dossier, withdrawn, today), (version, expected_version)]
    return _of(store_all(steps, author=author), dossier.record.id)


@step_of(Act.DECIDE, writes_first=True)
def decide(
    dossier: Dossier,
    *,
    outcome: DecisionOutcome,
    weighing: str,
    overrides: tuple[Override, ...],
    review_on: date | None,
    expected_version: int,
    author: Account,
) -> Record:
    """Record the decision on a proposal, or raise with every rule that it breaks.

    An adopted package is decided with its decision note and a commitment to tell
    the House, and its linkages are decided; a rejected one is withdrawn. The files of
    the note are written first, and stored in one transaction with all the rest.

    Raises
    ------
    NotAllowedError
        DEC101 the author does not decide.
    DecisionsError
        DEC116 the author wrote at the draft.
    PolicyError
        POL515 nobody decides on their own proposal, and more of `cycle.decide`.
    RulesBrokenError
        DEC102 rules block, or need an override that is not there.
    """
    _require_four_eyes(dossier, author)
    today = timezone.localdate()
    adopted = outcome is DecisionOutcome.ADOPTED
    name = dossier.record.id
    decision = Decision(
        proposal=name,
        proposal_version=dossier.record.version,
        taken_on=today,
        taken_by=author.get_username(),
        outcome=outcome,
        weighing=weighing.strip(),
        overrides=overrides,
        review_on=review_on,
        note=f"note-{name}" if adopted else None,
        commitment=f"commitment-{name}" if adopted else None,
    )
    decided = cycle.decide(
        dossier.proposal,
        {record.id: linkage for record, linkage in dossier.linkages},
        decision,
    )
    if adopted:
        _require_rules(dossier, decision, today=today)
    version = next_version(dossier.record, decided.proposal, today=today)
    steps = [
        *_papers(dossier, decision, today=today),
        *_linkage_steps(dossier, decided.linkages, today, note=decision.note),
        (version, expected_version),
        _first(f"decision-{name}", decision, dossier.record.disclosure, today),
    ]
    stored = _store_with_note(decision, steps, author=author, today=today)
    return _of(stored, f"decision-{name}")


def _require_four_eyes(dossier: Dossier, author: Account) -> None:
    if not may(author, Act.DECIDE):
        raise NotAllowedError("decide")
    if wrote(dossier.record.id, author) and author.get_username() != (
        dossier.proposal.author
    ):
        raise DecisionsError(
            "DEC116",
            problem="You wrote at the draft of this proposal.",
            remedy="Leave the decision to another decision maker.",
        )


def _store_with_note(
    decision: Decision, steps: list[Step], *, author: Account, today: date
) -> tuple[Record, ...]:
    """Write the note of what is decided, then store note and steps, or nothing."""
    name = decision.proposal
    adopted = decision.note is not None
    as_stored = [replace(record, version=seen + 1) for record, seen in steps]
    ahead = write_ahead(name, as_stored) if adopted else {}
    with transaction.atomic():
        serialise_appends()
        after = dossier_now(name)
        # Nobody waited for the writing: what the rules read may be other by now. A
        # package that is, is a conflict and refused as one.
        if adopted and after.record.version == decision.proposal_version:
            _require_rules(after, decision, today=today)
        stored = store_all(steps, author=author, act=Act.DECIDE)
        if adopted:
            freeze_note(name, ahead=ahead, author=author)
    return stored


def _require_rules(dossier: Dossier, decision: Decision, *, today: date) -> None:
    named = [override.rule for override in decision.overrides]
    found = dossier.verdicts(today=today, decision=decision)
    blocked = not_allowed(found, overridden=named)
    if blocked:
        raise RulesBrokenError(blocked)


def _papers(dossier: Dossier, decision: Decision, *, today: date) -> list[Step]:
    """Give the decision note and the commitment that an adopted package opens."""
    if decision.note is None or decision.commitment is None:
        return []
    title = dossier.proposal.title
    note = Document(
        kind=DocumentKind.DECISION_NOTE,
        title=Bilingual(nl=f"Beslisnota: {title}", en=f"Decision note: {title}"),
        number=decision.note,
        dated=today,
    )
    level = dossier.record.disclosure
    commitment = _commitment(dossier, decision, today=today)
    opened = replace(
        new_record(decision.commitment, commitment, today=today, disclosure=level),
        citations=(Citation(decision.note),),
    )
    return [_first(decision.note, note, level, today), (opened, 0)]


def _commitment(dossier: Dossier, decision: Decision, *, today: date) -> Commitment:
    days = rule_texts()["LB08"].values_on(today).number("days")
    due = today + timedelta(days=days)
    title = dossier.proposal.title
    occasion = Occasion(
        on=PartialDate(today.year, today.month, today.day),
        place=Bilingual(nl="het besluit", en="the decision"),
        citation=Citation(decision.note or ""),
    )
    return Commitment(
        text=Bilingual(
            nl=f"de Kamer te informeren over de nieuwe stap: {title}",
            en=f"to inform the House about the new step: {title}",
        ),
        made_by=_signatories(dossier),
        made=(occasion,),
        due=due,
        due_text=Bilingual(
            nl=f"binnen {days} dagen na het besluit",
            en=f"within {days} days of the decision",
        ),
    )


def _signatories(dossier: Dossier) -> tuple[str, ...]:
    """Give the offices that sign letters; refuse when there are none (DEC107)."""
    found = tuple(
        record.id
        for record, office in dossier.offices
        if office.role is OfficeRole.SIGNATORY
    )
    if not found:
        raise DecisionsError(
            "DEC107",
            problem="The register holds no office that signs letters to the House.",
            remedy="Record that office first: it makes the commitment.",
        )
    return found


def _linkage_steps(
    dossier: Dossier,
    linkages: Mapping[str, Linkage],
    today: date,
    *,
    note: str | None = None,
) -> list[Step]:
    steps: list[Step] = []
    for record, _ in dossier.linkages:
        version = next_version(record, linkages[record.id], today=today)
        if note is not None:
            cited = dict.fromkeys((*record.citations, Citation(note)))
            version = replace(version, citations=tuple(cited))
        steps.append((version, record.version))
    return steps


def _first(
    name: str, fact: Decision | Document, level: Disclosure, today: date
) -> Step:
    return new_record(name, fact, today=today, disclosure=level), 0


def _of(stored: tuple[Record, ...], record_id: str) -> Record:
    return next(record for record in stored if record.id == record_id)
