"""The import contracts hold, and fail when a wall is broken."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCE = CHECKOUT / "src" / "landenbenadering"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the checkout in `folder`."""
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a copy of the source and its contracts."""
    shutil.copytree(
        SOURCE,
        tmp_path / "src" / "landenbenadering",
        ignore=shutil.ignore_patterns("built", "locale", "__pycache__", "*.toml"),
    )
    shutil.copy(CHECKOUT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold() -> None:
    """The rooms as they are keep every contract."""
    answer = lint_imports(CHECKOUT)

    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("core/country.py", "import landenbenadering.policy.facts"),
        ("policy/facts.py", "import landenbenadering.evidence.store"),
        ("evidence/store.py", "import landenbenadering.measurement.figures"),
        ("measurement/figures.py", "import landenbenadering.evidence.store"),
        ("letters/blocks.py", "import landenbenadering.evidence.store"),
        ("letters/blocks.py", "import landenbenadering.pipelines.draft"),
        ("pipelines/draft.py", "import landenbenadering.web.register.selectors"),
        ("pipelines/draft.py", "import django.db"),
        ("web/register/models.py", "import landenbenadering.cli.main"),
        ("web/register/models.py", "import landenbenadering.web.dossiers.views"),
        ("web/worklist/feeds.py", "import landenbenadering.web.dossiers.views"),
        ("web/register/waiting.py", "import landenbenadering.web.worklist.feeds"),
        ("core/country.py", "import numpy"),
        ("policy/facts.py", "import rich"),
        ("measurement/figures.py", "import pathlib"),
        ("numerics/errors.py", "import landenbenadering.policy.facts"),
        ("numerics/errors.py", "import pathlib"),
    ],
)
def test_a_broken_wall_is_seen(checkout: Path, module: str, line: str) -> None:
    """An import against the direction of the rooms fails the check."""
    file = checkout / "src" / "landenbenadering" / module
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")

    answer = lint_imports(checkout)

    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "BROKEN" in answer.stdout


def test_a_room_that_no_contract_knows_is_seen(checkout: Path) -> None:
    """A new room needs a place in the layers."""
    room = checkout / "src" / "landenbenadering" / "helpers"
    room.mkdir()
    (room / "__init__.py").touch()

    assert lint_imports(checkout).returncode == 1
