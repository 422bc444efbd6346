"""Records of the register: searched, by part, and one with all its versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from landenbenadering.core.language import Language
from landenbenadering.policy.record import Record
from landenbenadering.web.design.paging import rows_page
from landenbenadering.web.publication.endpoints import Call, Given
from landenbenadering.web.publication.problems import nothing_here
from landenbenadering.web.publication.shapes import (
    MomentShown,
    RecordPage,
    RecordShown,
    moment_shown,
    record_page,
    record_shown,
    records_shown,
)
from landenbenadering.web.register.selectors import (
    SearchPage,
    record_history,
    records_about,
    search_records,
)
from landenbenadering.web.register.tallies import (
    CommitmentPart,
    LinkagePart,
    LinkageQuery,
    commitments,
    linkages,
)


@dataclass(frozen=True, slots=True)
class CorrectedShown:
    """A version that was wrong from the start, and the one that says so."""

    version: RecordShown
    corrected_by: RecordShown
    corrected_on: datetime


@dataclass(frozen=True, slots=True)
class RecordWithVersions:
    """A record with every version that is known at the moment.

    `versions` are from new to old; the first holds and stands in `record` too.
    `about` is what belongs to it, as the reviews of a linkage.
    """

    moment: MomentShown
    record: RecordShown
    versions: tuple[RecordShown, ...]
    corrected: tuple[CorrectedShown, ...]
    about: tuple[RecordShown, ...]


def search(call: Call, *, kind: str = "") -> Given:
    """Give the records that a search finds."""
    asked = call.asked
    found = search_records(
        asked.as_of,
        text=asked.text("q"),
        kind=kind or asked.text("kind"),
        country=asked.text("country"),
        state=asked.text("state"),
        department=asked.text("department"),
        page=asked.page,
        language=Language(asked.text("language") or Language.NL),
        disclosure=call.levels,
    )
    return _found(call, found)


def _found(call: Call, found: SearchPage) -> Given:
    body = RecordPage(
        moment=moment_shown(call.asked.as_of),
        page=found.number,
        pages=found.pages,
        total=found.total,
        records=records_shown(found.records),
    )
    return Given(body, found.records, found.pages)


def instruments(call: Call) -> Given:
    """Give the catalogue of instruments."""
    return search(call, kind="instrument")


def one_record(call: Call) -> Given:
    """Give a record with its versions; nothing where this reader knows none."""
    as_of, levels = call.asked.as_of, call.levels
    history = record_history(call.place["recordId"], as_of, levels)
    if not history.versions:
        raise nothing_here()
    about = records_about(history.versions[0].id, as_of, levels)
    body = RecordWithVersions(
        moment=moment_shown(as_of),
        record=record_shown(history.versions[0]),
        versions=records_shown(history.versions),
        corrected=tuple(_corrected(*pair) for pair in history.corrected),
        about=records_shown(about),
    )
    wrong = [record for pair in history.corrected for record in pair]
    return Given(body, (*history.versions, *wrong, *about))


def _corrected(wrong: Record, by: Record) -> CorrectedShown:
    shown = record_shown(by)
    return CorrectedShown(record_shown(wrong), shown, shown.entered)


def all_linkages(call: Call) -> Given:
    """Give the linkages in a state, by someone, in a direction, or of a part."""
    asked = call.asked
    part = asked.text("part")
    query = LinkageQuery(
        state=asked.text("state"),
        direction=asked.text("direction"),
        actor=asked.text("actor"),
        part=LinkagePart(part) if part else None,
    )
    return _listed(call, linkages(query, asked.as_of, call.levels))


def all_commitments(call: Call) -> Given:
    """Give the commitments, all or as they stand."""
    part = call.asked.text("part")
    wanted = CommitmentPart(part) if part else None
    return _listed(call, commitments(wanted, call.asked.as_of, call.levels))


def _listed(call: Call, records: Sequence[Record]) -> Given:
    rows = rows_page(records, asked=str(call.asked.page))
    body = record_page(call.asked.as_of, rows, records)
    return Given(body, rows.rows, rows.pages)
