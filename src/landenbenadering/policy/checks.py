"""Whether a record makes sense, by itself and among the others.

The codec guards the form; this guards the content. Call `check_record` on every
record that comes in and `check_references` on a register as a whole.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.addenda import check_addendum
from landenbenadering.policy.chain import ChainCounts
from landenbenadering.policy.chain_checks import check_chain
from landenbenadering.policy.characters import texts_of, unprintable
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.dealings import Addendum, Agreement, Position, Term
from landenbenadering.policy.deciding import Advice, Decision, Proposal, Review
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import (
    Circle,
    Commitment,
    Document,
    Fact,
    Linkage,
    MobilityPartnership,
    Office,
    Statement,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import ANY, references_of
from landenbenadering.policy.states import BEFORE_THE_DECISION
from landenbenadering.policy.term_checks import check_named_term, check_terms
from landenbenadering.policy.vocabulary import Actor

# What the departments record themselves is its own source, as a document is.
OWN_SOURCES = (Addendum, Document, Proposal, Advice, Decision, Review)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def citations_of(record: Record) -> tuple[Citation, ...]:
    """Give every place that a record rests on, those within its fact included."""
    match record.fact:
        case Linkage(purposes=purposes):
            inner = [purpose.according_to for purpose in purposes]
        case Commitment(made=made):
            inner = [place for on in made for place in (on.citation, *on.further)]
        case _:
            inner = []
    return tuple(dict.fromkeys([*record.citations, *inner]))


def countries_of(fact: Fact) -> tuple[str, ...]:
    """Give every country that a fact names, as ISO 3166 alpha-3."""
    match fact:
        case Statement(countries=countries):
            return countries
        case Linkage(country=country, states=others):
            return (country, *others)
        case Agreement(country=country, with_states=others):
            return (country, *others)
        case ChainCounts(country=country, reporter=reporter):
            return (country, reporter)
        case Position(towards=country, by=by):
            return (country,) if by is None else (country, by)
        case Circle(towards=towards, partners=partners):
            return partners if towards is None else (towards, *partners)
        case MobilityPartnership(partner=partner):
            return (partner,)
        case _:
            of_one: str | None = getattr(fact, "country", None)
            return () if of_one is None else (of_one,)


def check_record(record: Record) -> None:
    """Refuse a record that contradicts itself.

    Raises
    ------
    PolicyError
        POL301 name, POL302 nothing cited, POL303 validity, POL304 deadline,
        POL305 a number below 1, POL306 address of a page, POL307 commitment
        without maker or occasion, or known before it was made, POL308 a character
        that no letter can print, POL309 terms that cannot be measured,
        POL319 counts of the chain that no rate can be taken of.
    """
    if not _SLUG.fullmatch(record.id):
        raise _error(
            record,
            "POL301",
            problem="the id is not a lower-case name.",
            remedy="Use letters a-z, digits and single hyphens, as in kst-29344-116.",
        )
    if not record.citations and not _is_its_own_source(record.fact):
        raise _error(
            record,
            "POL302",
            problem="it cites nothing.",
            remedy="Cite at least one document that states this fact.",
            path="citations",
        )
    if _ends_before_it_starts(record.valid_from, record.valid_until):
        raise _error(
            record,
            "POL303",
            problem=f"it holds from {record.valid_from} until {record.valid_until}.",
            remedy="Give a start that is not later than the end.",
            path="valid_until",
        )
    _check_numbers(record)
    _check_characters(record)
    check_terms(record)
    check_chain(record)
    match record.fact:
        case Commitment():
            _check_commitment(record, record.fact)
        case Document(url=str(url)) if not url.startswith("https://"):
            raise _error(
                record,
                "POL306",
                problem=f"{url!r} is not the address of a page.",
                remedy="Give an address that starts with https://.",
                path="fact.url",
            )


def check_references(records: Iterable[Record], *, countries: Collection[str]) -> None:
    """Refuse a register in which something points at nothing.

    Every record is checked by itself first. `countries` are the ISO 3166 alpha-3
    codes that exist.

    Raises
    ------
    PolicyError
        Those of `check_record`, and POL310 unknown document, POL311 unknown office,
        POL312 unknown country, POL313 known before its source, POL314 the same
        version twice, POL315 one id for two kinds, POL316 a record that is not
        there or is of another kind, POL317 a term that the agreement lacks,
        POL318 an addition that too many may read.
    """
    every = tuple(records)
    kinds = {r.id: kind_name(type(r.fact)) for r in every}
    documents = {r.id: r.fact for r in every if isinstance(r.fact, Document)}
    offices = {r.id for r in every if isinstance(r.fact, Office)}
    terms = _terms(every)
    for record in every:
        check_record(record)
        _check_documents(record, documents)
        _check_offices(record, offices)
        _check_countries(record, countries)
        _check_named(record, kinds)
        check_named_term(record, terms)
        check_addendum(record, every)
    _check_names(every)


def _is_its_own_source(fact: Fact) -> bool:
    """Say whether nothing else need state it.

    A linkage of our own is on its way through a proposal until it is decided; from
    then on the decision note states it.
    """
    if isinstance(fact, Linkage):
        ours = fact.actor is Actor.NETHERLANDS
        return ours and fact.state in BEFORE_THE_DECISION
    return isinstance(fact, OWN_SOURCES)


def _ends_before_it_starts(
    valid_from: PartialDate | None, valid_until: PartialDate | None
) -> bool:
    """Compare two dates in the precision that both have."""
    if valid_from is None or valid_until is None:
        return False
    start, end = str(valid_from), str(valid_until)
    shared = min(len(start), len(end))
    return start[:shared] > end[:shared]


def _check_numbers(record: Record) -> None:
    places = [("version", record.version)]
    for cited in citations_of(record):
        places += [
            (name, number)
            for name, number in (
                ("page", cited.page),
                ("paragraph", cited.paragraph),
                ("note", cited.note),
            )
            if number is not None
        ]
    for name, number in places:
        if number < 1:
            raise _error(
                record,
                "POL305",
                problem=f"the {name} is {number}.",
                remedy="Count from 1, or leave out what is not known.",
            )


def _check_characters(record: Record) -> None:
    for text in texts_of(record.fact):
        character = unprintable(text)
        if character is not None:
            raise _error(
                record,
                "POL308",
                problem=f"a text holds {character}, which no letter can print.",
                remedy="Write it in Latin, Greek or Cyrillic letters with usual signs.",
            )


def _check_commitment(record: Record, commitment: Commitment) -> None:
    if (commitment.due is None) != (commitment.due_text is None):
        raise _error(
            record,
            "POL304",
            problem="it has a deadline as a date or as it was worded, not both.",
            remedy="Give the date and the wording, or neither for a standing promise.",
            path="fact.due_text",
        )
    if not commitment.made or not commitment.made_by:
        raise _error(
            record,
            "POL307",
            problem="it does not say who made it, or on what occasion.",
            remedy="Give at least one office and one occasion.",
        )
    for occasion in commitment.made:
        if occasion.on is not None and occasion.on.earliest > record.known_from:
            raise _error(
                record,
                "POL307",
                problem=f"it was made or repeated on {occasion.on}, after the day "
                f"from which it is known, {record.known_from.isoformat()}.",
                remedy="Put a later occasion in a version of its own.",
                path="fact.made",
            )


def _check_documents(record: Record, documents: Mapping[str, Document]) -> None:
    named = [cited.document for cited in citations_of(record)]
    if isinstance(record.fact, Commitment) and record.fact.kept_by is not None:
        named.append(record.fact.kept_by)
    if isinstance(record.fact, Document):
        named.append(record.id)
    for name in named:
        if name not in documents:
            raise _error(
                record,
                "POL310",
                problem=f"there is no document {name!r}.",
                remedy="Record that document, or correct its id.",
            )
        _check_source_exists_by_then(record, name, dated=documents[name].dated)


def _check_source_exists_by_then(
    record: Record, name: str, *, dated: date | None
) -> None:
    if dated is not None and record.known_from < dated:
        raise _error(
            record,
            "POL313",
            problem=f"it is known from {record.known_from.isoformat()}, but "
            f"{name} is of {dated.isoformat()}.",
            remedy="Cite an earlier source, or let the fact be known later.",
            path="known_from",
        )


def _check_offices(record: Record, offices: Collection[str]) -> None:
    if not isinstance(record.fact, Commitment):
        return
    for name in record.fact.made_by:
        if name not in offices:
            raise _error(
                record,
                "POL311",
                problem=f"there is no office {name!r}.",
                remedy="Record that office, or correct its id.",
            )


def _check_countries(record: Record, countries: Collection[str]) -> None:
    for country in countries_of(record.fact):
        if country not in countries:
            raise _error(
                record,
                "POL312",
                problem=f"there is no country {country!r}.",
                remedy="Use the ISO 3166 alpha-3 code, as in GHA.",
            )


def _terms(records: Iterable[Record]) -> dict[str, tuple[Term, ...]]:
    terms: dict[str, tuple[Term, ...]] = {}
    for record in records:
        if isinstance(record.fact, Agreement):
            terms[record.id] = (*terms.get(record.id, ()), *record.fact.terms)
    return terms


def _check_named(record: Record, kinds: Mapping[str, str]) -> None:
    for named in references_of(record.fact):
        found = kinds.get(named.record_id)
        if found is None or named.kind not in (ANY, found):
            raise _error(
                record,
                "POL316",
                problem=f"{named.field} names {named.record_id!r}, and there is no "
                f"{named.kind} of that id.",
                remedy="Record that one first, or correct its id.",
            )


def _check_names(records: Iterable[Record]) -> None:
    seen: dict[str, dict[int, Record]] = {}
    for record in records:
        versions = seen.setdefault(record.id, {})
        if record.version in versions:
            raise _error(
                record,
                "POL314",
                problem=f"version {record.version} stands there twice.",
                remedy="Give each version of a fact its own number.",
            )
        for other in versions.values():
            if type(other.fact) is not type(record.fact):
                kinds = (kind_name(type(r.fact)) for r in (other, record))
                raise _error(
                    record,
                    "POL315",
                    problem=f"the id names two kinds: {' and '.join(kinds)}.",
                    remedy="Give one of the two another id.",
                )
        versions[record.version] = record


def _error(
    record: Record, code: str, *, problem: str, remedy: str, path: str = ""
) -> PolicyError:
    error = PolicyError(code, problem=f"Record {record.id!r}: {problem}", remedy=remedy)
    error.path = path
    return error
