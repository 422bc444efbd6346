"""What must be so of a register whatever happened to who wrote in it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from landenbenadering.policy.deciding import Advice, Proposal
from landenbenadering.policy.departments import departments_touched
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import LinkageState, ProposalState
from landenbenadering.web.audit.verification import verify
from landenbenadering.web.decisions.models import FrozenNote
from landenbenadering.web.register.holding import holding_rows
from landenbenadering.web.register.models import HoldingVersion, RecordVersion
from landenbenadering.web.register.rows import record_of

NOTE_FILES = 6  # three formats in two languages
# In which state the linkages of a package are, by the state of its proposal.
_IN_STEP: Mapping[ProposalState, LinkageState] = {
    ProposalState.DRAFT: LinkageState.SIGNALLED,
    ProposalState.ADVICE: LinkageState.PROPOSED,
    ProposalState.NOTE: LinkageState.PROPOSED,
    ProposalState.DECIDED: LinkageState.DECIDED,
}
_DAYS = ("record_id", "row_id", "reader", "kind", "since", "until", "cites")


def flaws(anchor: Path) -> list[str]:
    """Give everything that is not as it must be; empty for a register that is whole."""
    found = [f"{x.kind} {x.place}: {x.problem}" for x in verify(anchor=anchor).findings]
    rows = list(RecordVersion.objects.order_by("record_id", "version"))
    found += _numbers(rows)
    found += _days(rows)
    found += _packages({row.record_id: record_of(row) for row in rows})
    return found


def _numbers(rows: list[RecordVersion]) -> Iterator[str]:
    """Versions of a fact are numbered from 1 without gaps."""
    held: dict[str, list[int]] = {}
    for row in rows:
        held.setdefault(row.record_id, []).append(row.version)
    for name, numbers in held.items():
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{name} has versions {numbers}"


def _days(rows: list[RecordVersion]) -> Iterator[str]:
    """The days kept at hand are those that follow from the versions."""
    follow = {tuple(getattr(day, n) for n in _DAYS) for day in holding_rows(rows)}
    kept = set(HoldingVersion.objects.values_list(*_DAYS))
    for day in follow ^ kept:
        yield f"{'not kept' if day in follow else 'kept'}: {day}"


def _packages(held: Mapping[str, Record]) -> Iterator[str]:
    """Each step of a proposal is stored whole: all its records, or none."""
    notes = Counter(FrozenNote.objects.values_list("proposal", flat=True))
    packed: set[str] = set()
    for name, record in held.items():
        if not isinstance(record.fact, Proposal):
            continue
        packed |= set(record.fact.linkages)
        for flaw in _package(record.fact, name, held, notes[name]):
            yield f"{name} ({record.fact.state}): {flaw}"
    for name, record in held.items():
        own = name.startswith("linkage-") and isinstance(record.fact, Linkage)
        if own and name not in packed:
            yield f"{name} is in no package"


def _package(
    proposal: Proposal, name: str, held: Mapping[str, Record], notes: int
) -> Iterator[str]:
    linkages = [held[item].fact for item in proposal.linkages]
    for fact in linkages:
        if not isinstance(fact, Linkage) or fact.state is not _IN_STEP[proposal.state]:
            yield f"a linkage is {getattr(fact, 'state', fact)}"
    asked = {
        record.fact.department
        for record in held.values()
        if isinstance(record.fact, Advice) and record.fact.proposal == name
    }
    touched = departments_touched([f for f in linkages if isinstance(f, Linkage)])
    wanted = set(touched) - {proposal.owner}
    if asked != (set() if proposal.state is ProposalState.DRAFT else wanted):
        yield f"advice was asked of {sorted(asked)}"
    decided = proposal.state is ProposalState.DECIDED
    for what in ("decision", "note", "commitment"):
        if (f"{what}-{name}" in held) is not decided:
            yield f"{what}: {'missing' if decided else 'there'}"
    if notes != (NOTE_FILES if decided else 0):
        yield f"{notes} files of the note"
