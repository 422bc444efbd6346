"""Words for figures in the language of the page."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.observation import Indicator, Unit

_INDICATORS: Mapping[Indicator, Promise] = {
    Indicator.ORDERED_TO_LEAVE: _("ordered to leave"),
    Indicator.RETURNED: _("returned after an order to leave"),
    Indicator.RETURNED_TO_THIRD_COUNTRY: _("returned to a third country"),
    Indicator.RETURNED_VOLUNTARILY: _("returned independently"),
    Indicator.RETURNED_BY_FORCE: _("returned by force"),
    Indicator.RETURNED_KIND_UNKNOWN: _("returned, not known how"),
    Indicator.FOUND_ILLEGALLY_PRESENT: _("found to be illegally present"),
    Indicator.REFUSED_ENTRY: _("refused entry"),
    Indicator.DEPARTED_INDEPENDENTLY: _("departed independently"),
    Indicator.DEPARTED_BY_FORCE: _("departed by force"),
    Indicator.DEPARTED_TO_UNKNOWN_DESTINATION: _(
        "left without supervision, destination unknown"
    ),
    Indicator.AID_NET: _("net aid"),
    Indicator.AID_GROSS: _("gross aid"),
    Indicator.AID_HUMANITARIAN: _("humanitarian aid"),
    Indicator.GOODS_IMPORTED: _("goods imported, as the importer reports"),
    Indicator.GOODS_SHIPPED: _("goods shipped, both reports reconciled"),
    Indicator.VISAS_APPLIED: _("short-stay visas applied for"),
    Indicator.VISAS_ISSUED: _("short-stay visas issued"),
    Indicator.VISAS_NOT_ISSUED: _("short-stay visas not issued"),
    Indicator.STUDENTS: _("students from abroad"),
    Indicator.REMITTANCES_SENT: _("remittances sent, modelled"),
    Indicator.MIGRANT_STOCK: _("migrants living there"),
    Indicator.MISSION: _("diplomatic mission"),
    Indicator.INCOME: _("gross domestic product"),
    Indicator.POPULATION: _("population"),
    Indicator.REMITTANCES_RECEIVED: _("remittances received"),
    Indicator.REMITTANCES_PAID: _("remittances paid abroad"),
}

_UNITS: Mapping[Unit, Promise] = {
    Unit.PERSONS: _("persons"),
    Unit.VISAS: _("visas"),
    Unit.MISSIONS: _("missions"),
    Unit.USD_CURRENT: _("dollars of the year itself"),
    Unit.USD_2022: _("dollars of 2022"),
}

REPORTERS: Mapping[str, Promise] = {
    "NLD": _("the Netherlands"),
    "EU28": _("the European Union (28 states)"),
}

_FLAGS: Mapping[str, Promise] = {
    "b": _("break in the series"),
    "c": _("confidential"),
    "d": _("definition differs, see the publisher's metadata"),
    "e": _("estimated"),
    "f": _("forecast"),
    "i": _("see the publisher's metadata"),
    "m": _("value cannot exist"),
    "n": _("not significant"),
    "p": _("provisional"),
    "r": _("revised"),
    "s": _("estimated by Eurostat"),
    "u": _("low reliability"),
    "z": _("not applicable"),
}


def indicator_word(indicator: Indicator) -> str:
    """Name what a count counts in the language of the page."""
    return str(_INDICATORS[indicator])


def unit_word(unit: Unit) -> str:
    """Name the unit of a figure in the language of the page."""
    return str(_UNITS[unit])


def flag_meanings(flag: str) -> list[tuple[str, str]]:
    """Give each letter of a publisher's flag with its meaning."""
    return [(letter, str(_FLAGS.get(letter, _("unknown flag")))) for letter in flag]


def reporter_name(code: str) -> str:
    """Name a reporting state or aggregate, its code where it has no name here."""
    return str(REPORTERS.get(code, code))
