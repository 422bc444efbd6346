"""All rules together, and what they find."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from landenbenadering.policy.deciding import Decision, Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.at_all_times import LB01, LB07, LB09, LB10, LB17
from landenbenadering.policy.rules.at_decision import (
    LB02,
    LB03,
    LB04,
    LB05,
    LB06,
    LB08,
    LB13,
    LB16,
)
from landenbenadering.policy.rules.at_proposal import LB11, LB12, LB14, LB15, LB18
from landenbenadering.policy.rules.breach import Breach, Moment, Rule
from landenbenadering.policy.rules.case import Case, Facts
from landenbenadering.policy.rules.parameters import Effect, RuleText, rule_texts
from landenbenadering.policy.vocabulary import ProposalState

# Open proposals, each with where it breaks a rule.
BrokenBy = tuple[tuple[Record, tuple[Breach, ...]], ...]
OPEN_STATES = frozenset({ProposalState.DRAFT, ProposalState.ADVICE, ProposalState.NOTE})

RULES: Mapping[str, Rule] = {
    type(rule).__name__: rule
    for rule in (
        *(LB01(), LB02(), LB03(), LB04(), LB05(), LB06(), LB07(), LB08(), LB09()),
        *(LB10(), LB11(), LB12(), LB13(), LB14(), LB15(), LB16(), LB17(), LB18()),
    )
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule found.

    Attributes
    ----------
    breaches : tuple of Breach
        Empty when the rule is kept.
    effect : Effect
        What a breach does on that day.
    """

    rule: RuleText
    effect: Effect
    breaches: tuple[Breach, ...]

    @property
    def kept(self) -> bool:
        """Whether the rule is kept."""
        return not self.breaches


def verdicts(
    register: Register,
    moment: Moment,
    *,
    today: date,
    proposal: Record | None = None,
    decision: Decision | None = None,
    numbers: Iterable[str] | None = None,
) -> tuple[Verdict, ...]:
    """Hold the rules of a moment against the records, in order of number.

    Parameters
    ----------
    register : Register
        What the rules may read: for a proposal at least all records on its country
        and those that it names.
    today : date
        The day whose deadlines and parameters count.
    proposal, decision
        What is proposed and decided; needed for those moments.
    numbers : iterable of str or None
        The rules to hold; `None` means all of the moment.
    """
    facts = Facts.of_register(register)
    return _verdicts(facts, moment, today, proposal, decision, numbers)


def open_breaches(
    register: Register, *, today: date, most: int = 100
) -> Mapping[str, BrokenBy]:
    """Give by rule the open proposals that break it as they stand, and where.

    Those of the decision count from the start: a proposal that nobody can decide yet
    shows what it lacks. Of more than `most` open proposals the newest are held.
    """
    facts = Facts.of_register(register)
    proposals = [r for r, fact in facts.of(Proposal) if fact.state in OPEN_STATES]
    proposals.sort(key=lambda record: (record.known_from, record.id), reverse=True)
    broken: dict[str, list[tuple[Record, tuple[Breach, ...]]]] = {}
    for proposal in proposals[:most]:
        for verdict in _verdicts(facts, Moment.DECISION, today, proposal, None, None):
            if verdict.breaches:
                found = broken.setdefault(verdict.rule.number, [])
                found.append((proposal, verdict.breaches))
    return {number: tuple(found) for number, found in broken.items()}


def _verdicts(
    facts: Facts,
    moment: Moment,
    today: date,
    proposal: Record | None,
    decision: Decision | None,
    numbers: Iterable[str] | None,
) -> tuple[Verdict, ...]:
    texts = rule_texts()
    wanted = set(RULES) if numbers is None else set(numbers)
    found = []
    for number in sorted(wanted):
        rule = RULES[number]
        if moment not in rule.moments:
            continue
        values = texts[number].values_on(today)
        case = Case(facts, today, values, proposal=proposal, decision=decision)
        breaches = tuple(rule.breaches(case))
        found.append(Verdict(texts[number], values.effect, breaches))
    return tuple(found)


def not_allowed(
    found: Iterable[Verdict], *, overridden: Iterable[str] = ()
) -> tuple[Verdict, ...]:
    """Give the broken rules that stop a step.

    Those are the rules that block, and those that need an override and have none.
    """
    named = set(overridden)
    return tuple(
        verdict
        for verdict in found
        if not verdict.kept
        and (
            verdict.effect is Effect.BLOCK
            or (verdict.effect is Effect.OVERRIDE and verdict.rule.number not in named)
        )
    )
