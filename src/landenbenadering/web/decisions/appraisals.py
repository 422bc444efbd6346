"""The frozen appraisal that a proposal adopts, and what cannot be adopted."""

import json

from landenbenadering.core.clocks import AsOf
from landenbenadering.letters.note_matter import AdoptedAppraisal
from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.assessments.selectors import Appraisal, appraisal_named
from landenbenadering.web.decisions.errors import DecisionsError

_OPENNESS = tuple(Disclosure)
_EVERYONE = frozenset(Disclosure)


def adopted_appraisal(
    proposal: Proposal, as_of: AsOf, disclosure: frozenset[Disclosure] = _EVERYONE
) -> Appraisal | None:
    """Give the appraisal that a proposal adopts; `None` for none these may read."""
    if proposal.appraisal is None:
        return None
    return appraisal_named(proposal.appraisal, as_of, disclosure)


def require_adoptable(record: Record, found: Appraisal | None) -> Appraisal:
    """Give an appraisal that a proposal may adopt, or refuse it.

    Raises
    ------
    DecisionsError
        DEC111 an illustration; DEC112 unknown, or not frozen with a package; DEC113
        not of the country of the proposal; DEC114 less public than the proposal.
    """
    proposal = record.fact
    if not isinstance(proposal, Proposal):
        raise TypeError(f"{record.id} is not a proposal")
    if found is not None and found.sheet.illustration:
        raise DecisionsError(
            "DEC111",
            problem="An illustration holds invented scores: no proposal, note or "
            "letter can rest on it.",
            remedy="Store a sheet with scores of your own, and freeze that.",
        )
    if found is None or not found.frozen:
        raise DecisionsError(
            "DEC112",
            problem="No frozen appraisal has that name.",
            remedy="Freeze the appraisal with a package first.",
        )
    if proposal.country not in found.countries:
        raise DecisionsError(
            "DEC113",
            problem="The appraisal weighs no instrument for the country of the "
            "proposal.",
            remedy="Choose an appraisal for that country.",
        )
    if _OPENNESS.index(found.disclosure) > _OPENNESS.index(record.disclosure):
        raise DecisionsError(
            "DEC114",
            problem="The appraisal is less public than the proposal.",
            remedy="Choose one that the readers of the proposal may read.",
        )
    return found


def appraisal_for_note(record: Record, as_of: AsOf) -> AdoptedAppraisal | None:
    """Give what a decision note says of the appraisal; `None` where none is adopted.

    Raises
    ------
    DecisionsError
        DEC111 to DEC114 as `require_adoptable`.
    """
    proposal = record.fact
    if not isinstance(proposal, Proposal) or proposal.appraisal is None:
        return None
    found = require_adoptable(record, adopted_appraisal(proposal, as_of))
    report = json.loads(found.found)
    stands = {row["code"]: row["standing"] for row in report["instruments"]}
    names = {line.code: line.name for line in found.sheet.instrument}
    chosen = found.package or ()
    return AdoptedAppraisal(
        name=found.name,
        title=found.sheet.title,
        weighed_on=found.sheet.on,
        packages=len(report["packages"]),
        complete=bool(report["complete"]),
        chosen=tuple(names[code] for code in chosen),
        core=tuple(name for code, name in names.items() if stands[code] == "core"),
        sha256=found.sha256,
        illustration=found.sheet.illustration,
    )
