"""A restore that is stopped at any moment leaves the old or the new, whole."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.operations import services
from landenbenadering.web.operations.databases import DatabaseSettings
from landenbenadering.web.operations.home import ANCHOR
from landenbenadering.web.operations.services import (
    backup,
    finish_cut_off_restore,
    restore,
)
from tests.web.operations.conftest import installed

QUICKEST, SLOWEST = 0.4, 2.2


class Stopped(BaseException):
    """Stands for Ctrl-C."""


def state(target: DatabaseSettings, home: Path, out: Path) -> tuple[object, ...]:
    """Give the hashes of all that an installation holds."""
    with installed(target, home):
        finish_cut_off_restore(home)
        contents = backup(out, home=home).contents
    out.unlink()
    # A restore adds to the trail when it has ended.
    tables = [table for table in contents.tables if table.name != "audit_auditevent"]
    files = [file for file in contents.files if file.name != ANCHOR]
    return (*tables, *files)


@pytest.fixture
def installation(
    filled: Account, home: Path, empty_database: DatabaseSettings, tmp_path: Path
) -> tuple[DatabaseSettings, Path]:
    """Give another installation that holds something, and `tmp_path/next` to come."""
    backup(tmp_path / "first", home=home)
    other_home = tmp_path / "other-home"
    with installed(empty_database, other_home):
        restore(tmp_path / "first", home=other_home)
    Account.objects.create_user("later")
    (home / "evidence/snapshots/later").write_bytes(b"later")
    (home / "theme.css").unlink()
    backup(tmp_path / "next", home=home)
    return empty_database, other_home


def test_a_restore_that_is_stopped_at_any_step_changes_nothing(
    installation: tuple[DatabaseSettings, Path], tmp_path: Path
) -> None:
    target, home = installation
    old = state(target, home, tmp_path / "s")
    for step in ("Checking the backup", "Making tables", "Writing rows", "Comparing"):

        def stop(at: str, _done: int, _total: int, step: str = step) -> None:
            if at.startswith(step):
                raise Stopped

        with (
            installed(target, home),
            pytest.raises(Stopped),
        ):
            restore(
                tmp_path / "next",
                home=home,
                replacing=str(target["NAME"]).rpartition("/")[2],
                progress=stop,
            )
        assert state(target, home, tmp_path / "s") == old


def test_files_follow_the_database_when_the_end_is_cut_off(
    installation: tuple[DatabaseSettings, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target, home = installation
    name = str(target["NAME"]).rpartition("/")[2]

    def cut(*_: object, **__: object) -> None:
        raise Stopped

    with installed(target, home):
        with monkeypatch.context() as patch:
            patch.setattr(services, "settle_files", cut)
            with pytest.raises(Stopped):
                restore(tmp_path / "next", home=home, replacing=name)
        assert Account.objects.filter(username="later").exists()
        assert not (home / "evidence/snapshots/later").exists()

        finish_cut_off_restore(home)

    assert (home / "evidence/snapshots/later").read_bytes() == b"later"
    assert not (home / "theme.css").exists()
    assert not list(home.glob("restoring-*"))


@pytest.mark.parametrize("kills", [2, pytest.param(8, marks=pytest.mark.slow)])
def test_a_killed_restore_leaves_the_old_or_the_new(
    installation: tuple[DatabaseSettings, Path], tmp_path: Path, kills: int
) -> None:
    target, home = installation
    old = state(target, home, tmp_path / "s")
    name = str(target["NAME"]).rpartition("/")[2]
    command = [sys.executable, "-m", "landenbenadering.cli", "restore"]
    environment = {
        **os.environ,
        "LANDENBENADERING_HOME": str(home),
        "LANDENBENADERING_DATABASE_URL": address(target),
    }
    chance, seen = random.Random(2), []  # noqa: S311  (the same kills each time)
    for _ in range(kills):
        process = subprocess.Popen(
            [*command, str(tmp_path / "next"), "--replace", name],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(QUICKEST, SLOWEST))
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.append(state(target, home, tmp_path / "s"))
    subprocess.run(
        [*command, str(tmp_path / "next"), "--replace", name],
        env=environment,
        check=True,
        capture_output=True,
    )
    new = state(target, home, tmp_path / "s")

    assert new != old
    assert set(seen) <= {old, new}
    assert not list(home.glob("restoring-*"))


def address(target: DatabaseSettings) -> str:
    """Write the address of a database as the setting has it."""
    if "sqlite" in str(target["ENGINE"]):
        return f"sqlite:///{target['NAME']}"
    return (
        f"postgresql://{target['USER']}:{target['PASSWORD']}@/{target['NAME']}"
        f"?host={target['HOST']}&port={target['PORT'] or 5432}"
    )
