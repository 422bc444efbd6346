"""Readings of the publishers' files against totals that the publishers print."""

from datetime import date
from pathlib import Path

import pytest

from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.observation_columns import ObservationColumns
from landenbenadering.evidence.readers import READERS

# The publisher's own total of 2013 differs from the sum of its rows.
WORKBOOKS = {
    2014: "2014_global_schengen_visa_stats_compilation_consulates_-_final_en.xlsx",
    2015: "2015_consulates_schengen_visa_stats_en.xlsx",
    2016: "2016_consulates_schengen_visa_stats_en.xlsx",
    2017: "2017-consulates-schengen-visa-stats.xlsx",
    2018: "2018-consulates-schengen-visa-stats.xlsx",
    2019: "2019-consulates-schengen-visa-stats.xlsx",
    2020: "visa_statistics_for_consulates_2020.xlsx",
    2021: "Visa statistics for consulates 2021_0.xlsx",
    2022: "Visa statistics for consulates in 2022_en.xlsx",
    2023: "2023-schengen-visa-statistics-consulates_en.xlsx",
}


def read(source_id: str, path: Path) -> ObservationColumns:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    reading = READERS[source_id](
        path.read_bytes(),
        file=path.name,
        source=source_named(source_id),
        day=date(2026, 11, 24),
    )
    return reading.observations


@pytest.mark.parametrize("year", WORKBOOKS)
def test_consulates_add_up_to_the_publisher_s_total(
    year: int, shared_data: Path
) -> None:
    columns = read("schengen-visas", shared_data / "schengen_visa" / WORKBOOKS[year])
    sums: dict[str, int] = {}
    totals: dict[str, int | None] = {}
    for name, reporter, value in zip(
        columns.indicator, columns.reporter, columns.value, strict=True
    ):
        if reporter == "SCHENGEN":
            totals[name] = value
        else:
            sums[name] = sums.get(name, 0) + (value or 0)

    assert set(columns.year) == {year}
    assert sums == totals


def test_dutch_imports_from_china_are_those_of_the_publisher(shared_data: Path) -> None:
    """Correlates of War, 2013: 73.4 billion dollars."""
    columns = read("cow-trade", shared_data / "trade" / "cow_trade_2000_2014.csv.gz")
    keys = zip(columns.reporter, columns.citizenship, columns.year, strict=True)
    found = dict(zip(keys, columns.value, strict=True))

    value = found["NLD", "CHN", 2013]
    assert value is not None
    assert round(value / 1e9, 1) == 73.4


def test_departures_by_kind_add_up_to_no_stored_total(shared_data: Path) -> None:
    """DT&V, 2022: 2,450 independent, 1,850 forced, 4,310 without supervision."""
    columns = read(
        "dtv-departures", shared_data / "nl_departures" / "dtv_vertrek_transcribed.csv"
    )
    year = {
        name: value
        for name, y, value in zip(
            columns.indicator, columns.year, columns.value, strict=True
        )
        if y == 2022
    }

    assert year == {
        "departed_independently": 2450,
        "departed_by_force": 1850,
        "departed_to_unknown_destination": 4310,
    }
