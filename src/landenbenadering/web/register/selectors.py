"""What may be asked of the register.

Who may read only some levels of disclosure reads the register as if versions of
other levels did not exist: of the versions that are left, the one that was known
last holds. Nothing, not even a count, tells that there are others.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.holding import READERS
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.read_records import READ
from landenbenadering.web.register.remembering import remembered
from landenbenadering.web.register.rows import folded, record_of

PUBLIC = frozenset({Disclosure.PUBLIC})
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of records that were searched for.

    Attributes
    ----------
    number, pages : int
        This page and how many there are; both at least 1.
    total : int
        How many records were found on all pages.
    """

    records: tuple[Record, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class History:
    """The versions of a record.

    Attributes
    ----------
    versions : list of Record
        Those that count on some day; the first is the one that holds.
    corrected : list
        Those that were wrong from the start, each with its correction.
    """

    versions: list[Record]
    corrected: list[tuple[Record, Record]]


def register_as_of(
    as_of: AsOf, *, disclosure: frozenset[Disclosure] = PUBLIC
) -> Register:
    """Give the register as it stands at `as_of`, for readers of `disclosure`.

    The whole of it: a page that needs a part asks for that part.
    """
    rows = rows_that_hold(as_of, disclosure).order_by()
    records = sorted(map(record_of, rows), key=lambda record: record.id)
    return Register(as_of=as_of, records=tuple(records))


@remembered
def register_of_kinds(
    kinds: Sequence[str], as_of: AsOf, disclosure: frozenset[Disclosure] = PUBLIC
) -> Register:
    """Give the part of the register that holds some kinds of records."""
    rows = rows_that_hold(as_of, disclosure, kinds=kinds)
    return Register(as_of, _read(rows))


def register_on_country(
    iso3: str,
    as_of: AsOf,
    *,
    kinds: Sequence[str] = (),
    disclosure: frozenset[Disclosure] = PUBLIC,
) -> Register:
    """Give the part of the register that a page on a country needs.

    That is every record that names the country, what belongs to those, every record
    of `kinds`, and what all of these name and cite.
    """
    found = _by_id(records_on_country(iso3, as_of, disclosure))
    belongs = Q(about__in=sorted(found))
    found |= _by_id(_read(rows_that_hold(as_of, disclosure, where=belongs)))
    if kinds:
        found |= _by_id(register_of_kinds(tuple(kinds), as_of, disclosure).records)
    named = {
        name
        for record in found.values()
        for name in (
            *(place.document for place in citations_of(record)),
            *(reference.record_id for reference in references_of(record.fact)),
        )
    }
    found |= records_by_id(named - set(found), as_of, disclosure)
    return Register(as_of, tuple(found[name] for name in sorted(found)))


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    return {record.id: record for record in records}


def record_versions(
    record_id: str, as_of: AsOf, disclosure: frozenset[Disclosure] = PUBLIC
) -> list[Record]:
    """Give the versions of a record known at `as_of`; the first is the one that holds.

    Empty for a record that does not exist, is not known yet, or is not for these
    readers: which of the three cannot be told apart.
    """
    return record_history(record_id, as_of, disclosure).versions


def record_history(
    record_id: str, as_of: AsOf, disclosure: frozenset[Disclosure] = PUBLIC
) -> History:
    """Give every version of a record known at `as_of`, the corrected ones apart."""
    rows = RecordVersion.objects.filter(
        record_id=record_id,
        disclosure__in=sorted(level.value for level in disclosure),
    )
    if as_of.entered_by is not None:
        rows = rows.filter(entered__lte=as_of.entered_by)
    entered = [record_of(row) for row in rows.order_by("-known_from", "-version")]
    wrong = {one.corrects for one in entered}
    known = [one for one in entered if one.known_from <= as_of.known_on]
    numbered = {one.version: one for one in known}
    return History(
        versions=[one for one in known if one.version not in wrong],
        corrected=[
            (numbered[one.corrects], one) for one in known if one.corrects in numbered
        ],
    )


def writers_of(record_id: str, *, state: str) -> frozenset[str]:
    """Give who recorded a version of a fact while it was in a state, by user name."""
    rows = RecordVersion.objects.filter(
        record_id=record_id, state=state, entered_by__isnull=False
    )
    return frozenset(row.entered_by.get_username() for row in rows if row.entered_by)


def versions_named(
    record_ids: Iterable[str], as_of: AsOf, disclosure: frozenset[Disclosure]
) -> list[str]:
    """Give `id/version` of what these readers know of some facts, as the trail does."""
    rows = RecordVersion.objects.filter(
        record_id__in=sorted(set(record_ids)),
        known_from__lte=as_of.known_on,
        disclosure__in=sorted(level.value for level in disclosure),
    )
    if as_of.entered_by is not None:
        rows = rows.filter(entered__lte=as_of.entered_by)
    pairs = rows.order_by("record_id", "version").values_list("record_id", "version")
    return [f"{name}/{version}" for name, version in pairs]


def records_by_id(
    record_ids: Iterable[str],
    as_of: AsOf,
    disclosure: frozenset[Disclosure] = PUBLIC,
) -> dict[str, Record]:
    """Give those of the records that are known at `as_of`, in one query."""
    named = Q(record_id__in=sorted(set(record_ids)))
    return _by_id(_read(rows_that_hold(as_of, disclosure, where=named)))


def records_of_kind(
    kind: str, as_of: AsOf, disclosure: frozenset[Disclosure] = PUBLIC
) -> list[Record]:
    """Give the records of one kind that hold at `as_of`, in order of id."""
    return list(_read(rows_that_hold(as_of, disclosure, kinds=(kind,))))


def records_on_country(
    iso3: str, as_of: AsOf, disclosure: frozenset[Disclosure] = PUBLIC
) -> list[Record]:
    """Give the records that name a country and hold at `as_of`, in order of id."""
    named = Q(countries__contains=f" {iso3} ")
    return list(_read(rows_that_hold(as_of, disclosure, where=named)))


def records_about(
    record_id: str, as_of: AsOf, disclosure: frozenset[Disclosure] = PUBLIC
) -> list[Record]:
    """Give what belongs to a record and holds at `as_of`, in order of id.

    That is the advice and the decision on a proposal, the reviews of a linkage, the
    performance under an agreement and the allegations about a project.
    """
    belongs = Q(about=record_id)
    return list(_read(rows_that_hold(as_of, disclosure, where=belongs)))


def records_citing(
    documents: Collection[str],
    as_of: AsOf,
    disclosure: frozenset[Disclosure] = PUBLIC,
) -> dict[str, list[Record]]:
    """Give by document the records that cite it and hold at `as_of`, in order of id."""
    return _citing(tuple(documents), as_of, disclosure)


@remembered
def _citing(
    documents: tuple[str, ...], as_of: AsOf, disclosure: frozenset[Disclosure]
) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {document: [] for document in documents}
    # All words of a record can be searched, and so what it cites.
    perhaps = Q()
    for document in documents:
        perhaps |= Q(search_nl__contains=folded(document))
    rows = rows_that_hold(as_of, disclosure, where=perhaps)
    for record in _read(rows) if found else ():
        for document in {place.document for place in citations_of(record)}:
            if document in found:
                found[document].append(record)
    return found


def search_records(
    as_of: AsOf,
    *,
    text: str = "",
    kind: str = "",
    country: str = "",
    state: str = "",
    department: str = "",
    page: int | None = 1,
    language: Language = Language.NL,
    disclosure: frozenset[Disclosure] = PUBLIC,
) -> SearchPage:
    """Find records whose holding version has all words of `text`.

    `kind`, `country`, `state` and `department` narrow the search; empty means all.
    A page that does not exist gives the nearest one that does; `None` gives all.
    """
    where = Q()
    for column, wanted in (("state", state), ("department", department)):
        if wanted:
            where &= Q(**{column: wanted})
    if country:
        where &= Q(countries__contains=f" {country} ")
    for word in folded(text).split():
        where &= Q(**{f"search_{language.value}__contains": word})
    found = rows_that_hold(
        as_of, disclosure, kinds=(kind,) if kind else (), where=where or None
    )
    total = found.count()
    size = PAGE_SIZE if page is not None else max(1, total)
    pages = max(1, -(-total // size))
    number = min(max(1, page or 1), pages)
    first = (number - 1) * size
    in_order = found.order_by("kind", "record_id").values_list("pk", "entered")
    records = READ.records(in_order[first : first + size])
    return SearchPage(
        records=tuple(records),
        number=number,
        pages=pages,
        total=total,
    )


@remembered
def held_countries(
    as_of: AsOf, disclosure: frozenset[Disclosure] = PUBLIC
) -> frozenset[str]:
    """Give every country that some record names at `as_of`."""
    rows = rows_that_hold(as_of, disclosure, where=~Q(countries="")).order_by()
    texts = rows.values_list("countries", flat=True).distinct()
    return frozenset(code for text in texts for code in text.split())


def known_rows(
    as_of: AsOf, disclosure: frozenset[Disclosure]
) -> QuerySet[RecordVersion, RecordVersion]:
    """Select every version known at `as_of` to readers of `disclosure`."""
    rows = RecordVersion.objects.filter(
        known_from__lte=as_of.known_on,
        disclosure__in=sorted(level.value for level in disclosure),
    )
    corrections = RecordVersion.objects.filter(
        record_id=OuterRef("record_id"),
        corrects=OuterRef("version"),
        disclosure__in=sorted(level.value for level in disclosure),
    )
    if as_of.entered_by is not None:
        rows = rows.filter(entered__lte=as_of.entered_by)
        corrections = corrections.filter(entered__lte=as_of.entered_by)
    return rows.exclude(Exists(corrections))


def rows_that_hold(
    as_of: AsOf,
    disclosure: frozenset[Disclosure],
    *,
    kinds: Sequence[str] = (),
    where: Q | None = None,
) -> QuerySet[RecordVersion, RecordVersion]:
    """Select the version that holds of each record, of some kinds or of all.

    The same choice as `policy.register.known_versions`, made by the database: from
    the days that are kept at hand, or for what was entered by an earlier day, anew.

    Parameters
    ----------
    where : Q or None
        What the versions that hold must meet beside.
    """
    reader = READERS.get(disclosure)
    if as_of.entered_by is None and reader is not None:
        asked = Q(holding__reader=reader, holding__since__lte=as_of.known_on) & (
            Q(holding__until__isnull=True) | Q(holding__until__gt=as_of.known_on)
        )
        if kinds:
            asked &= Q(holding__kind__in=kinds)
        # In one call: conditions of another would be met by another reader's row.
        rows = RecordVersion.objects.filter(asked)
        return rows if where is None else rows.filter(where)
    known = known_rows(as_of, disclosure)
    if kinds:
        known = known.filter(kind__in=kinds)
    if where is None:
        return holding_among(known)
    return holding_of(known.filter(where), as_of, disclosure)


def _read(rows: QuerySet[RecordVersion, RecordVersion]) -> tuple[Record, ...]:
    """Give the records of rows in order of id, reading only what is new."""
    found = READ.records(rows.order_by().values_list("pk", "entered"))
    return tuple(sorted(found, key=lambda record: record.id))


def holding_among(
    rows: QuerySet[RecordVersion, RecordVersion],
) -> QuerySet[RecordVersion, RecordVersion]:
    """Select of each record the version that holds, among the known `rows`.

    `rows` may leave out whole records, by kind as an instance, but no versions.
    """
    rank = Window(
        RowNumber(),
        partition_by=[F("record_id")],
        order_by=[F("known_from").desc(), F("version").desc()],
    )
    ranked = rows.annotate(rank=rank).filter(rank=1)
    # A query of its own, so that further conditions apply to holding versions
    # alone and not to those among which the window chooses.
    return RecordVersion.objects.filter(pk__in=ranked.values("pk"))


def holding_of(
    rows: QuerySet[RecordVersion, RecordVersion],
    as_of: AsOf,
    disclosure: frozenset[Disclosure],
) -> QuerySet[RecordVersion, RecordVersion]:
    """Select those of the known `rows` that hold, however they were narrowed.

    The same versions as `holding_among` gives of all, found the other way round: no
    known version of the record is later. Quick where few rows are left to look at.
    """
    later = known_rows(as_of, disclosure).filter(
        Q(known_from__gt=OuterRef("known_from"))
        | Q(known_from=OuterRef("known_from"), version__gt=OuterRef("version")),
        record_id=OuterRef("record_id"),
    )
    return rows.filter(~Exists(later))
