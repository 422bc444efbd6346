"""Countries, and what is known of one."""

from dataclasses import dataclass

from landenbenadering.core.country import Country
from landenbenadering.core.interval import Interval
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.countries import countries
from landenbenadering.web.dossiers.dossier import country_dossier
from landenbenadering.web.dossiers.evidence import figures_of_country
from landenbenadering.web.dossiers.words import REPORTERS
from landenbenadering.web.publication.endpoints import Call, Given
from landenbenadering.web.publication.problems import nothing_here
from landenbenadering.web.publication.shapes import (
    MomentShown,
    RecordShown,
    moment_shown,
    record_shown,
    records_shown,
)
from landenbenadering.web.register.selectors import held_countries, register_on_country

USUAL_REPORTER = next(iter(REPORTERS))


@dataclass(frozen=True, slots=True)
class CountryShown:
    """A country, and whether some record names it."""

    country: Country
    in_register: bool


@dataclass(frozen=True, slots=True)
class CountryList:
    """Every country."""

    moment: MomentShown
    countries: tuple[CountryShown, ...]


@dataclass(frozen=True, slots=True)
class ReturnSums:
    """Orders and returns over the years in which both counts are known.

    The ratio is no share of a cohort and may pass 1. Single counts stand under
    figures.
    """

    reporter: str
    years: tuple[int, ...]
    missing_share: float
    orders: int | None = None
    returns: int | None = None
    ratio: Interval | None = None


@dataclass(frozen=True, slots=True)
class CountryWhole:
    """A country with the judgement, all records that name it, and its sums."""

    moment: MomentShown
    country: Country
    records: tuple[RecordShown, ...]
    documents: tuple[RecordShown, ...]
    judgement: RecordShown | None = None
    returns: ReturnSums | None = None


def all_countries(call: Call) -> Given:
    """Give every country."""
    as_of = call.asked.as_of
    held = held_countries(as_of, call.levels)
    shown = (CountryShown(one, code in held) for code, one in countries().items())
    return Given(CountryList(moment_shown(as_of), tuple(shown)))


def one_country(call: Call) -> Given:
    """Give what is known of a country."""
    iso3, as_of = call.place["iso3"], call.asked.as_of
    if iso3 not in countries():
        raise nothing_here()
    reporter = call.asked.text("reporter") or USUAL_REPORTER
    figures = figures_of_country(iso3, as_of, reporter=reporter)
    register = register_on_country(iso3, as_of, disclosure=call.levels)
    dossier = country_dossier(iso3, register=register, figures=figures)
    judged = None if dossier.judgement is None else dossier.judgement[0]
    documents = [record for record, _fact in dossier.documents]
    body = CountryWhole(
        moment=moment_shown(as_of),
        country=dossier.country,
        records=records_shown(dossier.records),
        documents=records_shown(documents),
        judgement=None if judged is None else record_shown(judged),
        returns=None if figures is None else _sums(figures),
    )
    return Given(body, (*dossier.records, *documents))


def _sums(figures: ReturnFigures) -> ReturnSums:
    return ReturnSums(
        reporter=figures.reporter,
        years=figures.years_used,
        missing_share=figures.missing_share,
        orders=figures.orders,
        returns=figures.returns,
        ratio=figures.ratio,
    )
