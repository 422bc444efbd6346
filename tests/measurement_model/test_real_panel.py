"""The cooperation model on the published statistics of 2012 to 2016."""

import csv
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.measurement.cooperation.model import (
    CooperationFit,
    fit_cooperation,
)
from landenbenadering.measurement.cooperation.panel import build_panel
from landenbenadering.measurement.cooperation.results import (
    Multiplier,
    average_multipliers,
    multipliers,
)
from landenbenadering.measurement.cooperation.sample import sample
from landenbenadering.measurement.cooperation.what_if import published_cells, supposed
from tests.measurement_model.registers import observation

FILES = {
    Indicator.ORDERED_TO_LEAVE: "migr_eiord_Data_allcitizens.csv",
    Indicator.RETURNED: "migr_eirtn_Data_allcitizens.csv",
}
AGGREGATES = {"European Union (28 countries)": "EU28", "Total": "TOTAL"}


def stand_in(names: dict[str, str], name: str) -> str:
    """Give each label a code of three letters, aggregates theirs."""
    if name in AGGREGATES:
        return AGGREGATES[name]
    number = len(names)
    code = "".join(chr(65 + number // 26**power % 26) for power in (2, 1, 0))
    return names.setdefault(name, code)


def published(folder: Path, names: dict[str, str]) -> Iterator[Observation]:
    """Read orders and returns under stand-ins for the codes."""
    for indicator, file in FILES.items():
        with (folder / file).open(encoding="latin-1", newline="") as lines:
            for row in csv.DictReader(lines):
                text = row["Value"].replace(",", "")
                yield observation(
                    indicator,
                    stand_in(names, row["CITIZEN"]),
                    stand_in(names, row["GEO"]),
                    int(row["TIME"]),
                    None if text == ":" else int(text),
                )


@pytest.fixture(scope="module")
def names() -> dict[str, str]:
    """Collect the codes of the labels."""
    return {}


@pytest.fixture
def fitted(shared_data: Path, names: dict[str, str]) -> CooperationFit:
    """Fit the published panel."""
    folder = shared_data / "eurostat_eil"
    for file in FILES.values():
        if not (folder / file).is_file():
            pytest.skip(f"{file} is not here")
    return fit_cooperation(build_panel(published(folder, names)))


def test_full_results_of_the_panel(
    fitted: CooperationFit, names: dict[str, str]
) -> None:
    """Who is known to register and to take back stands above who is not.

    No prior was made to that end: all citizenships have the same one.
    """
    began = time.process_time()
    again = fit_cooperation(fitted.panel)
    found = multipliers(sample(again, generator=np.random.default_rng(1)))
    assert time.process_time() - began < 10

    median = mean_log_multiplier(found)
    upper = ("Japan", "Australia", "United States", "Canada")
    lower = ("Somalia", "Eritrea", "Guinea")
    assert min(median[names[name]] for name in upper) > max(
        median[names[name]] for name in lower
    )
    assert 0 < fitted.previous_share < 0.6


def test_unchanged_counts_say_of_a_country_what_the_whole_panel_says(
    fitted: CooperationFit, names: dict[str, str]
) -> None:
    """The explorer begins where the page of the country stands."""
    sampled = sample(fitted, generator=np.random.default_rng(1))
    full = {item.citizenship: item.median for item in average_multipliers(sampled)}
    apart = {
        name: np.log(
            supposed(
                sampled,
                names[name],
                published_cells(sampled, names[name]),
                generator=np.random.default_rng(2),
            )[-1].median
            / full[names[name]]
        )
        for name in ("Japan", "Australia", "Ghana", "Morocco", "Somalia", "Guinea")
    }

    assert max(map(abs, apart.values())) < 0.02


def mean_log_multiplier(found: tuple[Multiplier, ...]) -> dict[str, float]:
    """Average each citizenship over the years."""
    by_name: dict[str, list[float]] = {}
    for item in found:
        by_name.setdefault(item.citizenship, []).append(float(np.log(item.median)))
    return {name: float(np.mean(values)) for name, values in by_name.items()}
