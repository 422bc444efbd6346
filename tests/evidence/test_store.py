"""What is imported counts at once or not at all, and obeys both clocks."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.imports import ImportReport, import_files
from landenbenadering.evidence.store import EvidenceStore

HEADER = '"TIME","GEO","CITIZEN","UNIT","Value","Flag and Footnotes"\n'
TODAY = AsOf(date(2026, 11, 23))
Write = Callable[..., Path]


def content(value: int, *, year: int = 2019, citizen: str = "Ghana") -> str:
    return f'{HEADER}"{year}","Netherlands","{citizen}","Person","{value:,}","p"\n'


def ghana(
    store: EvidenceStore, as_of: AsOf = TODAY, *, year: int = 2019
) -> Observation | None:
    found = store.observations(
        as_of=as_of,
        indicators=[Indicator.ORDERED_TO_LEAVE],
        reporters=["NLD"],
        citizenships=["GHA"],
        years=[year],
    )
    return found[0] if found else None


def value(observation: Observation | None) -> int | None:
    return None if observation is None else observation.value


def take_in(
    store: EvidenceStore,
    path: Path,
    extracted_on: date | None,
    *,
    retrieved: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC),
    entered: datetime | None = None,
    vintage: str | None = None,
) -> ImportReport:
    return import_files(
        "eurostat-eil",
        [path],
        store=store,
        retrieved=retrieved,
        extracted_on=extracted_on,
        vintage=vintage,
        clock=lambda: entered or datetime.now(UTC),
    )


def test_an_imported_count_leads_back_to_its_line(
    write: Write, store: EvidenceStore
) -> None:
    path = write(content(1650))
    report = take_in(store, path, None)

    found = ghana(store)
    assert found is not None
    provenance = found.provenance
    assert (found.value, found.flag) == (1650, "p")
    assert (provenance.source, provenance.dataflow) == ("eurostat-eil", "MIGR_EIORD")
    assert (provenance.file_name, provenance.column) == (path.name, "Value")
    assert provenance.sha256 == report.files[0].sha256
    line = store.raw_line(provenance.sha256, provenance.row)
    assert line == content(1650).splitlines()[1]
    assert store.raw_line(provenance.sha256, 99) is None
    assert store.raw_line("0" * 64, 1) is None


def test_without_day_of_extraction_a_figure_is_known_from_its_retrieval(
    write: Write, store: EvidenceStore
) -> None:
    take_in(store, write(content(5)), None)

    assert ghana(store, AsOf(date(2026, 3, 1))) is None
    found = ghana(store, AsOf(date(2026, 3, 2)))
    assert found is not None
    assert found.provenance.known_from == date(2026, 3, 2)
    assert found.provenance.vintage == "2026-03-02"


def test_the_newest_vintage_known_on_the_day_is_given(
    write: Write, store: EvidenceStore
) -> None:
    take_in(store, write(content(30), "a.csv"), date(2023, 5, 1))
    take_in(store, write(content(20), "b.csv"), date(2021, 5, 1))

    assert value(ghana(store, AsOf(date(2021, 4, 30)))) is None
    assert value(ghana(store, AsOf(date(2022, 1, 1)))) == 20
    assert value(ghana(store)) == 30
    every = store.every_vintage(
        indicator=Indicator.ORDERED_TO_LEAVE,
        reporter="NLD",
        citizenship="GHA",
        year=2019,
        as_of=TODAY,
    )
    assert [observation.value for observation in every] == [20, 30]


def test_of_two_vintages_of_one_day_the_last_entered_is_given(
    write: Write, store: EvidenceStore
) -> None:
    first = datetime(2026, 3, 2, 10, tzinfo=UTC)
    take_in(store, write(content(20), "a.csv"), date(2023, 5, 1), entered=first)
    later = first + timedelta(hours=1)
    take_in(store, write(content(30), "b.csv"), date(2023, 5, 1), entered=later)

    assert value(ghana(store)) == 30
    assert value(ghana(store, AsOf(date(2026, 4, 1), entered_by=first))) == 20


def test_what_was_entered_later_is_not_seen_before(
    write: Write, store: EvidenceStore
) -> None:
    entered = datetime(2026, 3, 2, 10, tzinfo=UTC)
    take_in(store, write(content(20)), date(2023, 5, 1), entered=entered)

    before = AsOf(date(2026, 4, 1), entered_by=entered - timedelta(seconds=1))
    assert ghana(store, before) is None
    assert all(vintage.shipped for vintage in store.vintages(before))


def test_the_same_bytes_again_change_nothing(
    write: Write, store: EvidenceStore
) -> None:
    path = write(content(20))
    assert take_in(store, path, date(2023, 5, 1)).changed
    before = sorted(store.root.rglob("*"))

    for extracted_on in (None, date(2023, 5, 1)):
        report = take_in(store, path, extracted_on)
        assert not report.changed
        assert report.files[0].already_stored
        assert report.files[0].known_from == date(2023, 5, 1)
    assert sorted(store.root.rglob("*")) == before


def test_the_same_bytes_with_another_day_correct_it_and_keep_what_was_said(
    write: Write, store: EvidenceStore
) -> None:
    path = write(content(20))
    first = datetime(2026, 3, 2, 10, tzinfo=UTC)
    take_in(store, path, None, entered=first)
    take_in(store, path, date(2021, 5, 1), entered=first + timedelta(days=1))

    assert value(ghana(store, AsOf(date(2021, 5, 1)))) == 20
    assert ghana(store, AsOf(date(2021, 5, 1), entered_by=first)) is None
    imported = [v for v in store.vintages(TODAY) if not v.shipped]
    assert [v.known_from for v in imported] == [date(2021, 5, 1)]


def test_one_file_named_twice_is_stored_once(
    write: Write, store: EvidenceStore, retrieved: datetime
) -> None:
    paths = [write(content(20), "a.csv"), write(content(20), "b.csv")]
    report = import_files("eurostat-eil", paths, store=store, retrieved=retrieved)

    assert len(report.files) == 2
    assert len(list((store.root / "snapshots").iterdir())) == 1


def test_a_name_for_the_vintage_is_kept(write: Write, store: EvidenceStore) -> None:
    take_in(store, write(content(20)), date(2023, 5, 1), vintage="spring 2023")

    assert [v.vintage for v in store.vintages(TODAY) if not v.shipped] == [
        "spring 2023"
    ]


def test_progress_is_told_up_to_the_last_step(
    write: Write, store: EvidenceStore, retrieved: datetime
) -> None:
    told: list[tuple[str, int, int]] = []
    import_files(
        "eurostat-eil",
        [write(content(20), "a.csv"), write(content(20, citizen="Mali"), "b.csv")],
        store=store,
        retrieved=retrieved,
        progress=lambda *step: told.append(step),
    )

    assert [done for _, done, _ in told] == [0, 1, 2, 3, 4]
    assert told[-1] == ("b.csv", 4, 4)


@pytest.mark.parametrize("step", [0, 1, 2])
def test_an_interrupt_leaves_nothing(
    step: int, write: Write, store: EvidenceStore, retrieved: datetime
) -> None:
    paths = [write(content(20), "a.csv"), write(content(20, citizen="Mali"), "b.csv")]

    def interrupt(_file: str, done: int, _steps: int) -> None:
        if done >= step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_files(
            "eurostat-eil", paths, store=store, retrieved=retrieved, progress=interrupt
        )

    assert [path for path in store.root.rglob("*") if path.is_file()] == []
    assert ghana(store) is None


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from landenbenadering.evidence import staging
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore

seen = [0]
sync = staging._sync
def die(path):
    seen[0] += 1
    if seen[0] == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    sync(path)
staging._sync = die
import_files("eurostat-eil", [Path(sys.argv[1])],
                    store=EvidenceStore(Path(sys.argv[2])),
                    retrieved=datetime(2026, 3, 2, tzinfo=UTC))
"""


