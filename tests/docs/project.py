"""What the tests of the documentation read of the project."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"
SOURCE = CHECKOUT / "src" / "landenbenadering"
GENERATED = {".venv", "node_modules", "var", "out", "build", "dist", "built"}


def documents() -> list[Path]:
    """Give every page of the documentation and the texts beside the README."""
    return [*sorted(CHECKOUT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]


def page(name: str) -> str:
    """Give the text of a page of `docs`."""
    return (DOCS / name).read_text(encoding="utf-8")


@cache
def source_texts() -> dict[Path, str]:
    """Give the text of every module of the product."""
    return {
        path: path.read_text(encoding="utf-8") for path in sorted(SOURCE.rglob("*.py"))
    }


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Give every module under the folders of the checkout, parsed."""
    for folder in folders:
        for path in sorted((CHECKOUT / folder).rglob("*.py")):
            if not GENERATED & set(path.relative_to(CHECKOUT).parts):
                yield path, ast.parse(path.read_text(encoding="utf-8"))


def tracked_files() -> list[Path] | None:
    """Give the project's files as git sees them, or None without git."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        answer = subprocess.run(
            listing, cwd=CHECKOUT, capture_output=True, text=True, check=True
        )
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    names = [name for name in answer.stdout.split("\0") if name]
    return [CHECKOUT / name for name in names if (CHECKOUT / name).is_file()]


def first_cells(text: str) -> list[str]:
    """Give the first cell of every table row, without code marks."""
    rows = re.findall(r"^\| *`?([^|`]+?)`? *\|", text, flags=re.MULTILINE)
    return [cell for cell in rows if not re.fullmatch(r"[-: ]+", cell)]
