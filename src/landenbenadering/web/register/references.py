"""Whether what a record points at exists, and existed in time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from landenbenadering.core.country import Country
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.facts import Commitment, Document, Office
from landenbenadering.policy.record import Record
from landenbenadering.web.register.errors import RegisterError
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.rows import citations_of, named_countries

_DOCUMENT = kind_name(Document)
_OFFICE = kind_name(Office)

Held = dict[tuple[str, str], date]


def require_references(
    records: Sequence[Record], *, countries: Mapping[str, Country]
) -> None:
    """Refuse records that point at nothing; they may point at one another.

    Raises
    ------
    RegisterError
        REG102 a country, document or office does not exist; REG105 none of the
        documents existed when the fact is said to be known; REG106 no document.
    """
    held = _held(records)
    for record in records:
        _require_countries(record, countries)
        for kind, target in _targets(record):
            if (kind, target) not in held:
                raise RegisterError(
                    "REG102",
                    problem=f"{record.id!r} names the {kind} {target!r}, which the "
                    "register does not hold.",
                    remedy=f"Record that {kind} first, or correct its name.",
                )
        if not isinstance(record.fact, Document):
            _require_source_in_time(record, held)


def _require_countries(record: Record, countries: Mapping[str, Country]) -> None:
    for code in named_countries(record.fact):
        if code not in countries:
            raise RegisterError(
                "REG102",
                problem=f"{record.id!r} names {code!r}, which is not a country.",
                remedy="Use a code of ISO 3166 with three letters, as in GHA.",
            )


def _require_source_in_time(record: Record, held: Held) -> None:
    if not record.citations:
        raise RegisterError(
            "REG106",
            problem=f"{record.id!r} rests on no document.",
            remedy="Name the document that says so.",
        )
    earliest = min(held[_DOCUMENT, citation.document] for citation in record.citations)
    if earliest > record.known_from:
        raise RegisterError(
            "REG105",
            problem=f"{record.id!r} would be known from {record.known_from}, but none "
            f"of its documents existed before {earliest}.",
            remedy="Take the date of the document, or name an earlier document.",
        )


def _targets(record: Record) -> list[tuple[str, str]]:
    targets = [(_DOCUMENT, citation.document) for citation in citations_of(record)]
    if isinstance(record.fact, Commitment):
        targets += [(_OFFICE, office) for office in record.fact.made_by]
        if record.fact.kept_by is not None:
            targets.append((_DOCUMENT, record.fact.kept_by))
    return targets


def _held(records: Sequence[Record]) -> Held:
    """Give kind, id and first known date of all that the records point at."""
    wanted = {target for record in records for _, target in _targets(record)}
    stored = RecordVersion.objects.filter(
        record_id__in=wanted, kind__in=[_DOCUMENT, _OFFICE]
    ).values_list("kind", "record_id", "known_from")
    brought = (
        (kind_name(type(record.fact)), record.id, record.known_from)
        for record in records
    )
    return _earliest([*stored, *brought])


def _earliest(known: Iterable[tuple[str, str, date]]) -> Held:
    held: Held = {}
    for kind, record_id, known_from in known:
        held[kind, record_id] = min(known_from, held.get((kind, record_id), known_from))
    return held
