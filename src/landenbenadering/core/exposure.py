"""What flows between a country and a sender, and what it is to each of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Timing, Unit
from landenbenadering.core.provenance import Provenance


class Flow(StrEnum):
    """A tie between a country and a sender."""

    AID = "aid"
    GOODS_TO_SENDER = "goods_to_sender"
    GOODS_TO_COUNTRY = "goods_to_country"
    VISAS = "visas"
    STUDENTS = "students"
    REMITTANCES = "remittances"
    MISSIONS_IN_COUNTRY = "missions_in_country"
    MISSIONS_IN_SENDER = "missions_in_sender"


class Missing(StrEnum):
    """Why a quantity cannot be told."""

    NO_FIGURE = "no_figure"
    NO_WHOLE = "no_whole"
    NOT_ABOVE_ZERO = "not_above_zero"
    OTHER_UNIT = "other_unit"
    NO_CONVERSION = "no_conversion"


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among partners, 1 for the largest flow, of `of` with a figure."""

    place: int
    of: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, from 0 to 1, or why it cannot be told.

    Attributes
    ----------
    interval : Interval or None
        What the publisher's rounding leaves; `None` if `missing` says why.
    whole : Interval or None
        The whole, in the unit of the amount.
    partners : int
        Partners whose figures make up the whole.
    """

    interval: Interval | None
    whole: Interval | None
    partners: int
    missing: Missing | None


@dataclass(frozen=True, slots=True)
class ExposureYear:
    """One flow in one year.

    Attributes
    ----------
    amount : Interval or None
        In the exposure's unit, summed over the members with a figure.
    of_country : Share
        The amount over the country's whole: all partners with a figure.
    of_sender : Share
        The amount over the sender's whole: all countries outside the circle.
    of_income : Share
        The amount over the country's gross domestic product of that year.
    asymmetry : Interval or None
        `of_country` over `of_sender`: above 1, the flow is more to the country
        than to the sender. `None` when either cannot be told.
    country_rank : Rank or None
        Place of the sender among the country's partners; a circle counts as one.
    sender_rank : Rank or None
        Place of the country among the sender's partners.
    members_without_figure : tuple of str
        Members of the circle of which no figure is known, which is not 0.
    cells : tuple of Provenance
        The cells that the amount is the sum of.
    """

    year: int
    amount: Interval | None
    of_country: Share
    of_sender: Share
    of_income: Share
    asymmetry: Interval | None
    country_rank: Rank | None
    sender_rank: Rank | None
    members_without_figure: tuple[str, ...]
    cells: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """How the country's share of a flow changed between two years, in points.

    `change` is the last share less the first, so .02 is two percentage points.
    """

    first: int
    last: int
    change: Interval


@dataclass(frozen=True, slots=True)
class Exposure:
    """One flow between a country and a sender, year by year.

    Attributes
    ----------
    series : str
        Catalogue entry of the figures; two series of one flow are two exposures
        and are never joined.
    trend : Trend or None
        Of the share of the country's whole; `None` with fewer than two years.
    """

    flow: Flow
    series: str
    unit: Unit
    timing: Timing
    years: tuple[ExposureYear, ...]
    trend: Trend | None

    @property
    def latest(self) -> ExposureYear:
        """The last year with an amount, or the last year asked for."""
        known = [year for year in self.years if year.amount is not None]
        return known[-1] if known else self.years[-1]


@dataclass(frozen=True, slots=True)
class Interdependence:
    """Every tie between a country and a sender: a profile, without a total.

    Attributes
    ----------
    country : str
        ISO 3166 alpha-3.
    sender : str
        ISO 3166 alpha-3, or the name of a circle as `EU`.
    members : tuple of str
        States of the circle in any of the years; one for a single state.
    missing : tuple of Flow
        Ties of which no figure is known at all.
    """

    country: str
    sender: str
    members: tuple[str, ...]
    exposures: tuple[Exposure, ...]
    missing: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A sender: one state, or states acting together.

    Attributes
    ----------
    name : str
        ISO 3166 alpha-3, `EU`, or the members joined by commas.
    members : Mapping of int to frozenset of str
        Members by year; membership of the EU is that of the last day of the year.
    """

    name: str
    members: Mapping[int, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Coverage:
    """For which states the figures of a series and year hold every partner.

    `None` means all. Figures that the product ships are of some states only: a whole
    summed for another state would be too small.
    """

    reporters: frozenset[str] | None
    citizenships: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class AidChange:
    """An amount of aid in the two price bases; `None` where it is not known.

    Attributes
    ----------
    usd : Interval or None
        Dollars of the year itself.
    usd_2022 : Interval or None
        Dollars of 2022, in which aid is published.
    """

    usd: Interval | None
    usd_2022: Interval | None


@dataclass(frozen=True, slots=True)
class AidTouch:
    """What a change in aid would touch, in one year.

    Attributes
    ----------
    amount_usd : Interval or None
        In current dollars of that year; `None` without a conversion.
    amount_usd_2022 : Interval or None
        In dollars of 2022; `None` without a conversion.
    humanitarian : Interval or None
        The sender's humanitarian aid there, in dollars of 2022: part of its aid, and
        never a lever. `None` if no figure is known, which is not 0.
    of_sender_aid_there, of_all_aid_there : Share
        Over the sender's and over everybody's net aid to the country; above 1, the
        amount is more than that aid.
    of_income : Share
        Over the country's gross domestic product.
    """

    country: str
    sender: str
    year: int
    amount_usd: Interval | None
    amount_usd_2022: Interval | None
    humanitarian: Interval | None
    of_sender_aid_there: Share
    of_all_aid_there: Share
    of_income: Share
