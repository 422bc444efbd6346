"""From figures and rules to a coalition: who shares the problem, who decides."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from landenbenadering.appraisal.coalition import (
    PartnerValue,
    SharedProblem,
    partner_values,
    shared_problem,
)
from landenbenadering.appraisal.council import (
    CircleVerdict,
    CouncilVote,
    council_vote,
)
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import countries
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.figures import return_figures
from landenbenadering.policy.council_populations import (
    CouncilPopulations,
    council_populations,
)
from landenbenadering.policy.council_rules import council_members, council_rule
from landenbenadering.policy.facts import Circle
from landenbenadering.policy.register import Register

MOST_PARTNERS = 20


@dataclass(frozen=True, slots=True)
class CouncilAnswer:
    """What a circle can do in the Council on a day.

    Attributes
    ----------
    on : date
    vote : CouncilVote
    populations : CouncilPopulations or None
        What counted; `None` where the rule of the day needs none.
    opted_out : tuple of str
        Members that take no part in the matter.
    circle : tuple of str
        Those of the circle that take part.
    beside : tuple of str
        Those of the circle that have no vote: no members, or opted out.
    verdict : CircleVerdict
    extension : tuple of str or None
        Fewest members whose joining makes the circle pass; empty if it does, `None`
        if nothing does.
    """

    on: date
    vote: CouncilVote
    populations: CouncilPopulations | None
    opted_out: tuple[str, ...]
    circle: tuple[str, ...]
    beside: tuple[str, ...]
    verdict: CircleVerdict
    extension: tuple[str, ...] | None

    @property
    def confirmed(self) -> bool:
        """Whether every figure that it rests on is confirmed."""
        return self.vote.rule.confirmed and (
            self.populations is None or self.populations.confirmed
        )


@dataclass(frozen=True, slots=True)
class NamedCircle:
    """A circle of states that the register names, held against the figures.

    `ranks` gives each partner's place by its part in the problem, from 1; `None` where
    no figure tells.
    """

    record_id: str
    fact: Circle
    ranks: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class CoalitionReport:
    """Who shares a problem, what a circle adds up to, and what it can decide."""

    country: str
    problem: tuple[SharedProblem, ...]
    circle: tuple[str, ...]
    partners: tuple[PartnerValue, ...]
    named: tuple[NamedCircle, ...]
    council: CouncilAnswer


def council_answer(
    on: date,
    *,
    circle: Collection[str],
    opted_out: Collection[str] = (),
    rule: str | None = None,
) -> CouncilAnswer:
    """Say what a circle can do under the rules of a day.

    Raises
    ------
    PolicyError
        POL401, POL402 for a day or rule that is not known.
    AppraisalError
        APP102 when populations of the day are not held.
    """
    members = council_members(on)
    populations = council_populations(on)
    taking_part = [member for member in members if member not in opted_out]
    vote = council_vote(
        council_rule(on, code=rule),
        taking_part=taking_part,
        populations={} if populations is None else populations.persons,
        all_members=members,
    )
    inside = tuple(sorted(state for state in set(circle) if state in vote.members))
    return CouncilAnswer(
        on=on,
        vote=vote,
        populations=populations,
        opted_out=tuple(m for m in members if m in opted_out),
        circle=inside,
        beside=tuple(sorted(set(circle) - set(inside))),
        verdict=vote.verdict(inside),
        extension=vote.partners_to_win(inside),
    )


def states_with_problem(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    country: str,
    years: Sequence[int] | None = None,
) -> tuple[SharedProblem, ...]:
    """Set the reporting states side by side for one country of origin.

    Aggregates as `EU28` are left out. Empty where no state's figures are held.
    """
    observations = store.observations(
        as_of=as_of,
        indicators=(Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED),
        citizenships=(country,),
        years=years,
    )
    known = countries()
    states = sorted({o.reporter for o in observations if o.reporter in known})
    found = sorted({o.year for o in observations})
    span = years or (range(found[0], found[-1] + 1) if found else ())
    figures: list[ReturnFigures] = [
        return_figures(observations, country=country, reporter=state, years=tuple(span))
        for state in states
        if span
    ]
    return shared_problem(figures)


def named_circles(
    register: Register, *, country: str, problem: Sequence[SharedProblem]
) -> tuple[NamedCircle, ...]:
    """Hold the circles that the register names for a country against the figures."""
    place = {row.state: k + 1 for k, row in enumerate(problem) if row.share}
    return tuple(
        NamedCircle(record.id, fact, tuple((p, place.get(p)) for p in fact.partners))
        for record, fact in register.of(Circle)
        if fact.towards == country
    )


def coalition(
    register: Register,
    *,
    store: EvidenceStore,
    country: str,
    circle: Sequence[str],
    on: date,
    opted_out: Collection[str] = (),
    rule: str | None = None,
    years: Sequence[int] | None = None,
) -> CoalitionReport:
    """Put together who shares a problem, what a circle adds, and what it decides.

    Parameters
    ----------
    register : Register
        Whose moment decides which figures and circles were known.
    store : EvidenceStore
    country : str
        The country of origin.
    circle : sequence of str
        States that act together, ISO 3166 alpha-3.
    on : date
        The day of the vote.
    opted_out : collection of str
        Members that take no part in the matter.
    rule : str or None
        Name of the voting rule; `None` for the ordinary one of the day.
    years : sequence of int or None
        Years of the figures; `None` for all.
    """
    problem = states_with_problem(
        store, as_of=register.as_of, country=country, years=years
    )
    answer = council_answer(on, circle=circle, opted_out=opted_out, rule=rule)
    states = tuple(dict.fromkeys(circle))
    partners: tuple[PartnerValue, ...] = ()
    if 0 < len(states) <= MOST_PARTNERS:
        partners = partner_values(states, problem=problem, vote=answer.vote)
    return CoalitionReport(
        country=country,
        problem=problem,
        circle=states,
        partners=partners,
        named=named_circles(register, country=country, problem=problem),
        council=answer,
    )
