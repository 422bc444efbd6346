"""A country's counts as published, and what would be said if they were others."""

from collections.abc import Sequence

import numpy as np

from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.measurement.cooperation.what_if import SupposedCell, supposed
from landenbenadering.pipelines.cooperation import SEED, Cooperation


def published_cells(known: Cooperation, citizenship: str) -> list[SupposedCell]:
    """Give the counts of a country that a comparison used, by state and year.

    Where the orders of the year before were not used, those of the year itself stand
    for them, as in the fit.
    """
    names, cells = known.sampled.names, known.sampled.cells
    (place,) = np.flatnonzero(names.citizenships == citizenship)
    orders, returns = cells.orders[place], cells.returns[place]
    used = cells.used[place]
    found = []
    for state, year in np.argwhere(used):
        before = year - 1 if year > 0 and used[state, year - 1] else year
        found.append(
            SupposedCell(
                reporter=str(names.reporters[state]),
                year=int(names.years[year]),
                orders=int(orders[state, year]),
                previous=int(orders[state, before]),
                returns=int(returns[state, year]),
            )
        )
    return found


def what_if(
    known: Cooperation,
    citizenship: str,
    cells: Sequence[SupposedCell],
    *,
    reporter: str | None = None,
) -> tuple[Multiplier, ...]:
    """Estimate a country as if its counts were these; as in `supposed`.

    The same question has the same answer, draw for draw.
    """
    return supposed(
        known.sampled,
        citizenship,
        cells,
        generator=np.random.default_rng(SEED),
        reporter=reporter,
        standard=known.standard,
    )
