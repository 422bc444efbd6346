"""Exposures as rows for tables, files and programs."""

from typing import TypedDict

from landenbenadering.core.exposure import (
    AidTouch,
    Exposure,
    ExposureYear,
    Interdependence,
    Rank,
    Share,
)
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual, Language

EXPOSURE_CAUTION = Bilingual(
    nl="Elk aandeel is van het geheel van partners met een cijfer; ontbreken is niet "
    "nul. De grenzen geven alleen de afronding weer. Een band is geen hefboom.",
    en="Each share is of the whole of partners with a figure; missing is not nothing. "
    "The bounds reflect rounding only. A tie is not a lever.",
)


class ExposureRow(TypedDict):
    """One tie in one year; shares as fractions, `None` where it cannot be told.

    The `…_missing` fields say why. `cells` are the published cells that the amount
    is the sum of: file, line and column.
    """

    country: str
    sender: str
    flow: str
    series: str
    timing: str
    unit: str
    year: int
    amount_lower: float | None
    amount_upper: float | None
    of_country_lower: float | None
    of_country_upper: float | None
    of_country_partners: int
    of_country_missing: str | None
    of_sender_lower: float | None
    of_sender_upper: float | None
    of_sender_partners: int
    of_sender_missing: str | None
    of_income_lower: float | None
    of_income_upper: float | None
    of_income_missing: str | None
    asymmetry_lower: float | None
    asymmetry_upper: float | None
    country_rank: int | None
    country_rank_of: int | None
    sender_rank: int | None
    sender_rank_of: int | None
    members_without_figure: list[str]
    cells: list[str]


class TouchRow(TypedDict):
    """What a change in aid would touch; as in `ExposureRow`."""

    country: str
    sender: str
    year: int
    amount_usd_lower: float | None
    amount_usd_upper: float | None
    amount_usd_2022_lower: float | None
    amount_usd_2022_upper: float | None
    humanitarian_lower: float | None
    humanitarian_upper: float | None
    of_sender_aid_there_lower: float | None
    of_sender_aid_there_upper: float | None
    of_sender_aid_there_missing: str | None
    of_all_aid_there_lower: float | None
    of_all_aid_there_upper: float | None
    of_all_aid_there_missing: str | None
    of_income_lower: float | None
    of_income_upper: float | None
    of_income_missing: str | None


def exposure_rows(profile: Interdependence) -> list[ExposureRow]:
    """Give a row for each tie, series and year, in the order of the profile."""
    return [
        _row(profile, exposure, year)
        for exposure in profile.exposures
        for year in exposure.years
    ]


def touch_row(touch: AidTouch) -> TouchRow:
    """Give what a change in aid would touch as a row."""
    usd, usd_2022 = _ends(touch.amount_usd), _ends(touch.amount_usd_2022)
    relief = _ends(touch.humanitarian)
    own, everybody = touch.of_sender_aid_there, touch.of_all_aid_there
    return TouchRow(
        country=touch.country,
        sender=touch.sender,
        year=touch.year,
        amount_usd_lower=usd[0],
        amount_usd_upper=usd[1],
        amount_usd_2022_lower=usd_2022[0],
        amount_usd_2022_upper=usd_2022[1],
        humanitarian_lower=relief[0],
        humanitarian_upper=relief[1],
        of_sender_aid_there_lower=_ends(own.interval)[0],
        of_sender_aid_there_upper=_ends(own.interval)[1],
        of_sender_aid_there_missing=own.missing,
        of_all_aid_there_lower=_ends(everybody.interval)[0],
        of_all_aid_there_upper=_ends(everybody.interval)[1],
        of_all_aid_there_missing=everybody.missing,
        of_income_lower=_ends(touch.of_income.interval)[0],
        of_income_upper=_ends(touch.of_income.interval)[1],
        of_income_missing=touch.of_income.missing,
    )


def exposure_caution(language: Language) -> str:
    """Say in words what an exposure is not."""
    return EXPOSURE_CAUTION.in_(language)


def _row(
    profile: Interdependence, exposure: Exposure, year: ExposureYear
) -> ExposureRow:
    amount, asymmetry = _ends(year.amount), _ends(year.asymmetry)
    country, sender = _share(year.of_country), _share(year.of_sender)
    income = _share(year.of_income)
    country_rank, sender_rank = _rank(year.country_rank), _rank(year.sender_rank)
    return ExposureRow(
        country=profile.country,
        sender=profile.sender,
        flow=exposure.flow,
        series=exposure.series,
        timing=exposure.timing,
        unit=exposure.unit,
        year=year.year,
        amount_lower=amount[0],
        amount_upper=amount[1],
        of_country_lower=country[0],
        of_country_upper=country[1],
        of_country_partners=year.of_country.partners,
        of_country_missing=country[2],
        of_sender_lower=sender[0],
        of_sender_upper=sender[1],
        of_sender_partners=year.of_sender.partners,
        of_sender_missing=sender[2],
        of_income_lower=income[0],
        of_income_upper=income[1],
        of_income_missing=income[2],
        asymmetry_lower=asymmetry[0],
        asymmetry_upper=asymmetry[1],
        country_rank=country_rank[0],
        country_rank_of=country_rank[1],
        sender_rank=sender_rank[0],
        sender_rank_of=sender_rank[1],
        members_without_figure=list(year.members_without_figure),
        cells=[
            f"{cell.file_name}, line {cell.row}, {cell.column}" for cell in year.cells
        ],
    )


def _ends(bounds: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if bounds is None else (bounds.lower, bounds.upper)


def _share(share: Share) -> tuple[float | None, float | None, str | None]:
    return (*_ends(share.interval), share.missing)


def _rank(rank: Rank | None) -> tuple[int | None, int | None]:
    return (None, None) if rank is None else (rank.place, rank.of)