@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5, 6])
def test_a_killed_import_does_not_count_and_can_be_repeated(
    moment: int, write: Write, store: EvidenceStore
) -> None:
    path = write(content(20))
    command = [sys.executable, "-c", KILLED, str(path), str(store.root), str(moment)]
    killed = subprocess.run(command, check=False)

    assert killed.returncode == -signal.SIGKILL
    assert ghana(store) is None
    assert store.stored_file("0" * 64) is None
    assert take_in(store, path, None).changed
    assert value(ghana(store)) == 20


def test_imports_at_the_same_time_do_not_harm_each_other(
    write: Write, store: EvidenceStore, retrieved: datetime
) -> None:
    shared = write(content(20), "shared.csv")
    own = [write(content(5 * n, year=2010 + n), f"{n}.csv") for n in range(1, 9)]

    def take(path: Path) -> ImportReport:
        return import_files(
            "eurostat-eil", [shared, path], store=store, retrieved=retrieved
        )

    with ThreadPoolExecutor(8) as executor:
        list(executor.map(take, own))

    assert value(ghana(store)) == 20
    for number in range(1, 9):
        assert value(ghana(store, year=2010 + number)) in {5 * number, 20}
    assert list((store.root / "staging").iterdir()) == []
    imported = [v for v in store.vintages(TODAY) if not v.shipped]
    assert len(imported) == 9


