"""Files as the publisher writes them, with invented numbers."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from landenbenadering.evidence.store import EvidenceStore

HEADER = '"TIME","GEO","CITIZEN","UNIT","Value","Flag and Footnotes"'
ROWS = (
    '"2012","Netherlands","Ghana","Person","1,650",""',
    '"2012","Netherlands","Iraq","Person","495","p"',
    '"2013","Netherlands","Ghana","Person",":",""',
    '"2013","Netherlands","Iraq","Person","0","d"',
)
RETRIEVED = datetime(2026, 3, 2, 9, tzinfo=UTC)

Write = Callable[..., Path]


def lines(rows: Sequence[str] = ROWS, header: str = HEADER) -> bytes:
    """Give a file's bytes in Latin-1 with the publisher's line ends."""
    return ("\n".join((header, *rows)) + "\n").encode("latin-1")


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Give a function that writes a file; without content, a sound one."""

    def write(content: bytes | str | None = None, name: str = "migr_eiord.csv") -> Path:
        path = tmp_path / name
        if content is None:
            content = lines()
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """Give an empty store whose folder does not exist yet."""
    return EvidenceStore(tmp_path / "evidence")


@pytest.fixture
def retrieved() -> datetime:
    """Give the moment of retrieval that the tests use."""
    return RETRIEVED
