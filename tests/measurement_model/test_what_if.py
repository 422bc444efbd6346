"""One country estimated anew, everything else held."""

from functools import cache

import numpy as np
import pytest

from landenbenadering.core.observation import Indicator
from landenbenadering.measurement.cooperation.errors import (
    NothingToCompareError,
    UnknownPairError,
)
from landenbenadering.measurement.cooperation.model import fit_cooperation
from landenbenadering.measurement.cooperation.panel import build_panel
from landenbenadering.measurement.cooperation.results import (
    Multiplier,
    average_multipliers,
)
from landenbenadering.measurement.cooperation.sample import CooperationSample, sample
from landenbenadering.measurement.cooperation.what_if import (
    SupposedCell,
    published_cells,
    supposed,
)
from tests.measurement_model.registers import FIRST_YEAR, invented_register, observation


@cache
def sampled() -> CooperationSample:
    """Fit an invented register once."""
    observations, _ = invented_register(4)
    fitted = fit_cooperation(build_panel(observations))
    return sample(fitted, generator=np.random.default_rng(1))


def cells_of(number: int) -> list[SupposedCell]:
    """Give the published counts of a citizenship."""
    return published_cells(sampled(), str(sampled().names.citizenships[number]))


def estimate(cells: list[SupposedCell], reporter: str | None = None) -> Multiplier:
    """Give the estimate over all years."""
    generator = np.random.default_rng(2)
    return supposed(sampled(), "AAA", cells, generator=generator, reporter=reporter)[-1]


@pytest.mark.parametrize("with_reporter", [False, True])
def test_with_the_published_counts_it_says_what_the_full_fit_says(
    with_reporter: bool,
) -> None:
    """Within what holding the rest costs: some percents on average."""
    names = sampled().names
    reporter = str(names.reporters[0]) if with_reporter else None
    full = {
        item.citizenship: item
        for item in average_multipliers(sampled(), reporter=reporter)
    }
    apart, lengths = [], []
    for number, code in enumerate(names.citizenships.tolist()):
        cells = cells_of(number)
        if code not in full or reporter not in (None, *(c.reporter for c in cells)):
            continue
        found, whole = estimate(cells, reporter), full[code]
        apart.append(np.log(found.median / whole.median))
        lengths.append(
            np.log(found.ninety.upper / found.ninety.lower)
            / np.log(whole.ninety.upper / whole.ninety.lower)
        )

    assert len(apart) > 20
    assert np.mean(np.abs(apart)) < 0.03
    assert 0.85 < np.median(lengths) < 1.15


def test_more_returns_raise_it_and_fewer_counts_widen_it() -> None:
    cells = cells_of(0)
    more = [
        SupposedCell(c.reporter, c.year, c.orders, c.previous, 2 * c.returns + 20)
        for c in cells
    ]
    before, after, alone = estimate(cells), estimate(more), estimate(cells[:1])

    assert after.median > before.median
    assert alone.information < before.information
    assert alone.ninety.upper / alone.ninety.lower > (
        before.ninety.upper / before.ninety.lower
    )


def test_the_same_question_has_the_same_answer() -> None:
    assert estimate(cells_of(3)) == estimate(cells_of(3))


def test_without_orders_or_with_a_strange_state_there_is_no_estimate() -> None:
    year = int(sampled().names.years[0])
    state = str(sampled().names.reporters[0])

    with pytest.raises(NothingToCompareError):
        estimate([SupposedCell(state, year, 0, 0, 5)])
    with pytest.raises(UnknownPairError):
        estimate([SupposedCell("QQQ", year, 10, 10, 5)])
    with pytest.raises(UnknownPairError):
        estimate([SupposedCell(state, year, 10, 10, 5)], "QQQ")


def test_orders_of_last_year_are_those_of_the_fit() -> None:
    """None, where none were given; those of the year, where nothing is known."""
    observations, _ = invented_register(4)
    ordered, returned = Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED
    counts = [
        observation(indicator, "CZZ", "SAA", year, value)
        for indicator, year, value in (
            (ordered, FIRST_YEAR, 0),
            (returned, FIRST_YEAR, 0),
            (ordered, FIRST_YEAR + 1, 40),
            (returned, FIRST_YEAR + 1, 10),
            (ordered, FIRST_YEAR + 3, 30),
            (returned, FIRST_YEAR + 3, 5),
        )
    ]
    fitted = fit_cooperation(build_panel([*observations, *counts]))
    found = published_cells(sample(fitted, generator=np.random.default_rng(1)), "CZZ")

    assert [(c.year - FIRST_YEAR, c.previous, c.orders) for c in found] == [
        (1, 0, 40),
        (3, 30, 30),
    ]
