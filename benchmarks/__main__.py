"""Run `make bench`: print target and measured, and mark what misses.

With STRICT=yes in the environment a miss, or a figure that could not be
measured, makes the exit status 1.
"""

import os
import sys
from itertools import chain

from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure, Verdict
from benchmarks.fronts import front_figures
from benchmarks.full import full_figures
from benchmarks.packages import package_figures
from benchmarks.panel import panel_figures
from benchmarks.pooling import pooling_figures
from benchmarks.power import power_figures
from benchmarks.spine import spine_figures

MARKS = {Verdict.MET: "met", Verdict.MISSED: "MISSED", Verdict.UNKNOWN: "not measured"}


def main() -> int:
    """Measure everything and show it in one table."""
    table = Table("What", title="Asked and measured")
    for heading in ("Target", "Measured"):
        table.add_column(heading, justify="right")
    table.add_column("")
    table.add_column("How")
    verdicts: list[Verdict] = []
    figures = chain(
        spine_figures(),
        pooling_figures(),
        panel_figures(),
        package_figures(),
        power_figures(),
        front_figures(),
        full_figures(),
    )
    for figure in figures:
        print(f"{MARKS[figure.verdict]}: {figure.what}", file=sys.stderr, flush=True)
        verdicts.append(figure.verdict)
        table.add_row(*_cells(figure))
    Console(width=None if sys.stdout.isatty() else 120).print(table)
    strict = os.environ.get("STRICT") == "yes"
    return 1 if strict and set(verdicts) != {Verdict.MET} else 0


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    measured = "–" if figure.measured is None else f"{figure.measured:,.2f}"
    return (
        figure.what,
        f"{figure.target:,.2f} {figure.unit}",
        f"{measured} {figure.unit}",
        MARKS[figure.verdict],
        figure.how,
    )


if __name__ == "__main__":
    sys.exit(main())
