"""Records and pages of them as the API gives them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import translation

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.policy.checks import citations_of
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.design.paging import RowsPage
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.rows import named_countries


@dataclass(frozen=True, slots=True)
class RecordShown:
    """One version of a fact, with its three dates and the places that it rests on.

    The kind says what the fact is; the fields of each kind stand in the reference.
    """

    id: str
    kind: str
    title: Bilingual
    countries: tuple[str, ...]
    disclosure: Disclosure
    fact: Fact
    citations: tuple[Citation, ...]
    known_from: date
    entered: datetime
    entered_late: bool
    valid_from: PartialDate | None = None
    valid_until: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class MomentShown:
    """The days from which an answer looks, on both clocks; the second at its end."""

    known_on: date
    entered_by: date | None = None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """One page of records."""

    moment: MomentShown
    page: int
    pages: int
    total: int
    records: tuple[RecordShown, ...]


def moment_shown(as_of: AsOf) -> MomentShown:
    """Say from which moment an answer looks."""
    entered = as_of.entered_by
    return MomentShown(as_of.known_on, None if entered is None else entered.date())


def record_shown(record: Record) -> RecordShown:
    """Give a record as it is read.

    Without the number of its version: a number that is left out would tell of a
    version that not everybody may read.
    """
    if record.entered is None:
        raise TypeError("only what is stored is shown")
    return RecordShown(
        id=record.id,
        kind=kind_name(type(record.fact)),
        title=in_both(record.fact),
        countries=named_countries(record.fact),
        disclosure=record.disclosure,
        fact=record.fact,
        citations=tuple(citations_of(record)),
        known_from=record.known_from,
        entered=record.entered,
        entered_late=record.entered_late,
        valid_from=record.valid_from,
        valid_until=record.valid_until,
    )


def records_shown(records: Iterable[Record]) -> tuple[RecordShown, ...]:
    """Give records as they are read."""
    return tuple(map(record_shown, records))


def in_both(fact: Fact) -> Bilingual:
    """Give the title of a fact in both languages."""
    titles = {}
    for language in Language:
        with translation.override(language.value):
            titles[language] = title_of(fact)
    return Bilingual(nl=titles[Language.NL], en=titles[Language.EN])


def record_page(
    as_of: AsOf, rows: RowsPage[Record], whole: Sequence[Record]
) -> RecordPage:
    """Give one page out of a list of records."""
    return RecordPage(
        moment=moment_shown(as_of),
        page=rows.number,
        pages=rows.pages,
        total=len(whole),
        records=records_shown(rows.rows),
    )
