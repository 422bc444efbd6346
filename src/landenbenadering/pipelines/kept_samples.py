"""Draws kept on disk under the hash of what they follow from."""

import hashlib
import os
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

from landenbenadering.measurement.cooperation.keys import Names
from landenbenadering.measurement.cooperation.model import Start
from landenbenadering.measurement.cooperation.panel import Panel
from landenbenadering.measurement.cooperation.sample import Cells, CooperationSample
from landenbenadering.numerics.laplace.model import Field

# To be raised whenever the model or the layout of the files changes.
MODEL = "cooperation 5"
KEPT = 12

Arrays = dict[str, npt.NDArray[np.generic]]


def hash_of(panel: Panel) -> str:
    """Give the SHA-256 of everything in a panel that a fit depends on."""
    digest = hashlib.sha256(MODEL.encode())
    holes = panel.holes
    for array in (
        panel.reporter.astype("U3"),
        panel.citizenship.astype("U3"),
        panel.year,
        panel.returns_from,
        panel.returns_to,
        panel.current,
        panel.previous,
        panel.disputed,
        holes.reporter.astype("U3"),
        holes.citizenship.astype("U3"),
        holes.year,
    ):
        digest.update(f"{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def kept_sample(folder: Path, name: str) -> CooperationSample | None:
    """Read the sample of that name; `None` if it is not there or not whole.

    A file that cannot be read is taken as absent: it can be computed again.
    """
    path = folder / f"{name}.npz"
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            arrays = {key: file[key] for key in file.files}
        return _sample(arrays)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None


def latest_start(folder: Path) -> Start | None:
    """Give where the last fit ended, whatever its data; `None` if there is none."""
    for path in _by_age(folder):
        found = kept_sample(folder, path.stem)
        if found is not None:
            return found.start
    return None


def keep_sample(folder: Path, name: str, sampled: CooperationSample) -> None:
    """Write a sample whole or not at all, and let the oldest ones go."""
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        with part.open("wb") as file:
            np.savez(file, allow_pickle=False, **_arrays(sampled))
        part.replace(folder / f"{name}.npz")
    finally:
        part.unlink(missing_ok=True)
    for path in _by_age(folder)[KEPT:]:
        path.unlink(missing_ok=True)


def _by_age(folder: Path) -> list[Path]:
    """Give the files, the newest first."""
    if not folder.is_dir():
        return []
    aged = [(path.stat().st_mtime, path) for path in folder.glob("*.npz")]
    return [path for _, path in sorted(aged, reverse=True)]


def _arrays(sampled: CooperationSample) -> Arrays:
    names, cells, start = sampled.names, sampled.cells, sampled.start
    return {
        "citizenships": names.citizenships,
        "reporters": names.reporters,
        "years": names.years,
        "pairs": names.pairs,
        "pair_citizenship": names.pair_citizenship,
        "pair_reporter": names.pair_reporter,
        "course": sampled.course,
        "pair": sampled.pair,
        "practice": sampled.practice,
        "outer": sampled.outer,
        "prior": sampled.prior,
        "prior_pair": np.array(sampled.prior_pair),
        "weights": sampled.weights,
        "orders": cells.orders,
        "returns": cells.returns,
        "orders_before": cells.orders_before,
        "used": cells.used,
        "missing": cells.missing,
        "disputed": cells.disputed,
        "place": start.place,
        "curvature": start.curvature,
        "start_shared": start.field.shared,
        "start_group": start.field.group,
        "start_leaf": start.field.leaf,
    }


def _sample(arrays: Arrays) -> CooperationSample:
    def reals(name: str) -> npt.NDArray[np.float64]:
        return arrays[name].astype(np.float64)

    def singles(name: str) -> npt.NDArray[np.float32]:
        return arrays[name].astype(np.float32)

    def whole(name: str) -> npt.NDArray[np.int64]:
        return arrays[name].astype(np.int64)

    names = Names(
        citizenships=arrays["citizenships"].astype(np.str_),
        reporters=arrays["reporters"].astype(np.str_),
        years=whole("years"),
        pairs=arrays["pairs"].astype(np.str_),
        pair_citizenship=whole("pair_citizenship"),
        pair_reporter=whole("pair_reporter"),
    )
    field = Field(reals("start_shared"), reals("start_group"), reals("start_leaf"))
    return CooperationSample(
        names=names,
        course=singles("course"),
        pair=singles("pair"),
        practice=singles("practice"),
        outer=singles("outer"),
        prior=reals("prior"),
        prior_pair=float(reals("prior_pair")),
        weights=reals("weights"),
        cells=Cells(
            orders=whole("orders"),
            returns=whole("returns"),
            orders_before=whole("orders_before"),
            used=whole("used"),
            missing=whole("missing"),
            disputed=whole("disputed"),
        ),
        start=Start(names, reals("place"), reals("curvature"), field),
    )
