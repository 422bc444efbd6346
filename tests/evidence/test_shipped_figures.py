"""The figures that the product ships are those of the publisher's files."""

import csv
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.evidence.countries import country_labels
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.shipped import ShippedFigures, shipped_figures
from landenbenadering.evidence.store import EvidenceStore

MEMBERS = frozenset(
    {
        "AUT", "BEL", "BGR", "HRV", "CYP", "CZE", "DNK", "EST", "FIN", "FRA", "DEU",
        "GRC", "HUN", "IRL", "ITA", "LVA", "LTU", "LUX", "MLT", "NLD", "POL", "PRT",
        "ROU", "SVK", "SVN", "ESP", "SWE", "GBR",
    }
)  # fmt: skip
TODAY = AsOf(date(2026, 11, 23))
AFGHANS_2012 = {
    "indicators": [Indicator.ORDERED_TO_LEAVE],
    "reporters": ["NLD"],
    "citizenships": ["AFG"],
    "years": [2012],
}


def publishers_file(figures: ShippedFigures, shared_data: Path) -> Path:
    path = shared_data / "eurostat_eil" / figures.file_name
    if not path.exists():
        pytest.skip(f"../shared/data/eurostat_eil/{figures.file_name} is not here")
    return path


@pytest.fixture(params=range(2), ids=["orders", "returns"])
def figures(request: pytest.FixtureRequest) -> ShippedFigures:
    index: int = request.param
    return shipped_figures()[index]


def test_orders_and_returns_of_all_citizenships_are_shipped(
    figures: ShippedFigures,
) -> None:
    observations = figures.observations

    assert len(observations) == 2 * 173 * 5
    assert {o.reporter for o in observations} == {"NLD", "EU28"}
    assert {o.year for o in observations} == set(range(2012, 2017))
    assert len({o.citizenship for o in observations}) == 173
    assert "TOTAL" in {o.citizenship for o in observations}


def test_every_shipped_cell_is_in_the_publishers_file(
    figures: ShippedFigures, shared_data: Path
) -> None:
    content = publishers_file(figures, shared_data).read_bytes()
    rows = list(csv.reader(content.decode("latin-1").split("\n")))
    column = {name: index for index, name in enumerate(rows[0])}
    labels = country_labels(figures.source)

    assert hashlib.sha256(content).hexdigest() == figures.sha256
    for observation in figures.observations:
        row = rows[observation.provenance.row - 1]
        published = row[column[observation.provenance.column]]
        expected = ":" if observation.value is None else f"{observation.value:,}"
        assert published == expected
        assert row[column["Flag and Footnotes"]] == observation.flag
        assert int(row[column["TIME"]]) == observation.year
        assert labels[row[column["GEO"]]].code == observation.reporter
        assert labels[row[column["CITIZEN"]]].code == observation.citizenship


def test_shipped_figures_are_known_from_the_end_of_2018(store: EvidenceStore) -> None:
    assert store.observations(as_of=AsOf(date(2018, 12, 30))) == []
    assert store.vintages(AsOf(date(2018, 12, 30))) == []
    assert len(store.observations(as_of=AsOf(date(2018, 12, 31)))) == 3460


def test_shipped_figures_were_entered_before_anything_else(
    store: EvidenceStore,
) -> None:
    early = AsOf(date(2026, 11, 23), entered_by=datetime(2000, 1, 1, tzinfo=UTC))

    assert len(store.observations(as_of=early)) == 3460


def test_importing_the_file_behind_them_changes_no_figure_and_shows_the_line(
    store: EvidenceStore, shared_data: Path, retrieved: datetime
) -> None:
    path = publishers_file(shipped_figures()[0], shared_data)
    before = store.observations(as_of=TODAY, **AFGHANS_2012)  # type: ignore[arg-type]  # one dict of keywords
    assert store.raw_line(before[0].provenance.sha256, 2) is None

    import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    after = store.observations(as_of=TODAY, **AFGHANS_2012)  # type: ignore[arg-type]  # one dict of keywords
    assert after == before
    provenance = after[0].provenance
    line = store.raw_line(provenance.sha256, provenance.row)
    assert line == '"2012","Netherlands","Afghanistan","Person","1,650",""'
    assert len(every_vintage(store)) == 1


def test_importing_it_with_its_day_of_extraction_makes_it_known_from_then(
    store: EvidenceStore, shared_data: Path, retrieved: datetime
) -> None:
    path = publishers_file(shipped_figures()[0], shared_data)
    day = date(2017, 11, 3)
    import_files(
        "eurostat-eil", [path], store=store, retrieved=retrieved, extracted_on=day
    )

    found = store.observations(as_of=AsOf(day), reporters=["NLD"], years=[2012])
    assert len(found) == 173
    assert {o.provenance.known_from for o in found} == {day}


def every_vintage(store: EvidenceStore) -> list[Observation]:
    return store.every_vintage(
        indicator=Indicator.ORDERED_TO_LEAVE,
        reporter="NLD",
        citizenship="AFG",
        year=2012,
        as_of=TODAY,
    )


def test_an_aggregate_is_summed_from_exact_counts_and_rounded_itself(
    shared_data: Path,
) -> None:
    """Its published value lies within the states' rounding and its own, never beyond.

    This is why an aggregate's bounds follow from its own count (base 5), and not
    from those of the states, which would be 28 times as wide.
    """
    for figures in shipped_figures()[:2]:
        path = publishers_file(figures, shared_data)
        labels = country_labels(figures.source)
        cells: dict[tuple[str, str], dict[str, int]] = {}
        for row in csv.DictReader(path.read_text("latin-1").splitlines()):
            if row["Value"] != ":":
                by_reporter = cells.setdefault((row["TIME"], row["CITIZEN"]), {})
                persons = int(row["Value"].replace(",", ""))
                by_reporter[labels[row["GEO"]].code] = persons
        whole = [c for c in cells.values() if c.keys() >= MEMBERS and "EU28" in c]
        gaps = [abs(c["EU28"] - sum(c[m] for m in MEMBERS)) for c in whole]

        assert len(gaps) > 500
        assert max(gaps) <= 2 * len(MEMBERS) + 2
        assert sum(gap > 0 for gap in gaps) > len(gaps) / 3
