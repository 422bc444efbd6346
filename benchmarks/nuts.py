"""Full sampling of a register: `python nuts.py INPUT.npz SECONDS DRAWS`.

Runs in an environment of its own with NumPyro and without this product. The input
holds the counts and the effects that each cell sees, as `benchmarks.sampling` writes
them, and the coefficients of the likelihood; without these, rounding is ignored. The
model and the priors are those of `landenbenadering.measurement.cooperation.shares`.
After every `CHUNK` draws one line of JSON is printed, so that a run that is cut off has
said something. It ends with that effective number of draws, or when the time is over.
"""

import json
import sys
import time
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import numpy.typing as npt
import numpyro
import numpyro.distributions as dist
from numpyro.diagnostics import effective_sample_size
from numpyro.infer import MCMC, NUTS

WARM_UP = 400
CHUNK = 100
Data = dict[str, Any]
Draws = dict[str, npt.NDArray[np.float64]]
KINDS = ("citizenship", "state", "year", "pair")


def model(data: Data) -> None:
    """Crossed effects, each kind with one deviation; exponential priors, mean 1."""
    eta = numpyro.sample("mean", dist.Normal(0.0, 5.0))
    for kind in KINDS:
        sd = numpyro.sample(f"sd_{kind}", dist.Exponential(1.0))
        with numpyro.plate(kind, int(data[f"n_{kind}"])):
            z = numpyro.sample(f"z_{kind}", dist.Normal(0.0, 1.0))
        eta = eta + sd * z[data[kind]]
    numpyro.deterministic("some_cells", eta[data["some"]])
    log1p = jax.nn.softplus(eta)
    total = data["successes"] * eta - data["trials"] * log1p
    if "coefficients" in data:
        powers = jnp.exp(eta[:, None] * jnp.arange(data["coefficients"].shape[1]))
        total += jnp.log(jnp.sum(data["coefficients"] * powers, axis=1))
    numpyro.factor("counts", jnp.sum(total))


def sizes(draws: Draws) -> tuple[dict[str, float], float, float]:
    """Give the effective number of draws of outer parameters and of some cells."""
    outer = {
        name: float(effective_sample_size(np.asarray(values)[None]))
        for name, values in draws.items()
        if name == "mean" or name.startswith("sd_")
    }
    cells = effective_sample_size(np.asarray(draws["some_cells"])[None])
    return outer, float(np.median(cells)), float(np.min(cells))


def read(path: str) -> Data:
    """Read the input."""
    file = np.load(path)
    data = {name: jnp.asarray(file[name]) for name in file.files}
    for name in KINDS:
        data[f"n_{name}"] = int(file[name].max()) + 1
    return data


def main(path: str, *, budget: float, enough: float) -> None:
    """Sample until there are enough draws, or the time is over."""
    data = read(path)
    mcmc = MCMC(NUTS(model), num_warmup=WARM_UP, num_samples=CHUNK, progress_bar=False)
    key = jax.random.PRNGKey(1)
    began = time.perf_counter()
    mcmc.warmup(key, data)
    warm = time.perf_counter() - began
    chunks = []
    while True:
        key, sub = jax.random.split(key)
        mcmc.run(sub, data)
        mcmc.post_warmup_state = mcmc.last_state
        chunks.append({k: np.asarray(v) for k, v in mcmc.get_samples().items()})
        kept = ("mean", "some_cells", *(f"sd_{kind}" for kind in KINDS))
        draws = {k: np.concatenate([c[k] for c in chunks]) for k in kept}
        outer, median_cell, least_cell = sizes(draws)
        answer = {
            "draws": CHUNK * len(chunks),
            "warm_up_seconds": warm,
            "seconds": time.perf_counter() - began,
            "size_outer": outer,
            "size_median_cell": median_cell,
            "size_least_cell": least_cell,
            "mean": {k: float(np.mean(v)) for k, v in draws.items() if v.ndim == 1},
        }
        print(json.dumps(answer), flush=True)
        over = time.perf_counter() - began > budget
        if over or min(*outer.values(), median_cell) >= enough:
            return


if __name__ == "__main__":
    main(sys.argv[1], budget=float(sys.argv[2]), enough=float(sys.argv[3]))
