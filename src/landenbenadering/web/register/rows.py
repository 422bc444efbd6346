"""Between a record and its row."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace

from django.utils import timezone

from landenbenadering.core.country import Country
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.policy.checks import citations_of, countries_of
from landenbenadering.policy.codec import kind_name, record_from_plain, record_to_plain
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.listing import listing_of
from landenbenadering.policy.record import Record
from landenbenadering.web.register.models import RecordVersion


def record_of(row: RecordVersion) -> Record:
    """Read the record of a row, with the moment of entry in local time.

    Local, since whether a fact was entered late is a question of days.
    """
    plain = {
        "id": row.record_id,
        "version": row.version,
        "kind": row.kind,
        "known_from": row.known_from,
        "disclosure": row.disclosure,
        "citations": row.citations,
        "fact": row.content,
    }
    for name in ("valid_from", "valid_until", "corrects"):
        if getattr(row, name):
            plain[name] = getattr(row, name)
    return replace(record_from_plain(plain), entered=timezone.localtime(row.entered))


def row_of(record: Record, *, countries: Mapping[str, Country]) -> RecordVersion:
    """Make the row of a record, without author, origin and moment of entry."""
    plain = record_to_plain(record)
    named = named_countries(record.fact)
    listing = listing_of(record.fact)
    return RecordVersion(
        record_id=record.id,
        version=record.version,
        corrects=record.corrects,
        kind=kind_name(type(record.fact)),
        countries=f" {' '.join(named)} " if named else "",
        content=plain["fact"],
        citations=plain.get("citations", []),
        valid_from=str(record.valid_from or ""),
        valid_until=str(record.valid_until or ""),
        known_from=record.known_from,
        disclosure=record.disclosure.value,
        state=listing.state,
        due_on=listing.due_on,
        department=listing.department or "",
        about=listing.about,
        search_nl=_search_text(record, language=Language.NL, countries=countries),
        search_en=_search_text(record, language=Language.EN, countries=countries),
    )


def same_content(one: Record, other: Record) -> bool:
    """Say whether two versions state the same, whatever number and entry they bear."""
    return replace(one, version=1, entered=None) == replace(
        other, version=1, entered=None
    )


def named_countries(fact: Fact) -> tuple[str, ...]:
    """Give every country that a fact names, once each."""
    return tuple(dict.fromkeys(countries_of(fact)))


def folded(text: str) -> str:
    """Write a text without capitals and accents, to search in."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark))


def own_words(value: object) -> Iterator[str]:
    """Give every text that someone wrote in both languages, titles included."""
    if isinstance(value, Bilingual):
        yield from (value.nl, value.en)
    elif isinstance(value, tuple):
        for part in value:
            yield from own_words(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from own_words(getattr(value, field.name))


def _search_text(
    record: Record, *, language: Language, countries: Mapping[str, Country]
) -> str:
    names = [
        countries[code].name.in_(language)
        for code in named_countries(record.fact)
        if code in countries
    ]
    cited = [citation.document for citation in citations_of(record)]
    words = [record.id, *names, *_texts(record.fact, language), *cited]
    return folded("\n".join(words))


def _texts(value: object, language: Language) -> Iterator[str]:
    if isinstance(value, Bilingual):
        yield value.in_(language)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, language)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), language)
