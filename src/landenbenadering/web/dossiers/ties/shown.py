"""What binds a country and a sender, put in words for the page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.core.exposure import (
    AidTouch,
    Exposure,
    ExposureYear,
    Interdependence,
    Rank,
    Share,
)
from landenbenadering.core.observation import Unit
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.web.assessments.ties import measured_ties
from landenbenadering.web.dossiers.ties.forms import HOME
from landenbenadering.web.dossiers.ties.words import (
    FLOWS,
    REASONS,
    amount_word,
    points_word,
    share_word,
    times_word,
)
from landenbenadering.web.register.plain_details import country_name

_CELLS_NAMED = 2


@dataclass(frozen=True, slots=True)
class YearShown:
    """One tie in one year, in words; a reason where it cannot be told."""

    year: int
    amount: str
    of_country: str
    of_sender: str
    asymmetry: str
    of_income: str
    country_rank: str
    sender_rank: str
    without_figure: str
    cells: str


@dataclass(frozen=True, slots=True)
class TieShown:
    """One tie as one series measures it.

    Attributes
    ----------
    source : str
        Catalogue entry, for its address.
    many_series : bool
        Whether another series measures the same tie; they are never joined.
    trend : str
        Change of the share of the country's whole; empty where there is none.
    """

    name: str
    source: str
    publisher: str
    many_series: bool
    latest: YearShown
    trend: str
    years: tuple[YearShown, ...]


@dataclass(frozen=True, slots=True)
class TouchShown:
    """What an amount of aid touches, in words."""

    year: int
    of_sender_aid: str
    of_all_aid: str
    of_income: str
    relief: str


def ties_shown(profile: Interdependence) -> list[TieShown]:
    """Give every tie with its last year, its trend and its years, newest first."""
    flows = [one.flow for one in profile.exposures]
    return [
        TieShown(
            name=str(FLOWS[one.flow]),
            source=one.series,
            publisher=source_named(one.series).publisher,
            many_series=flows.count(one.flow) > 1,
            latest=_year(one, one.latest),
            trend=_trend(one),
            years=tuple(_year(one, year) for year in reversed(one.years)),
        )
        for one in profile.exposures
    ]


def home_ties(country: str, as_of: AsOf) -> dict[str, object]:
    """Give the ties with the Netherlands for the page of the country itself."""
    try:
        profile = measured_ties(HOME, country=country, as_of=as_of)
    except LandenbenaderingError:
        # The Netherlands has no ties with itself.
        return {"ties": [], "ties_missing": []}
    return {"ties": ties_shown(profile), "ties_missing": missing_shown(profile)}


def missing_shown(profile: Interdependence) -> list[str]:
    """Name the ties of which no figure is known at all."""
    return [str(FLOWS[flow]) for flow in profile.missing]


def touch_shown(touch: AidTouch) -> TouchShown:
    """Put in words which share of three wholes an amount of aid is."""
    return TouchShown(
        year=touch.year,
        of_sender_aid=_share(touch.of_sender_aid_there),
        of_all_aid=_share(touch.of_all_aid_there),
        of_income=_share(touch.of_income),
        relief=""
        if touch.humanitarian is None
        else amount_word(touch.humanitarian, Unit.USD_2022),
    )


def names(codes: Iterable[str]) -> str:
    """Name states, with commas between."""
    return ", ".join(sorted(country_name(code) for code in codes))


def _year(exposure: Exposure, year: ExposureYear) -> YearShown:
    asymmetry = year.asymmetry
    return YearShown(
        year=year.year,
        amount=amount_word(year.amount, exposure.unit),
        of_country=_share(year.of_country),
        of_sender=_share(year.of_sender),
        asymmetry=_("cannot tell") if asymmetry is None else times_word(asymmetry),
        of_income=_share(year.of_income) if exposure.unit is Unit.USD_CURRENT else "",
        country_rank=_rank(year.country_rank),
        sender_rank=_rank(year.sender_rank),
        without_figure=names(year.members_without_figure),
        cells=_cells(year),
    )


def _share(share: Share) -> str:
    if share.interval is not None:
        return share_word(share.interval)
    return "–" if share.missing is None else str(REASONS[share.missing])


def _rank(rank: Rank | None) -> str:
    if rank is None:
        return _("cannot tell")
    return _("%(place)s of %(of)s") % {"place": rank.place, "of": rank.of}


def _trend(exposure: Exposure) -> str:
    trend = exposure.trend
    if trend is None:
        return ""
    return _("%(points)s from %(first)s to %(last)s") % {
        "points": points_word(trend.change),
        "first": trend.first,
        "last": trend.last,
    }


def _cells(year: ExposureYear) -> str:
    if len(year.cells) > _CELLS_NAMED:
        return _("%(count)s cells, named in the files") % {"count": len(year.cells)}
    said = _("%(file)s, line %(row)s")
    return "; ".join(said % {"file": c.file_name, "row": c.row} for c in year.cells)
