"""What commands show on the terminal: progress on standard error, results beside it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

PIPED = 120
PATIENCE = 2.0


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


@contextmanager
def late_progress(description: str) -> Iterator[Callable[[float], None]]:
    """Give a function to tell shares of work done; show them after `PATIENCE`."""
    began = monotonic()
    with ExitStack() as stack:
        shown: list[tuple[Progress, TaskID]] = []

        def tell(share: float) -> None:
            if monotonic() - began < PATIENCE:
                return
            if not shown:
                bar = stack.enter_context(progress_bar())
                shown.append((bar, bar.add_task(description, total=100)))
            bar, task = shown[0]
            bar.update(task, completed=100 * share)

        yield tell


def steps(bar: Progress) -> Callable[[str, int, int], None]:
    """Give a function that shows each step of a task as a line of its own."""
    tasks: dict[str, TaskID] = {}

    def show(step: str, done: int, total: int) -> None:
        if step not in tasks:
            tasks[step] = bar.add_task(step, total=total)
        bar.update(tasks[step], completed=done, total=total)

    return show


def shown_path(path: Path) -> str:
    """Write a path as briefly as the current folder allows."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
