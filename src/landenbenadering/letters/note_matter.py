"""What a decision note is about, as values.

The pages hand them over; `decision_note` composes the note from them.
"""

from dataclasses import dataclass
from datetime import date

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import Verdict


@dataclass(frozen=True, slots=True)
class AdoptedAppraisal:
    """A frozen appraisal as a note tells of it.

    Attributes
    ----------
    packages : int
        How many packages nothing beat.
    complete : bool
        Whether these were all.
    chosen, core : tuple of Bilingual
        Instruments of the package that was chosen, and those in every package.
    sha256 : str
        Hash of the frozen appraisal.
    illustration : bool
        Whether its scores are invented: no note is composed with it.
    """

    name: str
    title: Bilingual
    weighed_on: date
    packages: int
    complete: bool
    chosen: tuple[Bilingual, ...]
    core: tuple[Bilingual, ...]
    sha256: str
    illustration: bool


@dataclass(frozen=True, slots=True)
class NoteMatter:
    """What a decision note is about.

    Attributes
    ----------
    proposal : Record
        The proposal.
    linkages, advice : tuple of Record
        The package, and the advice of the last round.
    decision : Record or None
        The decision, once it is taken.
    verdicts : tuple of Verdict
        What the rules found, in order of number.
    appraisal : AdoptedAppraisal or None
        The appraisal that the proposal adopts.
    """

    proposal: Record
    linkages: tuple[Record, ...]
    advice: tuple[Record, ...]
    decision: Record | None
    verdicts: tuple[Verdict, ...]
    appraisal: AdoptedAppraisal | None = None

    @property
    def fact(self) -> Proposal:
        """The proposal as a fact."""
        if not isinstance(self.proposal.fact, Proposal):
            raise TypeError(f"{self.proposal.id} is not a proposal")
        return self.proposal.fact
