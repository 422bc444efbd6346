"""Every judgement of the ministry beside the estimate, for a page and files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypedDict

from landenbenadering.evidence.countries import countries
from landenbenadering.letters.formats import alphabetical_by_name
from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.policy.facts import Judgement
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.web.dossiers.cooperation.beside import (
    Beside,
    Relation,
    judged_beside,
)
from landenbenadering.web.dossiers.cooperation.kept import OF_ALL_YEARS, Places
from landenbenadering.web.dossiers.cooperation.words import country_name

NO_ESTIMATE = "no_estimate"
YEAR_BEFORE = "before"

# `class` is the field's name, and a word of Python's own.
JudgementRow = TypedDict(
    "JudgementRow",
    {
        "iso3": str,
        "name_nl": str,
        "name_en": str,
        "judgement": str,
        "record": str,
        "known_from": str,
        "years": list[int],
        "multiplier": float | None,
        "multiplier_90_lower": float | None,
        "multiplier_90_upper": float | None,
        "class": str | None,
        "relation": str,
        "reasons": list[str],
    },
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what stands beside it.

    Attributes
    ----------
    found : Multiplier or None
        `None` where there are no usable counts.
    beside : Beside or None
        `None` where `found` is.
    """

    name: str
    record: Record
    judgement: Judgement
    found: Multiplier | None
    beside: Beside | None

    @property
    def relation(self) -> str:
        """How the two relate, or that there is no estimate."""
        return NO_ESTIMATE if self.beside is None else self.beside.relation.value


Find = Callable[[Record, str], Multiplier | None]


def no_estimate(_record: Record, _iso3: str) -> None:
    """Find no estimate of any country."""


def judged_countries(
    register: Register, found: Find, *, home: Find = no_estimate
) -> list[Judged]:
    """Give every judgement in the register, countries in alphabetical order.

    Parameters
    ----------
    found : callable
        Takes the record of a judgement and the code of its country.
    home : callable
        The same as the state whose ministry judges meets the country.
    """
    by_name: dict[str, Judged] = {}
    for record, judgement in register.of(Judgement):
        item = found(record, judgement.country)
        name = country_name(judgement.country)
        beside = judged_beside(
            (record, judgement), item, home=home(record, judgement.country)
        )
        by_name[name] = Judged(name, record, judgement, item, beside)
    return [by_name[name] for name in alphabetical_by_name(by_name)]


def in_year(places: Places, year: int | str) -> Find:
    """Take the estimate of a year, of all, or of the year before the judgement."""

    def found(record: Record, iso3: str) -> Multiplier | None:
        wanted = record.known_from.year - 1 if year == YEAR_BEFORE else int(year)
        return places.get(iso3, {}).get(wanted)

    return found


def counted(judged: list[Judged]) -> list[tuple[str, int]]:
    """Count the judgements by how they relate to the estimate."""
    return [
        (relation, sum(one.relation == relation for one in judged))
        for relation in (*Relation, NO_ESTIMATE)
    ]


def judgement_rows(judged: list[Judged]) -> Iterator[JudgementRow]:
    """Give a row for each judgement; names in both languages."""
    for one in judged:
        name, found = countries()[one.judgement.country].name, one.found
        yield JudgementRow(
            {
                "iso3": one.judgement.country,
                "name_nl": name.nl,
                "name_en": name.en,
                "judgement": one.judgement.cooperation.value,
                "record": one.record.id,
                "known_from": one.record.known_from.isoformat(),
                "years": [] if found is None else list(found.years),
                "multiplier": None if found is None else found.median,
                "multiplier_90_lower": None if found is None else found.ninety.lower,
                "multiplier_90_upper": None if found is None else found.ninety.upper,
                "class": None if found is None else found.course.value,
                "relation": one.relation,
                "reasons": [] if one.beside is None else list(one.beside.reasons),
            }
        )


def year_choices(years: tuple[int, ...]) -> dict[str, int | str]:
    """Give the years that can be asked for, by how an address names them."""
    return {
        YEAR_BEFORE: YEAR_BEFORE,
        "all": OF_ALL_YEARS,
        **{str(year): year for year in years},
    }
