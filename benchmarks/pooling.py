"""Pooling of rounded registers with known truth: `python -m benchmarks.pooling FILE…`.

A file has the columns citizen, geo, year, orders5, returns5 (both rounded to 5)
and eta, the true logit of the share. The fit sees keys and rounded counts only;
eta is what it is judged by. Columns that are not named here are not read. Where eta
is not given, nothing is said about errors. Counts that are all multiples of another
number were rounded to that; counts without a common divisor are taken as exact.
"""

import csv
import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rich.console import Console
from rich.table import Table

from benchmarks.figure import Figure
from benchmarks.pooled_truth import (
    cells_deviate,
    covered_citizenships,
    judged_moments,
)
from benchmarks.register_errors import RegisterError
from benchmarks.register_files import BASE, Register, read_register
from benchmarks.sampling import EFFECTIVE, Sampled, sample_blindly, sample_shares
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.measurement.cooperation.keys import Reals
from landenbenadering.measurement.cooperation.shares import (
    ShareFit,
    fit_shares,
    share_moments,
)
from landenbenadering.numerics.laplace.posterior import draw, outer_moments

CHECKOUT = Path(__file__).resolve().parents[1]
CROSSED = (
    CHECKOUT.parent / "shared" / "data" / "benchmarks" / "pooling" / "crossed_1.csv.gz"
)
RUNS = 3
HALF, NINETY = 0.67449, 1.64485
BLIND_ERROR = 0.097
DEVIATIONS = ("citizenship", "state", "year", "pair", "cell")
GLMMTMB = """
suppressMessages(library(glmmTMB))
d <- read.csv(commandArgs(TRUE)[1])
d$pair <- interaction(d$citizen, d$geo, drop = TRUE)
d$y <- pmin(d$returns, d$orders)
f <- cbind(y, orders - y) ~ (1|citizen) + (1|geo) + (1|year) + (1|pair)
s <- system.time(m <- glmmTMB(f, family = binomial, data = d))[["elapsed"]]
wrong <- plogis(predict(m)) - plogis(d$eta)
cat(s, sqrt(mean(wrong^2, na.rm = TRUE)), "\\n")
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A fit against the truth.

    Attributes
    ----------
    error, bias : float
        Root mean square and mean error of the cell probabilities; not a number
        where no truth is given, as the shares below.
    half, ninety : float
        Share of true logits inside the 50 % and 90 % intervals.
    citizenships : float
        Share of citizenships whose true average logit, less that of all, is inside
        its 90 % interval.
    seconds, first_seconds : float
        Full posterior of every cell: median of repeated runs, and the first run
        with the loading or compiling of machine code.
    draw_seconds : float
        1,000 draws of every effect.
    deviates : bool
        Whether the truth has deviations of cells; they are judged if it has.
    """

    fitted: ShareFit
    error: float
    bias: float
    half: float
    ninety: float
    citizenships: float
    seconds: float
    first_seconds: float
    draw_seconds: float
    deviates: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """What glmmTMB needs for its point fit, and its error."""

    seconds: float
    error: float


def fit(register: Register, *, deviations: bool | None = None) -> ShareFit:
    """Fit what a reader of the publication could see."""
    return fit_shares(
        citizenship=register.citizenship,
        reporter=register.reporter,
        year=register.year,
        orders=register.orders,
        returns=register.returns,
        base=register.base,
        returns_base=register.returns_base,
        deviations=deviations,
    )


def judge(register: Register) -> Judged:
    """Fit several times and compare with the truth."""
    times = []
    for _ in range(RUNS + 1):
        began = time.perf_counter()
        fitted = fit(register)
        share_moments(fitted)
        times.append(time.perf_counter() - began)
    began = time.perf_counter()
    draws = draw(fitted.fit, n_draws=1000, generator=np.random.default_rng(1))
    draw_seconds = time.perf_counter() - began
    truth = register.eta[fitted.cells.order]
    moments, told = judged_moments(fitted, truth), np.isfinite(truth)
    score = (np.abs(truth - moments.mean) / moments.sd)[told]
    probability = mean_probability(moments.mean, moments.sd)
    wrong = (probability - 1.0 / (1.0 + np.exp(-truth)))[told]
    return Judged(
        fitted=fitted,
        error=math.sqrt(_average(wrong**2)),
        bias=_average(wrong),
        half=_average(score < HALF),
        ninety=_average(score < NINETY),
        citizenships=covered_citizenships(fitted, draws, truth),
        seconds=float(np.median(times[1:])),
        first_seconds=times[0],
        draw_seconds=draw_seconds,
        deviates=cells_deviate(fitted.cells, truth),
    )


def _average(values: npt.NDArray[np.float64 | np.bool_]) -> float:
    """Average; not a number if there are none."""
    return float(np.mean(values)) if values.size else math.nan


def mean_probability(mean: Reals, sd: Reals) -> Reals:
    """Average the inverse logit over normal predictors by quadrature."""
    nodes, masses = np.polynomial.hermite_e.hermegauss(9)
    eta = mean[:, None] + sd[:, None] * nodes
    average: Reals = (1.0 / (1.0 + np.exp(-eta))) @ (masses / masses.sum())
    return average


