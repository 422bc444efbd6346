"""What comes back from a backup is what went in, on either engine and across."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor

from landenbenadering.pipelines.reference import reference_records
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.operations.archive import Archive
from landenbenadering.web.operations.contents import Contents
from landenbenadering.web.operations.databases import DatabaseSettings
from landenbenadering.web.operations.errors import OperationsError
from landenbenadering.web.operations.home import ANCHOR, KEPT
from landenbenadering.web.operations.services import backup, restore, transfer
from landenbenadering.web.operations.tables import tables_at
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.services import store_record
from tests.web.operations.conftest import installed, odd_linkage

SESSIONS = "django_session"
TRAIL = "audit_auditevent"


def hashes(contents: Contents) -> dict[str, tuple[int, str, int | None]]:
    """Give what tells tables apart; without the trail, to which a restore adds."""
    return {
        t.name: (t.rows, t.sha256, t.next_number)
        for t in contents.tables
        if t.name != TRAIL
    }


def restored_hashes(
    file: Path, target: DatabaseSettings, tmp_path: Path, again: str
) -> dict[str, tuple[int, str, int | None]]:
    """Restore into `target`, and give what a backup of it then holds."""
    folder = tmp_path / f"home-{again}"
    with installed(target, folder):
        restore(file, home=folder)
        return hashes(backup(tmp_path / again, home=folder).contents)


def test_a_backup_comes_back_the_same(
    filled: Account, home: Path, empty_database: DatabaseSettings, tmp_path: Path
) -> None:
    kept = backup(tmp_path / "a", home=home).contents

    assert hashes(kept) == restored_hashes(
        tmp_path / "a", empty_database, tmp_path, "b"
    )


def test_a_backup_comes_back_the_same_on_sqlite_and_from_there(
    filled: Account,
    home: Path,
    empty_sqlite: DatabaseSettings,
    empty_database: DatabaseSettings,
    tmp_path: Path,
) -> None:
    kept = hashes(backup(tmp_path / "a", home=home).contents)

    assert restored_hashes(tmp_path / "a", empty_sqlite, tmp_path, "b") == kept
    if connection.vendor == "postgresql":
        assert restored_hashes(tmp_path / "b", empty_database, tmp_path, "c") == kept


def test_a_transfer_carries_every_row_across_and_back(
    filled: Account,
    home: Path,
    empty_sqlite: DatabaseSettings,
    empty_database: DatabaseSettings,
    tmp_path: Path,
) -> None:
    contents = backup(tmp_path / "a", home=home).contents
    kept = hashes(contents)

    rows = transfer(empty_sqlite, home=home)

    assert rows == sum(table.rows for table in contents.tables) + 1
    back = dict(empty_database)
    if back["NAME"] == empty_sqlite["NAME"]:
        back["NAME"] = f"{back['NAME']}-back"
    with installed(empty_sqlite, home):
        assert hashes(backup(tmp_path / "b", home=home).contents) == kept
        transfer(back, home=home)
    with installed(back, home):
        assert hashes(backup(tmp_path / "c", home=home).contents) == kept


def test_what_the_database_keeps_of_its_own_is_no_hindrance(
    filled: Account, home: Path, empty_sqlite: DatabaseSettings
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        try:
            assert transfer(empty_sqlite, home=home) > 0
        finally:
            for name in connection.introspection.table_names(cursor):
                if name.startswith("sqlite_"):
                    cursor.execute(f"DROP TABLE {name}")


def test_a_transfer_into_a_filled_database_is_refused(
    filled: Account, home: Path, empty_sqlite: DatabaseSettings
) -> None:
    transfer(empty_sqlite, home=home)

    with pytest.raises(OperationsError, match="OPS107"):
        transfer(empty_sqlite, home=home)


def test_every_table_but_the_sessions_is_in_a_backup_with_all_rows(
    filled: Account, home: Path, tmp_path: Path
) -> None:
    kept = backup(tmp_path / "a", home=home).contents

    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for table in kept.tables:
            cursor.execute(f'SELECT COUNT(*) FROM "{table.name}"')  # noqa: S608  (a name of ours)
            expected = 0 if table.name == SESSIONS else cursor.fetchone()[0]
            assert table.rows == expected, table.name
    assert {table.name for table in kept.tables} == present
    assert kept.left_out == (SESSIONS,)
    assert {table.name for table in tables_at(kept.migrations)} == present


def test_no_session_is_in_a_backup(filled: Account, home: Path, tmp_path: Path) -> None:
    backup(tmp_path / "a", home=home)

    assert (tmp_path / "a").stat().st_mode & 0o077 == 0
    kept = backup(tmp_path / "b", home=home).contents
    assert next(t.rows for t in kept.tables if t.name == SESSIONS) == 0
    assert {file.name.split("/")[0] for file in kept.files} == {*KEPT, ANCHOR}
    assert not [file for file in kept.files if "staging" in file.name]


def test_the_register_stays_append_only_after_a_restore(
    filled: Account, home: Path, empty_database: DatabaseSettings, tmp_path: Path
) -> None:
    backup(tmp_path / "a", home=home)

    with installed(empty_database, tmp_path / "home"):
        restore(tmp_path / "a", home=tmp_path / "home")
        for change in (
            lambda: RecordVersion.objects.update(kind="office"),
            lambda: RecordVersion.objects.all().delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
        executor = MigrationExecutor(connection)
        assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


def test_work_goes_on_after_a_restore_and_no_number_is_given_out_twice(
    filled: Account, home: Path, empty_database: DatabaseSettings, tmp_path: Path
) -> None:
    backup(tmp_path / "a", home=home)

    with installed(empty_database, tmp_path / "home"):
        restore(tmp_path / "a", home=tmp_path / "home")
        author = Account.objects.get(username="author")
        later = odd_linkage(tuple(reference_records()), number=1)
        assert store_record(later, entered_by_user=author).version > 1
        assert Account.objects.create_user("new").pk == author.pk + 2


def test_the_files_of_the_data_folder_come_back_and_the_secret_does_not(
    filled: Account, home: Path, empty_sqlite: DatabaseSettings, tmp_path: Path
) -> None:
    backup(tmp_path / "a", home=home)
    target = tmp_path / "home"
    with installed(empty_sqlite, target):
        restore(tmp_path / "a", home=target)

    for name in ("evidence/snapshots/aa", "theme.css"):
        assert (target / name).read_bytes() == (home / name).read_bytes()
    assert not (target / "secret-key").exists()
    assert not list(target.glob("restoring-*"))


def test_the_trail_comes_back_with_its_anchor_and_says_that_it_did(
    filled: Account, home: Path, empty_database: DatabaseSettings, tmp_path: Path
) -> None:
    backup(tmp_path / "a", home=home)
    events = AuditEvent.objects.count()
    anchor = (home / ANCHOR).read_text("ascii")
    target = tmp_path / "home"
    target.mkdir()
    (target / ANCHOR).write_text("1 older 2020-01-01\n", "ascii")

    with installed(empty_database, target):
        restore(tmp_path / "a", home=target)
        assert AuditEvent.objects.count() == events + 1
        last = AuditEvent.objects.latest("sequence")

    assert last.action == "installation.restored"
    restored = (target / ANCHOR).read_text("ascii")
    assert restored.startswith(anchor)
    assert restored.splitlines()[-1].split()[:2] == [str(events + 1), last.hash]
    (older,) = target.glob(f"{ANCHOR}.before-restore-*")
    assert older.read_text("ascii") == "1 older 2020-01-01\n"


def test_a_backup_is_of_one_moment_while_others_write_on(
    filled: Account, home: Path, tmp_path: Path
) -> None:
    before = RecordVersion.objects.count()
    writers = ThreadPoolExecutor(1)
    written: list[int] = []

    def write() -> int:
        author = Account.objects.get(username="author")
        number = len(written)
        later = odd_linkage(tuple(reference_records()), number=number + 1)
        try:
            return store_record(later, entered_by_user=author).version
        finally:
            connections.close_all()

    def progress(step: str, _done: int, _total: int) -> None:
        if step == "Writing tables":
            written.append(writers.submit(write).result(timeout=20))

    kept = backup(tmp_path / "a", home=home, progress=progress).contents

    rows = {table.name: table.rows for table in kept.tables}
    assert rows["register_recordversion"] == before
    assert RecordVersion.objects.count() == before + len(written) > before
    with Archive(tmp_path / "a") as archive:
        anchor = b"".join(archive.file(ANCHOR)).decode("ascii").splitlines()
    assert int(anchor[-1].split()[0]) == rows[TRAIL] < AuditEvent.objects.count()


def test_a_backup_never_replaces_a_file(
    filled: Account, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "a").write_text("mine")

    with pytest.raises(OperationsError, match="OPS109"):
        backup(tmp_path / "a", home=home)
    assert (tmp_path / "a").read_text() == "mine"


def test_a_backup_that_is_interrupted_leaves_no_file(
    filled: Account, home: Path, tmp_path: Path
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(KeyboardInterrupt):
        backup(folder / "a", home=home, progress=stop)

    assert list(folder.iterdir()) == []
