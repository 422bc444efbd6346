"""Compose letters from the shipped register, from invented facts, from both."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.core.return_figures import ReturnFigures, ReturnYear
from landenbenadering.evidence.countries import countries
from landenbenadering.letters.blocks import Letter
from landenbenadering.letters.compose import compose
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.facts import Document, Fact, Office
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register, known_versions
from landenbenadering.policy.vocabulary import DocumentKind, OfficeRole

LETTER_DAY = date(2013, 3, 6)


@dataclass(frozen=True)
class Composer:
    """Composes letters from the shipped register, with records added or alone."""

    shipped: bool = True
    added: tuple[Record, ...] = ()

    def register(self, day: date = LETTER_DAY) -> Register:
        records = (*(reference_records() if self.shipped else ()), *self.added)
        as_of = AsOf(day)
        return Register(as_of, known_versions(records, as_of))

    def __call__(
        self,
        language: Language = Language.NL,
        *,
        day: date = LETTER_DAY,
        figures: Sequence[ReturnFigures] = (),
        later: Sequence[ReturnFigures] = (),
    ) -> Letter:
        return compose(
            self.register(day),
            countries=countries(),
            figures=figures,
            later_figures=later,
            with_later_figures=bool(later),
            language=language,
        )


def record_of(name: str, fact: Fact) -> Record:
    citations = (Citation("paper-invented", page=2),)
    return Record(id=name, fact=fact, known_from=date(2013, 1, 7), citations=citations)


def house() -> tuple[Record, ...]:
    paper = Document(
        kind=DocumentKind.KAMERSTUK,
        title=Bilingual("Verzonnen brief", "Invented letter"),
        number="99 999, nr. 7",
        dated=date(2013, 1, 7),
        session="2012–2013",
    )
    office = Office(
        role=OfficeRole.SIGNATORY,
        title=Bilingual("de minister van Voorbeelden", "the Minister of Examples"),
        holder="A. Voorbeeld",
    )
    known = date(2013, 1, 7)
    return (
        Record(id="paper-invented", fact=paper, known_from=known),
        Record(id="office-invented", fact=office, known_from=known),
    )


def figures_of(code: str, known_from: date, years: int) -> ReturnFigures:
    rows = tuple(_year(code, 2012 + step, known_from) for step in range(years))
    return ReturnFigures(
        country=code,
        reporter="NLD",
        years=rows,
        years_used=(),
        orders=None,
        returns=None,
        orders_bounds=None,
        returns_bounds=None,
        ratio=None,
        without_return=None,
        missing_share=0.0,
    )


def _year(code: str, year: int, known_from: date) -> ReturnYear:
    """Give 1,200 orders and 95 returns, no row of returns in 2014."""

    def count(indicator: Indicator, dataflow: str, value: int) -> Observation:
        cell = Provenance(
            source="eurostat-eil",
            dataflow=dataflow,
            vintage="invented",
            file_name=f"{dataflow.lower()}.csv",
            sha256=("a" if dataflow.endswith("ORD") else "b") * 64,
            row=year * 3 + len(code),
            column="Value",
            known_from=known_from,
        )
        return Observation(indicator, "NLD", code, year, value, "", cell)

    orders = count(Indicator.ORDERED_TO_LEAVE, "MIGR_EIORD", 1200)
    if year == 2014:
        return ReturnYear(year, orders, None, None)
    returns = count(Indicator.RETURNED, "MIGR_EIRTN", 95)
    return ReturnYear(year, orders, returns, Interval(93 / 1202, 97 / 1198))
