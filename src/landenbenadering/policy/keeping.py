"""Whether the terms of an agreement are kept, measured from recorded performance.

Counts are intervals and records have gaps, so there are three answers: kept, broken,
and cannot tell. A gap in the records is never read as zero, nor as kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Agreement, Performance, Term
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.case import Facts
from landenbenadering.policy.rules.situations import holds_on
from landenbenadering.policy.vocabulary import Keeping, TermKind, TermUnit

_DAY = timedelta(days=1)
# Shortest and longest that one period of a unit lasts, in days.
_PERIOD = {
    TermUnit.PERSONS_A_MONTH: (28, 31),
    TermUnit.PERSONS_A_YEAR: (365, 366),
}
_NOT_RECORDED = Bilingual(
    nl="Hierover is niets vastgelegd.", en="Nothing is recorded about this."
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What the records say of a term over a stretch of time.

    Attributes
    ----------
    since, until : date or None
        First and last day; `None` where the record does not give it.
    record : Record or None
        The performance that it rests on; `None` where nothing is recorded.
    why : Bilingual
        The ground of the finding, as a full sentence.
    """

    since: date | None
    until: date | None
    finding: Keeping
    record: Record | None
    why: Bilingual


@dataclass(frozen=True, slots=True)
class TermVerdict:
    """Whether one term is kept, with the stretches that say so.

    `agreement` is a record id; `why` is a full sentence.
    """

    agreement: str
    term: Term
    finding: Keeping
    why: Bilingual
    stretches: tuple[Stretch, ...]

    @property
    def facts(self) -> tuple[Record, ...]:
        """The records of performance that the verdict rests on."""
        return tuple(s.record for s in self.stretches if s.record is not None)


def term_verdicts(
    agreement: Record, performances: Iterable[Record], *, today: date
) -> tuple[TermVerdict, ...]:
    """Judge every term of an agreement by what is recorded under it.

    A term is broken when it was broken in some stretch, and kept only when the
    records cover every completed period since the start, or up to the end, of the
    agreement, and it was kept in each. Otherwise nobody can tell.

    Parameters
    ----------
    agreement : Record
        Its fact is an `Agreement`; another fact has no terms.
    performances : iterable of Record
        Those about other agreements are passed over.
    today : date
        Periods that end after it are not yet judged.
    """
    fact = agreement.fact
    if not isinstance(fact, Agreement):
        return ()
    held = [
        (record, record.fact)
        for record in performances
        if isinstance(record.fact, Performance)
        and record.fact.agreement == agreement.id
    ]
    return tuple(
        _verdict(agreement, term, [p for p in held if p[1].term == term.name], today)
        for term in fact.terms
    )


def agreements_not_kept(facts: Facts, *, today: date) -> tuple[TermVerdict, ...]:
    """Give the broken terms of the agreements that hold on a day."""
    performances = [record for record, _ in facts.of(Performance)]
    verdicts = (
        verdict
        for record, _ in facts.of(Agreement)
        if holds_on(record, today)
        for verdict in term_verdicts(record, performances, today=today)
    )
    return tuple(found for found in verdicts if found.finding is Keeping.BROKEN)


def _verdict(
    agreement: Record,
    term: Term,
    performances: list[tuple[Record, Performance]],
    today: date,
) -> TermVerdict:
    span = _span_to_judge(agreement, term, today)
    found = [_stretch(term, record, fact) for record, fact in performances]
    if span is not None:
        found += _gaps(found, since=span[0], until=span[1])
    found.sort(key=lambda one: (one.since or date.min, one.record is None))
    finding, why = _overall(found, judged=span is not None)
    return TermVerdict(agreement.id, term, finding, why, tuple(found))


def _span_to_judge(
    agreement: Record, term: Term, today: date
) -> tuple[date, date] | None:
    """Give the first and last day that records should cover; `None` if unknown.

    The last is that of the agreement, or of the last completed month or year.
    """
    if agreement.valid_from is None:
        return None
    since = agreement.valid_from.earliest
    a_year = term.unit is TermUnit.PERSONS_A_YEAR
    until = today.replace(month=1 if a_year else today.month, day=1) - _DAY
    if agreement.valid_until is not None:
        until = min(until, agreement.valid_until.latest)
    return (since, until) if since <= until else None


