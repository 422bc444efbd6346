"""What every test stands on: a data home of its own, and the shared input."""

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[1].parent / "shared"


@pytest.fixture(autouse=True)
def data_home(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Keep tests away from the data of the checkout."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LANDENBENADERING_HOME", str(home))
    return home


@pytest.fixture
def shared_data() -> Path:
    """Give the folder with the publishers' files, or skip."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip("../shared/data is not here")
    return folder


@pytest.fixture(scope="session")
def on_ci() -> bool:
    """Say whether a missing browser or database is a failure."""
    return os.environ.get("CI") == "true"