def reference(register: Register) -> Reference | None:
    """Run glmmTMB with pair effects on the same cells; `None` without it."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    columns = ("citizen", "geo", "year", "orders", "returns", "eta")
    values = (
        register.citizenship,
        register.reporter,
        register.year,
        register.orders,
        register.returns,
        ["NA" if math.isnan(eta) else eta for eta in register.eta.tolist()],
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(columns)
            writer.writerows(zip(*values, strict=True))
        answer = subprocess.run(
            [program, "-e", GLMMTMB, str(path)],
            capture_output=True,
            text=True,
            check=False,
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
    judged, other = judge(register), reference(register)
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
    cells = judged.fitted.cells
    orders, returns = register.orders[cells.order], register.returns[cells.order]
    runs = {
        "rounding known": sample_shares(
            cells,
            orders=orders,
            returns=returns,
            base=register.base,
            returns_base=register.returns_base,
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
    judged, other = judge(register), reference(register)
    table = Table("what", "value", title=file.name)
    for row in (
        *_read_rows(register),
        *_estimate_rows(judged.fitted),
        *_truth_rows(judged),
        ("seconds, full posterior", f"{judged.seconds:.3f}"),
        ("seconds, first run", f"{judged.first_seconds:.2f}"),
        ("seconds, 1,000 draws", f"{judged.draw_seconds:.3f}"),
        *reference_rows(judged, other),
    ):
        table.add_row(*row)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory of the process, MB", f"{peak:,.0f}")
    return table


def _read_rows(register: Register) -> Iterator[tuple[str, str]]:
    """Say what was read, and what of it could not be used as it stands."""
    yield "cells fitted", f"{register.eta.size:,}"
    yield "cells whose orders round to 0", f"{register.without_orders:,}"
    if register.not_counted:
        yield "cells without a count, left out", f"{register.not_counted:,}"
    if register.cut_off:
        yield "returns above orders, cut off", f"{register.cut_off:,}"
    if register.repeated:
        yield "lines that repeat another, taken once", f"{register.repeated:,}"
    bases = (register.base, register.returns_base)
    if bases != (BASE, BASE):
        told = ["none" if base == 1 else f"to {base}" for base in bases]
        yield "rounding of orders, of returns", ", ".join(told)


def _estimate_rows(fitted: ShareFit) -> Iterator[tuple[str, str]]:
    centre = outer_moments(fitted.fit)
    yield "pairs", f"{fitted.cells.pair_start.size - 1:,}"
    yield "mean logit", f"{intercept(fitted):.3f}"
    for name, log_sd, doubt in zip(DEVIATIONS, centre.mean, centre.sd, strict=False):
        spread = f"{math.exp(log_sd):.3f} (± {math.exp(log_sd) * doubt:.3f})"
        yield f"standard deviation, {name}", spread
    if fitted.deviating is None:
        yield "standard deviation, cell", "0: the counts show none"
    elif centre.mean.size < len(DEVIATIONS):
        told = fitted.deviating.deviation(fitted.fit.parameters)
        yield "standard deviation, cell", f"{told:.3f} (± less than 2 %)"
    yield "orders of a pair, size of their spread", f"{fitted.spread:g}"
    yield "log evidence", f"{fitted.fit.log_evidence:,.2f}"


def _truth_rows(judged: Judged) -> Iterator[tuple[str, str]]:
    if math.isnan(judged.error):
        yield "errors and coverage", "no eta to judge by"
        return
    if judged.fitted.deviating is not None:
        told = "with" if judged.deviates else "without"
        yield "the truth is judged", f"{told} deviations of cells"
    yield "error of cell probabilities", f"{judged.error:.4f}"
    yield "mean error of cell probabilities", f"{judged.bias:+.4f}"
    yield "coverage of 50 % intervals", f"{judged.half:.1%}"
    yield "coverage of 90 % intervals", f"{judged.ninety:.1%}"
    if not math.isnan(judged.citizenships):
        yield "the same, averages of citizenships", f"{judged.citizenships:.1%}"


def reference_rows(judged: Judged, other: Reference | None) -> list[tuple[str, str]]:
    """Compare with glmmTMB, or say that it is not here."""
    if other is None:
        return [("glmmTMB", "not here, or no answer")]
    timed = [
        ("glmmTMB, seconds of its point fit", f"{other.seconds:.2f}"),
        ("times as fast", f"{other.seconds / judged.seconds:.1f}"),
    ]
    if math.isnan(other.error) or math.isnan(judged.error):
        return timed
    return [
        *timed,
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
    console, refused = Console(), 0
    for argument in arguments:
        try:
            console.print(report(Path(argument)))
        except RegisterError as error:
            refused += 1
            print(error, file=sys.stderr)
        except LandenbenaderingError as error:
            refused += 1
            print(f"{argument}: {error}", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
