"""What commands show on the terminal: progress on standard error, results beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

PIPED = 120


def output() -> Console:
    """Give the console for results; wide when piped, so that tables keep their rows."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PIPED)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show progress on standard error until the block ends."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f}/{task.total:,.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        yield progress


def shown_path(path: Path) -> str:
    """Write a path as briefly as the current folder allows."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
