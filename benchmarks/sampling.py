"""How long full sampling of a register takes, in an environment of its own.

`make bench` makes that environment from `requirements/nuts.txt`, where it can.
"""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from landenbenadering.measurement.cooperation.keys import Arrangement, Indices
from landenbenadering.measurement.cooperation.shares import share_likelihood
from landenbenadering.measurement.cooperation.sizes import order_sizes

CHECKOUT = Path(__file__).resolve().parents[1]
PROGRAM = Path(__file__).with_name("nuts.py")
INTERPRETER = CHECKOUT / "var" / "nuts" / "bin" / "python"
EFFECTIVE = 400
BUDGET = 120.0
CELLS_WATCHED = 200

Numbers = npt.NDArray[np.number]


@dataclass(frozen=True, slots=True)
class Sampled:
    """How far full sampling came.

    Attributes
    ----------
    seconds : float
        Warm-up, compilation and draws.
    effective : float
        Smallest effective number of draws: of the outer parameters, or of the
        median cell.
    enough : bool
        Whether that reached `EFFECTIVE`; if not, `seconds` is a lower bound of
        the time that this takes.
    """

    seconds: float
    effective: float
    enough: bool


def sample_shares(
    cells: Arrangement,
    *,
    orders: Indices,
    returns: Indices,
    base: int,
    returns_base: int,
) -> Sampled | None:
    """Sample the model of `fit_shares` until enough; `None` without NumPyro.

    That is the model without deviations of cells.

    Parameters
    ----------
    cells : Arrangement
    orders, returns : Indices, shape (n_cells,)
        As published, in the order of `cells`.
    base, returns_base : int
        Rounding base of orders and of returns.
    """
    sizes = order_sizes(orders, pair_start=cells.pair_start, base=base)
    likelihood = share_likelihood(
        orders=orders, returns=returns, base=returns_base, sizes=sizes
    )
    counts: dict[str, Numbers] = {
        "coefficients": likelihood.coefficients.T,
        "trials": likelihood.trials,
        "successes": likelihood.successes,
    }
    return _run(cells, counts)


def sample_blindly(
    cells: Arrangement, *, orders: Indices, returns: Indices
) -> Sampled | None:
    """Sample as `sample_shares`, with published counts taken as exact: less work.

    More returns than orders, which rounding can make, are cut off.
    """
    return _run(cells, {"trials": orders, "successes": np.minimum(returns, orders)})


def _run(cells: Arrangement, counts: Mapping[str, Numbers]) -> Sampled | None:
    if not INTERPRETER.is_file():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.npz"
        effects: dict[str, Numbers] = {
            "citizenship": cells.citizenship,
            "state": cells.reporter,
            "year": cells.year,
            "pair": cells.pair,
            "some": np.linspace(0, cells.year.size - 1, CELLS_WATCHED).astype(np.int64),
        }
        np.savez(path, allow_pickle=False, **effects, **counts)
        command = [str(INTERPRETER), str(PROGRAM), str(path), str(BUDGET)]
        with subprocess.Popen(
            [*command, str(EFFECTIVE)], stdout=subprocess.PIPE, text=True
        ) as running:
            try:
                said, _ = running.communicate(timeout=BUDGET)
            except subprocess.TimeoutExpired:
                running.kill()
                said, _ = running.communicate()
                return _read(said) or Sampled(BUDGET, 0.0, enough=False)
    return None if running.returncode else _read(said)


def _read(said: str) -> Sampled | None:
    """Read the last whole line of a run; time goes on until it was stopped."""
    lines = [line for line in said.splitlines() if line.endswith("}")]
    if not lines:
        return None
    last = json.loads(lines[-1])
    effective = min(*last["size_outer"].values(), last["size_median_cell"])
    if effective >= EFFECTIVE:
        return Sampled(float(last["seconds"]), effective, enough=True)
    return Sampled(BUDGET, effective, enough=False)
