"""Whether what a record points at exists, and existed in time."""

from collections.abc import Collection, Iterable, Sequence

from landenbenadering.policy.addenda import is_stricter
from landenbenadering.policy.checks import check_references, citations_of
from landenbenadering.policy.facts import Commitment
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.errors import RegisterError
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.rows import record_of


def require_references(
    records: Sequence[Record], *, countries: Collection[str]
) -> None:
    """Refuse records that contradict themselves or point at nothing.

    They may point at one another and at what the register holds. Raises as
    `policy.checks.check_references` does.
    """
    known = {record.id: record for record in records}
    pointed_at = _pointed_at(records) - set(known)
    while pointed_at:
        found = _last_versions(pointed_at)
        known |= {record.id: record for record in found}
        pointed_at = _pointed_at(found) - set(known)
    brought = {record.id for record in records}
    others = [record for record in known.values() if record.id not in brought]
    check_references([*records, *others], countries=countries)


def require_readable(records: Sequence[Record]) -> None:
    """Refuse a record that names one which fewer may read: its name would tell.

    Raises
    ------
    RegisterError
        REG113 the record, and the one that it names.
    """
    levels = _levels_of(records)
    for record in records:
        for name in sorted(_pointed_at([record])):
            held = levels.get(name, [])
            if held and all(is_stricter(one, than=record.disclosure) for one in held):
                raise RegisterError(
                    "REG113",
                    problem=f"{record.id!r} names {name!r}, which fewer may read.",
                    remedy="Let as few read it, or name what its readers may read; "
                    "add the rest for fewer readers.",
                )


def _levels_of(records: Sequence[Record]) -> dict[str, list[Disclosure]]:
    """Give the levels of every version of the records that these name."""
    named = sorted(_pointed_at(records))
    rows = RecordVersion.objects.filter(record_id__in=named)
    found: dict[str, list[Disclosure]] = {}
    for name, level in rows.values_list("record_id", "disclosure").distinct():
        found.setdefault(name, []).append(Disclosure(level))
    for record in records:
        found.setdefault(record.id, []).append(record.disclosure)
    return found


def _pointed_at(records: Iterable[Record]) -> set[str]:
    names: set[str] = set()
    for record in records:
        names.update(citation.document for citation in citations_of(record))
        names.update(named.record_id for named in references_of(record.fact))
        if isinstance(record.fact, Commitment):
            names.update(record.fact.made_by)
            names.update([record.fact.kept_by] if record.fact.kept_by else [])
    return names


def _last_versions(record_ids: Collection[str]) -> list[Record]:
    rows = RecordVersion.objects.filter(record_id__in=record_ids).order_by("version")
    return [record_of(row) for row in {row.record_id: row for row in rows}.values()]
