"""Pooling of rounded registers with known truth: `python -m benchmarks.pooling FILE…`.

A file has the columns citizen, geo, year, orders5, returns5 (both rounded to 5)
and eta, the true logit of the share. The fit sees keys and rounded counts only;
eta is what it is judged by. Columns that are not named here are not read.
"""

import csv
import gzip
import math
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure
from benchmarks.sampling import EFFECTIVE, Sampled, sample_blindly, sample_shares
from landenbenadering.measurement.cooperation.keys import Indices, Reals
from landenbenadering.measurement.cooperation.shares import ShareFit, fit_shares
from landenbenadering.numerics.laplace.posterior import (
    draw,
    outer_moments,
    predictor_moments,
)

CHECKOUT = Path(__file__).resolve().parents[1]
CROSSED = (
    CHECKOUT.parent / "shared" / "data" / "benchmarks" / "pooling" / "crossed_1.csv.gz"
)
BASE = 5
RUNS = 3
HALF, NINETY = 0.67449, 1.64485
BLIND_ERROR = 0.097
DEVIATIONS = ("citizenship", "state", "year", "pair")
GLMMTMB = """
suppressMessages(library(glmmTMB))
d <- read.csv(gzfile(commandArgs(TRUE)[1]))
d <- d[d$orders5 > 0, ]
d$pair <- interaction(d$citizen, d$geo, drop = TRUE)
d$y <- pmin(d$returns5, d$orders5)
f <- cbind(y, orders5 - y) ~ (1|citizen) + (1|geo) + (1|year) + (1|pair)
s <- system.time(m <- glmmTMB(f, family = binomial, data = d))[["elapsed"]]
cat(s, sqrt(mean((plogis(predict(m)) - plogis(d$eta))^2)), "\\n")
"""


@dataclass(frozen=True, slots=True)
class Register:
    """A register as published, and the truth behind it; cells with some orders."""

    citizenship: Indices
    reporter: Indices
    year: Indices
    orders: Indices
    returns: Indices
    eta: Reals
    without_orders: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A fit against the truth.

    Attributes
    ----------
    error : float
        Root mean square error of the cell probabilities.
    half, ninety : float
        Share of true logits inside the 50 % and 90 % intervals.
    seconds, first_seconds : float
        Full posterior of every cell: median of repeated runs, and the first run
        with the loading or compiling of machine code.
    draw_seconds : float
        1,000 draws of every effect.
    """

    fitted: ShareFit
    error: float
    half: float
    ninety: float
    seconds: float
    first_seconds: float
    draw_seconds: float


@dataclass(frozen=True, slots=True)
class Reference:
    """What glmmTMB needs for its point fit, and its error."""

    seconds: float
    error: float


def read_register(file: Path) -> Register:
    """Read keys, rounded counts and truth."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kept = [row for row in rows if int(row["orders5"]) > 0]

    def column(name: str) -> Indices:
        return np.array([int(row[name]) for row in kept], dtype=np.int64)

    return Register(
        citizenship=column("citizen"),
        reporter=column("geo"),
        year=column("year"),
        orders=column("orders5"),
        returns=column("returns5"),
        eta=np.array([float(row["eta"]) for row in kept]),
        without_orders=len(rows) - len(kept),
    )


def fit(register: Register) -> ShareFit:
    """Fit what a reader of the publication could see."""
    return fit_shares(
        citizenship=register.citizenship,
        reporter=register.reporter,
        year=register.year,
        orders=register.orders,
        returns=register.returns,
        base=BASE,
    )


def judge(register: Register) -> Judged:
    """Fit several times and compare with the truth."""
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        fitted = fit(register)
        moments = predictor_moments(fitted.fit)
        times.append(time.perf_counter() - began)
    began = time.perf_counter()
    draw(fitted.fit, n_draws=1000, generator=np.random.default_rng(1))
    draw_seconds = time.perf_counter() - began
    truth = register.eta[fitted.cells.order]
    score = np.abs(truth - moments.mean) / moments.sd
    probability = mean_probability(moments.mean, moments.sd)
    wrong = probability - 1.0 / (1.0 + np.exp(-truth))
    return Judged(
        fitted=fitted,
        error=math.sqrt(float(np.mean(wrong**2))),
        half=float(np.mean(score < HALF)),
        ninety=float(np.mean(score < NINETY)),
        seconds=float(np.median(times[1:])),
        first_seconds=times[0],
        draw_seconds=draw_seconds,
    )


def mean_probability(mean: Reals, sd: Reals) -> Reals:
    """Average the inverse logit over normal predictors by quadrature."""
    nodes, masses = np.polynomial.hermite_e.hermegauss(9)
    eta = mean[:, None] + sd[:, None] * nodes
    average: Reals = (1.0 / (1.0 + np.exp(-eta))) @ (masses / masses.sum())
    return average


