"""A published figure with the cell it stands in."""

from dataclasses import dataclass
from enum import StrEnum

from landenbenadering.core.provenance import Provenance


class Unit(StrEnum):
    """What one unit of a value is."""

    PERSONS = "persons"
    VISAS = "visas"
    MISSIONS = "missions"
    USD_CURRENT = "usd_current"
    USD_2022 = "usd_2022"


class Timing(StrEnum):
    """Whether a figure counts what happens in a year or what is there at a moment.

    A flow and a stock are never added or divided as if they were the same.
    """

    FLOW = "flow"
    STOCK = "stock"


class Indicator(StrEnum):
    """What a figure says, of two countries and a year.

    Who the `reporter` and the `citizenship` of an observation are differs by
    indicator; `_MEANINGS` says it for each, with unit and timing.
    """

    ORDERED_TO_LEAVE = "ordered_to_leave"
    RETURNED = "returned"
    RETURNED_TO_THIRD_COUNTRY = "returned_to_third_country"
    RETURNED_VOLUNTARILY = "returned_voluntarily"
    RETURNED_BY_FORCE = "returned_by_force"
    RETURNED_KIND_UNKNOWN = "returned_kind_unknown"
    FOUND_ILLEGALLY_PRESENT = "found_illegally_present"
    REFUSED_ENTRY = "refused_entry"
    DEPARTED_INDEPENDENTLY = "departed_independently"
    DEPARTED_BY_FORCE = "departed_by_force"
    DEPARTED_TO_UNKNOWN_DESTINATION = "departed_to_unknown_destination"
    AID_NET = "aid_net"
    AID_GROSS = "aid_gross"
    AID_HUMANITARIAN = "aid_humanitarian"
    GOODS_IMPORTED = "goods_imported"
    GOODS_SHIPPED = "goods_shipped"
    VISAS_APPLIED = "visas_applied"
    VISAS_ISSUED = "visas_issued"
    VISAS_NOT_ISSUED = "visas_not_issued"
    STUDENTS = "students"
    REMITTANCES_SENT = "remittances_sent"
    MIGRANT_STOCK = "migrant_stock"
    MISSION = "mission"
    INCOME = "income"
    POPULATION = "population"
    REMITTANCES_RECEIVED = "remittances_received"
    REMITTANCES_PAID = "remittances_paid"

    @property
    def meaning(self) -> "Meaning":
        """Unit, timing and the two countries of the indicator."""
        return _MEANINGS[self]


@dataclass(frozen=True, slots=True)
class Meaning:
    """How to read the figures of an indicator.

    Attributes
    ----------
    reporter, citizenship : str
        Who these two fields of an observation are, in a few words. `citizenship`
        is `TOTAL` where the figure is of the reporter alone.
    """

    unit: Unit
    timing: Timing
    reporter: str
    citizenship: str


_REPORTING = "reporting state"
_CITIZENS = "citizenship of the persons"
_ALONE = "TOTAL: the figure is of the reporter alone"


def _persons(
    timing: Timing = Timing.FLOW,
    *,
    reporter: str = _REPORTING,
    citizenship: str = _CITIZENS,
) -> Meaning:
    return Meaning(Unit.PERSONS, timing, reporter, citizenship)


def _aid() -> Meaning:
    return Meaning(Unit.USD_2022, Timing.FLOW, "donor", "recipient")


def _visas() -> Meaning:
    reporter, place = "Schengen state", "country where the consulate is"
    return Meaning(Unit.VISAS, Timing.FLOW, reporter, place)


def _usd(reporter: str, citizenship: str) -> Meaning:
    return Meaning(Unit.USD_CURRENT, Timing.FLOW, reporter, citizenship)


_MEANINGS = {
    Indicator.ORDERED_TO_LEAVE: _persons(),
    Indicator.RETURNED: _persons(),
    Indicator.RETURNED_TO_THIRD_COUNTRY: _persons(),
    Indicator.FOUND_ILLEGALLY_PRESENT: _persons(),
    Indicator.REFUSED_ENTRY: _persons(),
    Indicator.DEPARTED_INDEPENDENTLY: _persons(),
    Indicator.DEPARTED_BY_FORCE: _persons(),
    Indicator.DEPARTED_TO_UNKNOWN_DESTINATION: _persons(),
    Indicator.AID_NET: _aid(),
    Indicator.AID_GROSS: _aid(),
    Indicator.AID_HUMANITARIAN: _aid(),
    Indicator.GOODS_IMPORTED: _usd("importer, who reports", "exporter"),
    Indicator.GOODS_SHIPPED: _usd("importer", "exporter; both reports reconciled"),
    Indicator.VISAS_APPLIED: _visas(),
    Indicator.VISAS_ISSUED: _visas(),
    Indicator.VISAS_NOT_ISSUED: _visas(),
    Indicator.STUDENTS: _persons(
        Timing.STOCK, reporter="country of study", citizenship="country of origin"
    ),
    Indicator.REMITTANCES_SENT: _usd("country they are sent from", "receiving country"),
    Indicator.MIGRANT_STOCK: _persons(
        Timing.STOCK, reporter="country of residence", citizenship="country of origin"
    ),
    Indicator.MISSION: Meaning(
        Unit.MISSIONS, Timing.STOCK, "sending state", "host country"
    ),
    Indicator.INCOME: _usd("country of the gross domestic product", _ALONE),
    Indicator.POPULATION: _persons(
        Timing.STOCK, reporter="country", citizenship=_ALONE
    ),
    Indicator.REMITTANCES_RECEIVED: _usd("country that receives them", _ALONE),
    Indicator.REMITTANCES_PAID: _usd("country that they leave", _ALONE),
}


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure.

    Attributes
    ----------
    reporter : str
        ISO 3166 alpha-3 of the state from whose side the figure is, or an
        aggregate as `EU28`; who that is, `Indicator.meaning` says.
    citizenship : str
        ISO 3166 alpha-3 of the other country, or an aggregate as `TOTAL`.
    value : int or None
        As published, in the indicator's unit; money in whole dollars. `None`
        where the publisher gives none, which is not 0.
    flag : str
        The publisher's flags, as in `d` or `bp`; empty if none.
    part : str
        Which part of the whole the cell is, where the publisher gives no whole:
        the city of a consulate. Empty otherwise.
    """

    indicator: Indicator
    reporter: str
    citizenship: str
    year: int
    value: int | None
    flag: str
    provenance: Provenance
    part: str = ""
