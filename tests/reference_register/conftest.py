import re
from pathlib import Path

import pytest

from landenbenadering.pipelines.reference import reference_records, register_file
from landenbenadering.policy.record import Record

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "src" / "landenbenadering" / "reference" / "register"
LETTER = ROOT.parent / "shared" / "letter-2013-03-06.txt"


# Place (a paragraph's number, "note 1", "address" …), page and text.
Passage = tuple[str, int, str]


@pytest.fixture(scope="session")
def every_record() -> tuple[Record, ...]:
    return reference_records()


@pytest.fixture(scope="session")
def records() -> tuple[Record, ...]:
    """Give what the letter states and the papers it names."""
    return _of_files(domain=False)


@pytest.fixture(scope="session")
def domain() -> tuple[Record, ...]:
    """Give what other papers state."""
    return _of_files(domain=True)


def _of_files(*, domain: bool) -> tuple[Record, ...]:
    files = sorted(SHIPPED.glob("*.toml"))
    chosen = [file for file in files if file.name.startswith("domain-") is domain]
    return tuple(record for file in chosen for record in register_file(file))


@pytest.fixture(scope="session")
def passages() -> list[Passage]:
    """Give the letter in order; a paragraph on two pages gives two passages."""
    if not LETTER.is_file():
        pytest.skip("../shared/letter-2013-03-06.txt is not here")
    blocks = re.split(r"\n[ \t]*\n", LETTER.read_text(encoding="utf-8"))
    return _read([block for block in blocks if block.strip()])


def _read(blocks: list[str]) -> list[Passage]:
    found: list[Passage] = [("address", 1, blocks[0]), ("date", 1, blocks[1])]
    page, paragraph = 1, 0
    for block in blocks[2:]:
        if note := re.match(r"(\d) (Zie .*?)(?:\n )(.*)", block, re.DOTALL):
            found.append((f"note {note[1]}", page, note[2]))
            page += 1
            # Three notes close a page in mid-paragraph, which goes on after them.
            found.append((str(paragraph), page, note[3]))
        elif block.startswith("De staatssecretaris"):
            found.append(("signature", page, block))
        elif block.strip():
            paragraph += 1
            found.append((str(paragraph), page, block))
    return found


@pytest.fixture(scope="session")
def map_text() -> str:
    path = ROOT / "docs" / "reference" / "letter-2013-03-06-map.md"
    return path.read_text(encoding="utf-8")