def reference(file: Path) -> Reference | None:
    """Run glmmTMB with pair effects on the same file; `None` without it."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    answer = subprocess.run(
        [program, "-e", GLMMTMB, str(file)], capture_output=True, text=True, check=False
    )
    if answer.returncode:
        return None
    seconds, error = answer.stdout.split()[-2:]
    return Reference(float(seconds), float(error))


def pooling_figures(file: Path = CROSSED) -> Iterator[Figure]:
    """Measure what the pooling of a register must reach."""
    name = file.name.split(".")[0]
    if not file.is_file():
        yield Figure(f"pooling {name}", 0.0, "s", None, f"{file.name} is not here")
        return
    register = read_register(file)
    judged, other = judge(register), reference(file)
    yield Figure(
        f"pooling {name}: error of cell probabilities",
        0.6 * (BLIND_ERROR if other is None else other.error),
        "",
        judged.error,
        "0.6 of the rounding-blind fit; root mean square",
    )
    yield Figure(
        f"pooling {name}: distance of 90 % coverage from 90",
        2.0,
        "%",
        100 * abs(judged.ninety - 0.9),
        f"{judged.ninety:.1%} of cells",
    )
    yield Figure(
        f"pooling {name}: posterior of every cell",
        math.nan if other is None else other.seconds / 10,
        "s",
        None if other is None else judged.seconds,
        "no glmmTMB here" if other is None else f"glmmTMB {other.seconds:.2f} s / 10",
    )
    yield from _against_sampling(name, register, judged)
    yield Figure(
        f"pooling {name}: 1,000 draws", 1.0, "s", judged.draw_seconds, "all effects"
    )


def _against_sampling(
    name: str, register: Register, judged: Judged
) -> Iterator[Figure]:
    """Compare with full sampling of the same model, and of one that is less work."""
    cells, decay = judged.fitted.cells, judged.fitted.decay
    orders, returns = register.orders[cells.order], register.returns[cells.order]
    runs = {
        "rounding known": sample_shares(
            cells, orders=orders, returns=returns, base=BASE, decay=decay
        ),
        "rounding ignored": sample_blindly(cells, orders=orders, returns=returns),
    }
    for kind, run in runs.items():
        yield Figure(
            f"pooling {name}: posterior against NUTS, {kind}",
            math.nan if run is None else run.seconds / 100,
            "s",
            None if run is None else judged.seconds,
            "no NumPyro here" if run is None else _told(run),
        )


def _told(run: Sampled) -> str:
    if run.enough:
        return f"effective size {EFFECTIVE} after {run.seconds:.0f} s / 100"
    return f"after {run.seconds:.0f} s / 100 not yet {EFFECTIVE}: {run.effective:.0f}"


def report(file: Path) -> Table:
    """Show everything about one file."""
    register = read_register(file)
    judged, other = judge(register), reference(file)
    table = Table("what", "value", title=file.name)
    centre = outer_moments(judged.fitted.fit)
    table.add_row("cells fitted", f"{register.eta.size:,}")
    table.add_row("cells whose orders round to 0", f"{register.without_orders:,}")
    table.add_row("pairs", f"{judged.fitted.cells.pair_start.size - 1:,}")
    table.add_row("mean logit", f"{intercept(judged.fitted):.3f}")
    for name, log_sd, doubt in zip(DEVIATIONS, centre.mean, centre.sd, strict=True):
        spread = f"{math.exp(log_sd):.3f} (± {math.exp(log_sd) * doubt:.3f})"
        table.add_row(f"standard deviation, {name}", spread)
    table.add_row("decay of sizes of orders", f"{judged.fitted.decay:.2f}")
    table.add_row("log evidence", f"{judged.fitted.fit.log_evidence:,.2f}")
    table.add_row("error of cell probabilities", f"{judged.error:.4f}")
    table.add_row("coverage of 50 % intervals", f"{judged.half:.1%}")
    table.add_row("coverage of 90 % intervals", f"{judged.ninety:.1%}")
    table.add_row("seconds, full posterior", f"{judged.seconds:.3f}")
    table.add_row("seconds, first run", f"{judged.first_seconds:.2f}")
    table.add_row("seconds, 1,000 draws", f"{judged.draw_seconds:.3f}")
    for row in reference_rows(judged, other):
        table.add_row(*row)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory of the process, MB", f"{peak:,.0f}")
    return table


def reference_rows(judged: Judged, other: Reference | None) -> list[tuple[str, str]]:
    """Compare with glmmTMB, or say that it is not here."""
    if other is None:
        return [("glmmTMB", "not here")]
    return [
        ("glmmTMB, seconds of its point fit", f"{other.seconds:.2f}"),
        ("times as fast", f"{other.seconds / judged.seconds:.1f}"),
        ("glmmTMB, error", f"{other.error:.4f}"),
        ("error as a share of its", f"{judged.error / other.error:.3f}"),
    ]


def intercept(fitted: ShareFit) -> float:
    """Give the posterior mean of the common logit."""
    means = [
        point.marginal.mode.field.shared[0] + point.marginal.correction.shared[0]
        for point in fitted.fit.points
    ]
    return float(fitted.fit.weights @ np.array(means))


def main(arguments: list[str]) -> int:
    """Report on every file named."""
    if not arguments:
        print("Give one or more files: python -m benchmarks.pooling FILE…")
        return 2
    console = Console()
    for argument in arguments:
        console.print(report(Path(argument)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
