"""What the pages show of a comparison that was computed before.

A page computes no fit. What follows from kept draws is small, and stays in memory.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from django.utils.translation import gettext as _

from landenbenadering.core.clocks import AsOf
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.measurement.cooperation.sample import CooperationSample
from landenbenadering.pipelines.comparing import is_being_compared
from landenbenadering.pipelines.cooperation import (
    Cooperation,
    kept_cooperation,
    rests_on_something,
)
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.dossiers.evidence import evidence_store

OF_ALL_YEARS = 0


@dataclass(frozen=True, slots=True)
class Lack:
    """Why there is nothing to show.

    Attributes
    ----------
    command : str
        What computes it; empty where no counts are known, so that nothing can.
    on_its_way : bool
        Whether it is being computed now, at the start or after an import.
    kind : Series
        The returns asked for; without a command, no file tells that kind apart.
    """

    command: str
    on_its_way: bool = False
    kind: Series = Series.ALL


def comparison(as_of: AsOf, *, series: Series = Series.ALL) -> Cooperation | Lack:
    """Give the comparison of a moment, or why there is none."""
    store = evidence_store()
    found = kept_cooperation(store, as_of=as_of, series=series)
    if found is not None:
        return found
    if not rests_on_something(store, as_of=as_of, series=series):
        return Lack("", kind=series)
    command = f"landenbenadering measure --known-on {as_of.known_on.isoformat()}"
    if series is not Series.ALL:
        command += f" --returns {series.value}"
    return Lack(command, on_its_way=is_being_compared(now=time.time()))


def require_comparison(as_of: AsOf, *, series: Series = Series.ALL) -> Cooperation:
    """Give the comparison of a moment for a chart or a file.

    Raises
    ------
    PageError
        PAG108: it was not computed, or no counts were known.
    """
    found = comparison(as_of, series=series)
    if isinstance(found, Cooperation):
        return found
    remedy = _("Look at a later date.")
    if found.command:
        remedy = _("Have it computed with “%(command)s”.") % {"command": found.command}
    raise PageError(
        "PAG108",
        problem=_("There is no comparison of countries for this day."),
        remedy=remedy,
        status=404,
    )


Places = Mapping[str, Mapping[int, Multiplier]]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A comparison that is the same as another if its draws are."""

    known: Cooperation

    def __hash__(self) -> int:
        return id(self.known.sampled)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._draws is other._draws

    @property
    def _draws(self) -> CooperationSample:
        return self.known.sampled


def places(known: Cooperation, *, reporter: str | None) -> Places:
    """Give every country's multipliers by year, as met by one state or by all.

    Under `OF_ALL_YEARS` stands the average over all years. Empty where nothing can
    be said.
    """
    return _places(_Same(known), reporter)


@lru_cache(maxsize=24)
def _places(same: _Same, reporter: str | None) -> Places:
    known = same.known
    by_year = known.everywhere() if reporter is None else known.met_by(reporter)
    found: dict[str, dict[int, Multiplier]] = {}
    for item in by_year:
        found.setdefault(item.citizenship, {})[item.years[0]] = item
    for item in known.on_average(reporter=reporter):
        found.setdefault(item.citizenship, {})[OF_ALL_YEARS] = item
    return MappingProxyType(found)