def test_files_without_a_manifest_do_not_count(
    write: Write, store: EvidenceStore
) -> None:
    take_in(store, write(content(20)), None)
    for manifest in (store.root / "manifests").iterdir():
        manifest.unlink()

    assert ghana(store) is None
    assert [v for v in store.vintages(TODAY) if not v.shipped] == []


def test_a_changed_snapshot_is_refused(write: Write, store: EvidenceStore) -> None:
    report = take_in(store, write(content(20)), None)
    sha256 = report.files[0].sha256
    (store.root / "snapshots" / sha256).write_text(content(25))

    with pytest.raises(EvidenceError, match="EVI183"):
        store.raw_line(sha256, 2)


def test_changed_observations_are_refused(write: Write, store: EvidenceStore) -> None:
    take_in(store, write(content(20)), None)
    for path in (store.root / "observations").iterdir():
        path.write_bytes(b"PAR1")

    with pytest.raises(EvidenceError, match="EVI183"):
        ghana(store)


@pytest.mark.parametrize("text", ["", "{}", '{"format": 9, "files": []}', "[1]"])
def test_a_damaged_manifest_is_refused(text: str, store: EvidenceStore) -> None:
    (store.root / "manifests").mkdir(parents=True)
    (store.root / "manifests" / "20260302.json").write_text(text)

    with pytest.raises(EvidenceError, match="EVI182"):
        ghana(store)


def test_a_store_that_cannot_be_written_is_named(write: Write, tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file where the folder should be")

    with pytest.raises(EvidenceError, match="EVI181"):
        take_in(EvidenceStore(tmp_path / "evidence"), write(content(20)), None)


def test_what_a_killed_import_staged_is_cleared_after_a_day(
    write: Write, store: EvidenceStore
) -> None:
    left = store.root / "staging" / "left"
    left.mkdir(parents=True)
    take_in(store, write(content(20), "a.csv"), None)
    assert left.exists()

    two_days_ago = time.time() - 2 * 24 * 60 * 60
    os.utime(left, (two_days_ago, two_days_ago))
    take_in(store, write(content(25), "b.csv"), None)
    assert not left.exists()


def test_an_empty_restriction_gives_nothing(store: EvidenceStore) -> None:
    assert store.observations(as_of=TODAY, reporters=[]) == []


def test_a_folder_with_a_quote_in_its_name_serves(write: Write, tmp_path: Path) -> None:
    store = EvidenceStore(tmp_path / "it's here [x]*")
    take_in(store, write(content(20)), None)

    assert value(ghana(store)) == 20


def test_two_files_of_one_day_both_stand_where_they_differ(
    write: Write, store: EvidenceStore
) -> None:
    """The order of importing is no evidence; a later extraction revises."""

    def standing() -> list[int | None]:
        found = store.standing(as_of=TODAY, indicators=[Indicator.ORDERED_TO_LEAVE])
        return [
            one.value
            for one in found
            if (one.reporter, one.citizenship, one.year) == ("NLD", "GHA", 2019)
        ]

    day = date(2026, 3, 1)
    take_in(store, write(content(1650), name="migr_eiord_1.csv"), day)
    take_in(store, write(content(1650) + "\n", name="migr_eiord_2.csv"), day)
    assert standing() == [1650]

    take_in(store, write(content(3300), name="migr_eiord_3.csv"), day)
    assert standing() == [1650, 3300]
    assert value(ghana(store)) == 3300

    take_in(store, write(content(1700), name="migr_eiord_4.csv"), date(2026, 3, 2))
    assert standing() == [1700]