def _stretch(term: Term, record: Record, fact: Performance) -> Stretch:
    since = record.valid_from.earliest if record.valid_from else None
    until = record.valid_until.latest if record.valid_until else None
    finding = Keeping.CANNOT_TELL
    if since is not None and until is not None:
        finding = _finding(term, fact, days=(until - since).days + 1)
    return Stretch(since, until, finding, record, _counted(term, fact))


def _finding(term: Term, fact: Performance, *, days: int) -> Keeping:
    """Hold an interval against a limit; an overlap of the two tells nothing."""
    if term.kind in (TermKind.DEADLINE, TermKind.CEILING):
        kept, broken = fact.most <= term.limit, fact.least > term.limit
    else:
        kept, broken = fact.least >= term.limit, fact.most < term.limit
    if term.kind in (TermKind.QUOTA, TermKind.CEILING):
        kept, broken = _over_periods(term, kept=kept, broken=broken, days=days)
    if broken:
        return Keeping.BROKEN
    return Keeping.KEPT if kept else Keeping.CANNOT_TELL


def _over_periods(
    term: Term, *, kept: bool, broken: bool, days: int
) -> tuple[bool, bool]:
    """Weaken what a count of persons says where it is not of just one period.

    A count of a part of a period can only grow. An average over several shows that
    some period broke the term, but not that every one kept it.
    """
    if term.unit not in _PERIOD:
        return False, False
    shortest, longest = _PERIOD[term.unit]
    if days > longest:
        return False, broken
    if days < shortest:
        quota = term.kind is TermKind.QUOTA
        return (kept, False) if quota else (False, broken)
    return kept, broken


def _gaps(found: list[Stretch], *, since: date, until: date) -> Iterator[Stretch]:
    """Give the stretches between two days that no record covers."""
    spans = sorted((s.since, s.until) for s in found if s.since and s.until)
    free = since
    for start, end in spans:
        if free < start <= until:
            yield _gap(free, start - _DAY)
        free = max(free, end + _DAY)
    if free <= until:
        yield _gap(free, until)


def _gap(since: date, until: date) -> Stretch:
    return Stretch(since, until, Keeping.CANNOT_TELL, None, _NOT_RECORDED)


def _overall(found: list[Stretch], *, judged: bool) -> tuple[Keeping, Bilingual]:
    counts = dict.fromkeys(Keeping, 0)
    for one in found:
        counts[one.finding] += 1
    if counts[Keeping.BROKEN]:
        return Keeping.BROKEN, Bilingual(
            nl="Wat is vastgelegd, haalt de afspraak niet.",
            en="What is recorded does not meet the term.",
        )
    if not any(one.record for one in found):
        return Keeping.CANNOT_TELL, Bilingual(
            nl="Er is nog niets over vastgelegd.", en="Nothing is recorded yet."
        )
    if judged and not counts[Keeping.CANNOT_TELL]:
        return Keeping.KEPT, Bilingual(
            nl="Elke afgelopen periode is vastgelegd en haalt de afspraak.",
            en="Every completed period is recorded and meets the term.",
        )
    return Keeping.CANNOT_TELL, Bilingual(
        nl="De gegevens zijn te onzeker of te onvolledig om het te zeggen.",
        en="The records are too uncertain or too incomplete to say.",
    )


def _counted(term: Term, fact: Performance) -> Bilingual:
    least, most = _number(fact.least), _number(fact.most)
    exact = least == most
    limit = term.limit
    return Bilingual(
        nl=f"Geteld: {least if exact else f'{least} tot {most}'}; "
        f"afgesproken: {_bound_nl(term)} {limit}.",
        en=f"Counted: {least if exact else f'{least} to {most}'}; "
        f"agreed: {_bound_en(term)} {limit}.",
    )


def _bound_nl(term: Term) -> str:
    return "ten hoogste" if _is_a_most(term) else "ten minste"


def _bound_en(term: Term) -> str:
    return "at most" if _is_a_most(term) else "at least"


def _is_a_most(term: Term) -> bool:
    return term.kind in (TermKind.DEADLINE, TermKind.CEILING)


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
