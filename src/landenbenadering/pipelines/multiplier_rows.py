"""How countries cooperate, as rows for tables, files and programs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypedDict

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.errors import NothingToCompareError
from landenbenadering.measurement.cooperation.panel import (
    NOTHING_SUPPRESSED,
    Range,
    Series,
)
from landenbenadering.measurement.cooperation.results import (
    DEFAULT_STANDARD,
    Multiplier,
    NoClass,
    Standard,
)
from landenbenadering.pipelines.cooperation import Cooperation, Watch, cooperation

MULTIPLIER_CAUTION = Bilingual(
    nl="De vermenigvuldiger vergelijkt met het gemiddelde land onder dezelfde "
    "praktijk van de rapporterende staten: 2 is twee keer zoveel terugkeer, 0,5 de "
    "helft, met 90%-interval. Hij zegt hoe terugkeer verloopt, niet waarom, en mengt "
    "zelfstandig en gedwongen vertrek, tenzij om één soort is gevraagd.",
    en="The multiplier compares with the average country under the same practice of "
    "the reporting states: 2 is twice as many returns, 0.5 half, with its 90% "
    "interval. It says how return runs, not why, and mixes independent and forced "
    "departure unless one kind was asked for.",
)
OF_ONE_KIND = {
    Series.VOLUNTARY: Bilingual(
        nl="De vermenigvuldiger gaat hier alleen over zelfstandig vertrek; de "
        "tellingen en de verhouding gaan over alle terugkeer.",
        en="The multiplier is of independent departure alone here; the counts and the "
        "ratio are of all returns.",
    ),
    Series.FORCED: Bilingual(
        nl="De vermenigvuldiger gaat hier alleen over gedwongen vertrek; de tellingen "
        "en de verhouding gaan over alle terugkeer.",
        en="The multiplier is of forced departure alone here; the counts and the ratio "
        "are of all returns.",
    ),
}
ONE_STATE = Bilingual(
    nl="Alleen {state} heeft tellingen: of het land meewerkt of {state} anders telt is "
    "dan niet te zeggen. Importeer de bestanden van de uitgever met alle staten.",
    en="Only {state} has counts: whether a country cooperates or {state} counts "
    "otherwise cannot be told. Import the publisher's files with all states.",
)
NO_CLASS_NOTES = {
    NoClass.ONE_STATE_COUNTS: Bilingual(
        nl="Geen klasse, want maar één staat telt mensen uit dit land: {countries}.",
        en="No class, since only one state counts people from there: {countries}.",
    ),
    NoClass.NO_COUNTS: Bilingual(
        nl="Geen klasse, want in deze jaren is niets geteld: {countries}.",
        en="No class, since nothing was counted in these years: {countries}.",
    ),
    NoClass.CONTRADICTED: Bilingual(
        nl="Geen klasse, want tellingen spreken elkaar tegen: {countries}. De pagina "
        "van elk cijfer toont wat elke bron zegt.",
        en="No class, since counts contradict each other: {countries}. The page of "
        "each figure shows what every source says.",
    ),
}


class Unknown(StrEnum):
    """Why there is no multiplier."""

    NOTHING_TO_COMPARE = "nothing_to_compare"
    ONE_STATE = "one_state"
    REPORTER_WITHOUT_COUNTS = "reporter_without_counts"
    NO_COUNTS = "no_counts"


# `class` is the field's name, and a word of Python's own.
MultiplierRow = TypedDict(
    "MultiplierRow",
    {
        "returns_compared": str,
        "multiplier": float | None,
        "multiplier_50_lower": float | None,
        "multiplier_50_upper": float | None,
        "multiplier_90_lower": float | None,
        "multiplier_90_upper": float | None,
        "probability_below": float | None,
        "threshold": float,
        "class": str | None,
        "no_class": str | None,
        "information": float | None,
        "states": int | None,
        "drivers": list[str],
        "multiplier_unknown": str | None,
        "reporter_multiplier": float | None,
        "reporter_multiplier_50_lower": float | None,
        "reporter_multiplier_50_upper": float | None,
        "reporter_multiplier_90_lower": float | None,
        "reporter_multiplier_90_upper": float | None,
        "reporter_probability_below": float | None,
        "reporter_class": str | None,
        "reporter_no_class": str | None,
        "reporter_information": float | None,
        "reporter_multiplier_unknown": str | None,
    },
)


@dataclass(frozen=True, slots=True)
class Multipliers:
    """What can be said of countries, for all states together and for one.

    Attributes
    ----------
    known : Cooperation or None
        `None` where no two countries can be compared.
    reporter : str
        The state whose own view is given beside that of all.
    standard : Standard
    series : Series
        Which returns are compared.
    """

    known: Cooperation | None
    reporter: str
    standard: Standard
    series: Series = Series.ALL


def multipliers_known(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    reporter: str,
    series: Series = Series.ALL,
    standard: Standard = DEFAULT_STANDARD,
    suppressed: Mapping[str, Range] = NOTHING_SUPPRESSED,
    watch: Watch | None = None,
) -> Multipliers:
    """Compare countries on the counts known at a moment, as far as that can be.

    Parameters
    ----------
    store, as_of, series, standard, suppressed, watch
        As in `cooperation`.
    reporter : str
        As in `Observation`; an aggregate has no view of its own.

    Raises
    ------
    NoSuchSeriesError
        MEA204: no known file breaks returns down by kind.
    """
    try:
        known = cooperation(
            store,
            as_of=as_of,
            series=series,
            standard=standard,
            suppressed=suppressed,
            watch=watch,
        )
    except NothingToCompareError:
        return Multipliers(None, reporter, standard, series)
    return Multipliers(known, reporter, standard, series)


def multiplier_rows(
    found: Multipliers, *, citizenships: Sequence[str], years: Sequence[int]
) -> list[MultiplierRow]:
    """Give one row per country, averaged over the years asked for.

    Parameters
    ----------
    found : Multipliers
    citizenships : sequence of str
        ISO 3166 alpha-3, in the order of the rows.
    years : sequence of int
        Those without counts are passed over.
    """
    if found.known is None:
        return [_row(found, None, None) for _ in citizenships]
    everywhere = _by_country(found.known.on_average(years=years))
    here = _by_country(found.known.on_average(reporter=found.reporter, years=years))
    return [_row(found, everywhere.get(c), here.get(c)) for c in citizenships]


def multiplier_caution(language: Language, found: Multipliers) -> str:
    """Say in words what the multiplier is and is not, on this basis."""
    said = MULTIPLIER_CAUTION.in_(language)
    if found.series in OF_ONE_KIND:
        said += " " + OF_ONE_KIND[found.series].in_(language)
    if found.known is not None and found.known.basis.one_state:
        (state,) = found.known.basis.states
        said += " " + ONE_STATE.in_(language).format(state=state)
    return said


def no_class_notes(
    language: Language, reasons: Iterable[tuple[str, str | None]]
) -> list[str]:
    """Say of which countries no class is given whatever the probability, and why.

    Parameters
    ----------
    language : Language
    reasons : iterable of (str, str or None)
        The country as it is called, and its `no_class`.
    """
    named: dict[str, dict[str, None]] = {}
    for country, reason in reasons:
        if reason is not None:
            named.setdefault(reason, {})[country] = None
    return [
        note.in_(language).format(countries=", ".join(named[reason]))
        for reason, note in NO_CLASS_NOTES.items()
        if reason in named
    ]


def _by_country(items: tuple[Multiplier, ...]) -> dict[str, Multiplier]:
    return {item.citizenship: item for item in items}


def _row(
    found: Multipliers, everywhere: Multiplier | None, here: Multiplier | None
) -> MultiplierRow:
    every, own = _numbers(everywhere), _numbers(here)
    return {
        "returns_compared": found.series.value,
        "multiplier": every.median,
        "multiplier_50_lower": every.half[0],
        "multiplier_50_upper": every.half[1],
        "multiplier_90_lower": every.ninety[0],
        "multiplier_90_upper": every.ninety[1],
        "probability_below": every.below,
        "threshold": found.standard.threshold,
        "class": every.course,
        "no_class": every.no_class,
        "information": every.information,
        "states": None if everywhere is None else everywhere.states,
        "drivers": every.drivers,
        "multiplier_unknown": _why(found, everywhere, reporter=None),
        "reporter_multiplier": own.median,
        "reporter_multiplier_50_lower": own.half[0],
        "reporter_multiplier_50_upper": own.half[1],
        "reporter_multiplier_90_lower": own.ninety[0],
        "reporter_multiplier_90_upper": own.ninety[1],
        "reporter_probability_below": own.below,
        "reporter_class": own.course,
        "reporter_no_class": own.no_class,
        "reporter_information": own.information,
        "reporter_multiplier_unknown": _why(found, here, reporter=found.reporter),
    }


@dataclass(frozen=True, slots=True)
class _Numbers:
    """A multiplier's fields; `None` each where there is none."""

    median: float | None = None
    half: tuple[float | None, float | None] = (None, None)
    ninety: tuple[float | None, float | None] = (None, None)
    below: float | None = None
    course: str | None = None
    no_class: str | None = None
    information: float | None = None
    drivers: list[str] = field(default_factory=list)


def _numbers(item: Multiplier | None) -> _Numbers:
    if item is None:
        return _Numbers()
    return _Numbers(
        median=item.median,
        half=(item.half.lower, item.half.upper),
        ninety=(item.ninety.lower, item.ninety.upper),
        below=item.below,
        course=item.course.value,
        no_class=None if item.no_class is None else item.no_class.value,
        information=item.information,
        drivers=[f"{one.reporter} {one.share:.2f}" for one in item.drivers],
    )


def _why(
    found: Multipliers, item: Multiplier | None, *, reporter: str | None
) -> str | None:
    """Say why there is no multiplier."""
    if item is not None:
        return None
    if found.known is None:
        return Unknown.NOTHING_TO_COMPARE.value
    if reporter is None and found.known.basis.one_state:
        return Unknown.ONE_STATE.value
    if reporter is not None and reporter not in found.known.basis.states:
        return Unknown.REPORTER_WITHOUT_COUNTS.value
    if reporter is not None and not found.known.compares(reporter):
        return Unknown.NOTHING_TO_COMPARE.value
    return Unknown.NO_COUNTS.value
