"""Facts of the decision: proposal, advice, decision and review.

They are recorded by the departments themselves and are their own source. Texts
are in the words of the office that wrote them, in one language.
"""

from dataclasses import dataclass
from datetime import date

from landenbenadering.policy.vocabulary import (
    AdvicePosition,
    DecisionOutcome,
    Department,
    Frame,
    ProposalState,
    ReviewFinding,
)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way that was looked at, and why it was not chosen."""

    text: str
    why_not: str


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest of a department that was weighed, and what the weighing gave."""

    department: Department
    text: str


@dataclass(frozen=True, slots=True)
class ProblemSize:
    """How many people the proposal is about, as bounds, with where that is from.

    `least` and `most` are persons; `most` is `None` where nobody can say.
    """

    least: int
    most: int | None
    basis: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A package of linkages that is put to the departments for one country.

    Attributes
    ----------
    linkages : tuple of str
        Record ids of the linkages of the package.
    owner : Department
        The department that makes it, and alone may change it.
    author : str
        Name of the account that made it: who may not decide on it.
    text : str
        What is proposed and why.
    pursues_forced_return : bool
        Whether cooperation with forced return is what is asked.
    documents : tuple of str
        Record ids of the assessments and other papers with it.
    contacts : tuple of str
        Record ids of the contacts in which this was raised.
    consideration : str
        The situation of the country itself, its problems, and help with them.
    relations_effect, country_effect : str
        Effect on the bilateral relation, and on the country and its people.
    frame_reason : str
        Why this frame; needed unless it is the European one.
    joins_dialogue : bool
        Whether it takes part in a migration dialogue or mobility partnership.
    dialogue_weight : str
        The weight of migration in the relation; needed if it joins one.
    appraisal : str or None
        Id of the frozen appraisal that it adopts.
    advice_due : date or None
        Last day for advice; `None` before advice was asked.
    review_on : date or None
        Day on which the package is to be reviewed.
    """

    country: str
    title: str
    text: str
    owner: Department
    author: str
    state: ProposalState
    linkages: tuple[str, ...] = ()
    pursues_forced_return: bool = True
    interests: tuple[Interest, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    problem_size: ProblemSize | None = None
    documents: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    consideration: str = ""
    relations_effect: str = ""
    country_effect: str = ""
    frame: Frame = Frame.EUROPEAN
    frame_reason: str = ""
    joins_dialogue: bool = False
    dialogue_weight: str = ""
    appraisal: str | None = None
    advice_due: date | None = None
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """Advice that was asked of a department on a proposal, and what it said.

    Attributes
    ----------
    proposal : str
        Record id of the proposal.
    proposal_version : int
        The version that it is about.
    position : AdvicePosition or None
        `None` while the department has not advised.
    reasons, conditions : str
        Why, and on which conditions it agrees.
    given_by : str or None
        Name of the account that gave it; given on the day it is known from.
    reminded_on, escalated_on : date or None
        When the department was reminded, and when its silence was taken higher.
    """

    proposal: str
    proposal_version: int
    department: Department
    asked_on: date
    due: date
    position: AdvicePosition | None = None
    reasons: str = ""
    conditions: str = ""
    given_by: str | None = None
    given_on: date | None = None
    reminded_on: date | None = None
    escalated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """A rule that was broken knowingly: which, why, and by whom."""

    rule: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision on a proposal.

    Attributes
    ----------
    proposal, proposal_version
        The proposal as it was decided on.
    taken_by : str
        Name of the account; never the author of the proposal.
    weighing : str
        How the interests were weighed.
    overrides : tuple of Override
        Rules that were broken knowingly.
    note : str or None
        Record id of the decision note, a document.
    commitment : str or None
        Record id of the commitment to tell the House.
    """

    proposal: str
    proposal_version: int
    taken_on: date
    taken_by: str
    outcome: DecisionOutcome
    weighing: str
    overrides: tuple[Override, ...] = ()
    review_on: date | None = None
    note: str | None = None
    commitment: str | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A review of a linkage: whether the instrument is adequate, and what next.

    `linkage` is a record id; `next_on` is `None` when the linkage ends.
    """

    linkage: str
    on: date
    by: str
    finding: ReviewFinding
    text: str
    next_on: date | None = None
