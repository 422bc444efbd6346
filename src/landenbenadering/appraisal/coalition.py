"""With whom: who shares the problem, and what each partner adds to a circle."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from landenbenadering.appraisal.council import CouncilVote
from landenbenadering.core.interval import Interval
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.numerics.coalition_values import all_coalitions, player_values


class Trend(StrEnum):
    """Where the orders less returns of a state went from its first to its last year."""

    RISING = "rising"
    FALLING = "falling"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class SharedProblem:
    """The part of one state in the problem.

    Attributes
    ----------
    figures : ReturnFigures
        Its orders and returns; orders less returns are no group of people.
    without_return : Interval or None
        Orders less returns over the years used, as rounding leaves it.
    share : float or None
        Its share of those of all states with figures, from published counts; `None`
        where it cannot be told or is not above 0, and where fewer than two states
        have figures.
    trend : Trend
    """

    figures: ReturnFigures
    without_return: Interval | None
    share: float | None
    trend: Trend

    @property
    def state(self) -> str:
        """ISO 3166 alpha-3 of the state."""
        return self.figures.reporter


@dataclass(frozen=True, slots=True)
class PartnerValue:
    """What one partner adds to a circle.

    Attributes
    ----------
    partner : str
    own : float
        Its share of the shared problem.
    heard, heard_last : float
        Of the value of a circle that counts its share only once it can block a step
        in the Council: the Shapley value, and what it adds as the last to join.
    """

    partner: str
    own: float
    heard: float
    heard_last: float


def shared_problem(figures: Sequence[ReturnFigures]) -> tuple[SharedProblem, ...]:
    """Set the states side by side, the largest part of the problem first.

    Parameters
    ----------
    figures : sequence of ReturnFigures
        Of one citizenship, one per reporting state.
    """
    beyond = {one.reporter: max(0, _published(one) or 0) for one in figures}
    total = sum(beyond.values())
    comparable = sum(one.orders is not None for one in figures) > 1
    rows = [
        SharedProblem(
            one,
            one.without_return,
            beyond[one.reporter] / total
            if comparable and beyond[one.reporter]
            else None,
            trend(one),
        )
        for one in figures
    ]
    return tuple(sorted(rows, key=lambda row: (-(row.share or 0), row.state)))


def trend(figures: ReturnFigures) -> Trend:
    """Compare the last known year with the first, as far as rounding lets one tell."""
    known = [
        (year.orders.value, year.returns.value)
        for year in figures.years
        if year.orders is not None and year.returns is not None
    ]
    whole = [(o, r) for o, r in known if o is not None and r is not None]
    if len(whole) < 2:
        return Trend.CANNOT_TELL
    change = (whole[-1][0] - whole[-1][1]) - (whole[0][0] - whole[0][1])
    # Four rounded counts, each off by at most 2.
    slack = 4 * 2
    if change > slack:
        return Trend.RISING
    return Trend.FALLING if change < -slack else Trend.CANNOT_TELL


def share_of(circle: Collection[str], problem: Sequence[SharedProblem]) -> float:
    """Add up the shares of a circle; states without a share add nothing."""
    return sum(row.share or 0.0 for row in problem if row.state in circle)


def partner_values(
    circle: Sequence[str], *, problem: Sequence[SharedProblem], vote: CouncilVote
) -> tuple[PartnerValue, ...]:
    """Say what each partner adds to a circle of at most 20.

    Shares add up, so the Shapley value of a share is the share itself. A circle is
    heard once it can block: its value is then its share, else 0. That game does not
    add up, and shows who makes the difference.

    Raises
    ------
    NumericsError
        NUM311 for an empty circle or one of more than 20.
    """
    members = tuple(dict.fromkeys(circle))
    held = all_coalitions(len(members))
    own = np.array([share_of((member,), problem) for member in members])
    seats = np.zeros((len(held), len(vote.members)), dtype=np.bool_)
    for place, member in enumerate(members):
        if member in vote.members:
            seats[:, vote.members.index(member)] = held[:, place]
    heard = np.where(vote.game.blocks(seats), held @ own, 0.0)
    found = player_values(heard)
    return tuple(
        PartnerValue(
            member, float(own[k]), float(found.shapley[k]), float(found.last[k])
        )
        for k, member in enumerate(members)
    )


def best_partners(
    circle: Collection[str], *, problem: Sequence[SharedProblem], many: int
) -> Mapping[str, float]:
    """Name the states outside the circle with the largest shares."""
    outside = [row for row in problem if row.state not in circle and row.share]
    return {row.state: row.share or 0.0 for row in outside[:many]}


def _published(figures: ReturnFigures) -> int | None:
    if figures.orders is None or figures.returns is None:
        return None
    return figures.orders - figures.returns
