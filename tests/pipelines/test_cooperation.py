"""From imported files to how countries cooperate."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.errors import (
    NoSuchSeriesError,
    NothingToCompareError,
)
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.results import (
    Course,
    NoClass,
    Standard,
)
from landenbenadering.pipelines import cooperation as pipeline
from landenbenadering.pipelines.cooperation import (
    Cooperation,
    cooperation,
    keep_comparison,
    kept_cooperation,
    rests_on_something,
)
from landenbenadering.pipelines.multiplier_rows import Multipliers, multiplier_rows
from landenbenadering.pipelines.settings import data_home, evidence_home
from tests.measurement_model.registers import (
    CITIZENSHIPS,
    STATES,
    by_kind_file,
    eurostat_files,
)

# Before the shipped figures were known, so that the invented ones stand alone.
EXTRACTED = date(2015, 6, 1)
THEN = AsOf(known_on=date(2015, 7, 1))
NOW = AsOf(known_on=date(2026, 1, 1))


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Keep nothing in memory from one test to the next."""
    pipeline.forget()
    yield
    pipeline.forget()


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """Give a store with an invented register of five states."""
    filled = EvidenceStore(evidence_home())
    bring(filled, eurostat_files(tmp_path, 1), EXTRACTED)
    return filled


def bring(store: EvidenceStore, paths: list[Path], day: date) -> None:
    """Import files as extracted on a day."""
    import_files(
        "eurostat-eil",
        paths,
        store=store,
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
        extracted_on=day,
    )


def kept() -> list[Path]:
    """Give the files with kept draws."""
    return sorted((data_home() / "results" / "cooperation").glob("*.npz"))


def test_every_state_citizenship_and_year_is_compared(store: EvidenceStore) -> None:
    known = cooperation(store, as_of=THEN)

    assert set(known.basis.states) == set(STATES.values())
    assert set(known.basis.citizenships) == set(CITIZENSHIPS.values())
    assert known.basis.years == (2012, 2013)
    assert known.basis.vintages == ("MIGR_EIORD 2015-06-01", "MIGR_EIRTN 2015-06-01")
    assert len(known.everywhere()) == len(CITIZENSHIPS) * 2
    assert {item.reporter for item in known.met_by("NLD")} == {"NLD"}
    assert {item.years for item in known.on_average()} == {(2012, 2013)}


def test_the_same_data_give_the_same_answer_from_disk(store: EvidenceStore) -> None:
    first = cooperation(store, as_of=THEN)
    pipeline.forget()
    calls: list[float] = []

    second = cooperation(store, as_of=THEN, watch=calls.append)

    assert calls == []
    assert second.everywhere() == first.everywhere()
    assert second.met_by("NLD") == first.met_by("NLD")
    assert len(kept()) == 1


def test_a_damaged_file_is_computed_again(store: EvidenceStore) -> None:
    first = cooperation(store, as_of=THEN)
    (file,) = kept()
    file.write_bytes(file.read_bytes()[:1000])
    pipeline.forget()

    assert cooperation(store, as_of=THEN).everywhere() == first.everywhere()


