"""`landenbenadering audit`, on an installation of its own, as its user runs it."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest


def run(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    outside = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LANDENBENADERING_", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "landenbenadering.cli", *arguments],
        env={**outside, "LANDENBENADERING_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installation")
    made = run(folder, "run", "--no-serve", "--out", str(folder / "out"))
    assert made.returncode == 0, made.stderr
    return folder


def test_an_untouched_installation_is_found_so(home: Path) -> None:
    checked = run(home, "audit", "verify")

    assert checked.returncode == 0, checked.stderr
    assert "Nothing was changed behind the back" in checked.stdout
    assert "record.stored" in run(home, "audit", "show").stdout


def test_a_database_without_a_trail_is_refused(tmp_path: Path) -> None:
    for command in ("verify", "show"):
        refused = run(tmp_path, "audit", command)

        assert refused.returncode == 1
        assert "CLI121" in refused.stderr
        assert "Traceback" not in refused.stderr


def test_a_row_that_no_service_changed_is_found_with_its_place(home: Path) -> None:
    (file,) = home.glob("*.sqlite3")
    with sqlite3.connect(file) as database:
        database.execute("DROP TRIGGER register_no_update")
        database.execute(
            "UPDATE register_recordversion SET content = replace(content, "
            "'10000000', '90000000') WHERE record_id = 'linkage-gha-2012'"
        )
    checked = run(home, "audit", "verify")

    assert checked.returncode == 1
    assert "linkage-gha-2012" in checked.stdout
    assert "CLI120" in checked.stderr