def test_an_interrupted_computation_leaves_nothing(store: EvidenceStore) -> None:
    def stop(share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cooperation(store, as_of=THEN, watch=stop)

    assert kept() == []


def test_new_data_start_from_the_last_fit(store: EvidenceStore, tmp_path: Path) -> None:
    cooperation(store, as_of=THEN)
    bring(store, eurostat_files(tmp_path, 1, years=3), date(2016, 6, 1))

    later = cooperation(store, as_of=AsOf(known_on=date(2016, 7, 1)))

    assert later.basis.years == (2012, 2013, 2014)
    assert cooperation(store, as_of=THEN).basis.years == (2012, 2013)
    assert len(kept()) == 2


def test_with_the_shipped_figures_alone_one_state_reports() -> None:
    """The product ships the Netherlands and the EU-28; an aggregate is no state."""
    known = cooperation(EvidenceStore(evidence_home()), as_of=NOW)

    assert known.basis.states == ("NLD",)
    assert known.basis.one_state
    assert known.everywhere() == ()
    assert known.on_average() == ()
    of_ghana = [item for item in known.met_by("NLD") if item.citizenship == "GHA"]
    assert [item.years for item in of_ghana] == [(year,) for year in range(2012, 2017)]
    assert {item.course for item in known.met_by("NLD")} == {Course.CANNOT_TELL}


def test_nothing_known_is_refused() -> None:
    with pytest.raises(NothingToCompareError, match="MEA201"):
        cooperation(
            EvidenceStore(evidence_home()), as_of=AsOf(known_on=date(2013, 3, 6))
        )


def test_kinds_of_return_are_refused_where_no_file_has_them(
    store: EvidenceStore,
) -> None:
    with pytest.raises(NoSuchSeriesError, match="MEA204"):
        cooperation(store, as_of=THEN, series=Series.VOLUNTARY)


def test_a_state_or_year_without_counts_gives_nothing(store: EvidenceStore) -> None:
    known = cooperation(store, as_of=THEN)

    assert known.met_by("DEU") == ()
    assert known.on_average(reporter="DEU") == ()
    assert known.on_average(years=[1999]) == ()


def test_the_standard_decides_on_the_class(store: EvidenceStore) -> None:
    def less_smooth(known: Cooperation) -> int:
        return [i.course for i in known.on_average()].count(Course.LESS_SMOOTH)

    strict = cooperation(store, as_of=THEN, standard=Standard(threshold=0.25))
    mild = cooperation(store, as_of=THEN, standard=Standard(threshold=4.0))

    assert less_smooth(strict) < less_smooth(mild)
    assert len(kept()) == 1


def test_what_was_said_before_is_found_without_reading_a_count(
    store: EvidenceStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept_cooperation(store, as_of=THEN) is None
    said = cooperation(store, as_of=THEN)
    pipeline.forget()
    monkeypatch.setattr(EvidenceStore, "observations", None)

    found = kept_cooperation(store, as_of=AsOf(known_on=date(2015, 8, 1)))

    assert found is not None
    assert found.basis == said.basis
    assert found.everywhere() == said.everywhere()


def test_other_extractions_are_not_answered_with_what_was_said_before(
    store: EvidenceStore, tmp_path: Path
) -> None:
    cooperation(store, as_of=THEN)
    bring(store, eurostat_files(tmp_path, 2), date(2015, 6, 20))

    assert kept_cooperation(store, as_of=THEN) is None
    assert kept_cooperation(store, as_of=AsOf(known_on=date(2015, 6, 10))) is not None


def test_pages_are_prepared_only_where_countries_can_be_compared(
    store: EvidenceStore,
) -> None:
    assert keep_comparison(store, as_of=THEN)
    assert keep_comparison(store, as_of=THEN)
    assert not keep_comparison(store, as_of=AsOf(known_on=date(2015, 1, 1)))
    assert not rests_on_something(store, as_of=AsOf(known_on=date(2015, 1, 1)))


def tenfold(folder: Path, country: str) -> Path:
    """Write the returns of the invented register once more, ten times for a country."""
    (_, returned) = eurostat_files(folder, 1)
    lines = returned.read_text(encoding="latin-1").splitlines()
    changed = [
        line.replace('"Person","', '"Person","9') if f'"{country}"' in line else line
        for line in lines
    ]
    second = returned.with_name("migr_eirtn_second.csv")
    second.write_text("\n".join(changed) + "\n", encoding="latin-1")
    return second


def test_a_second_file_of_the_same_day_contradicts(
    store: EvidenceStore, tmp_path: Path
) -> None:
    before = {
        item.citizenship: item for item in cooperation(store, as_of=THEN).on_average()
    }
    bring(store, [tenfold(tmp_path, "Ghana")], EXTRACTED)

    after = {
        item.citizenship: item for item in cooperation(store, as_of=THEN).on_average()
    }

    assert after["GHA"].no_class is NoClass.CONTRADICTED
    assert after["GHA"].course is Course.CANNOT_TELL
    assert after["GHA"].disputed > 0
    assert before["GHA"].no_class is None
    assert {x.no_class for x in after.values() if x.citizenship != "GHA"} == {None}


def test_a_file_of_a_later_day_revises(store: EvidenceStore, tmp_path: Path) -> None:
    bring(store, [tenfold(tmp_path, "Ghana")], date(2015, 6, 2))

    found = cooperation(store, as_of=THEN).on_average()

    assert {item.no_class for item in found} == {None}


def test_forced_and_voluntary_returns_are_compared_apart_where_a_table_has_them(
    store: EvidenceStore, tmp_path: Path
) -> None:
    """A quarter of the returns is forced, and each kind counts its own."""
    (_, returned) = eurostat_files(tmp_path, 1)
    bring(store, [by_kind_file(returned)], EXTRACTED)

    found = {
        series: {
            item.citizenship: item.returns
            for item in cooperation(store, as_of=THEN, series=series).on_average()
        }
        for series in Series
    }

    assert len(found[Series.FORCED]) == len(CITIZENSHIPS)
    for country, every in found[Series.ALL].items():
        forced, free = (
            found[one][country] for one in (Series.FORCED, Series.VOLUNTARY)
        )
        assert forced + free == every
        assert 0 <= forced <= every / 4
    assert keep_comparison(store, as_of=THEN, series=Series.FORCED)
    assert rests_on_something(store, as_of=THEN, series=Series.FORCED)


def test_nothing_is_kept_of_a_kind_that_no_file_has(store: EvidenceStore) -> None:
    assert not keep_comparison(store, as_of=THEN, series=Series.FORCED)
    assert not rests_on_something(store, as_of=THEN, series=Series.FORCED)


def test_a_state_that_counts_one_country_gives_no_view_of_its_own(
    store: EvidenceStore, tmp_path: Path
) -> None:
    head = '"TIME","GEO","CITIZEN",{}"UNIT","Value","Flag and Footnotes"\n'
    row = '"2012","Malta","Ghana",{}"Person","100",""\n'
    whole = '"Total number of persons returned",'
    files = {"migr_eiord": ("", ""), "migr_eirtn": ('"INDIC_MG",', whole)}
    paths = [tmp_path / f"{name}_malta.csv" for name in files]
    for path, (column, kind) in zip(paths, files.values(), strict=True):
        path.write_text(head.format(column) + row.format(kind))
    bring(store, paths, EXTRACTED)

    known = cooperation(store, as_of=THEN)
    found = Multipliers(known, "MLT", known.standard)
    (ghana,) = multiplier_rows(found, citizenships=["GHA"], years=[2012])

    assert "MLT" in known.basis.states
    assert known.met_by("MLT") == known.on_average(reporter="MLT") == ()
    assert ghana["multiplier"] is not None
    assert ghana["reporter_multiplier"] is None
    assert ghana["reporter_multiplier_unknown"] == "nothing_to_compare"
