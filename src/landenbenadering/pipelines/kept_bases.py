"""Which kept draws answer for which extractions, so that pages need not look them up.

Finding the draws by their panel means reading every count again. A small file per
set of extractions says which draws follow from it.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from landenbenadering.evidence.store import Vintage
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.pipelines.kept_samples import MODEL


@dataclass(frozen=True, slots=True)
class Basis:
    """What the comparison rests on.

    Attributes
    ----------
    states, citizenships : tuple of str
        ISO 3166 alpha-3 of those with usable cells.
    years : tuple of int
    cells : int
        Cells used.
    missing : int
        Cells in which a count is not known.
    without_orders : int
        Cells left out since the orders of both years may be 0.
    vintages : tuple of str
        Extractions known on the day, as in `MIGR_EIORD 2017-18`.
    """

    states: tuple[str, ...]
    citizenships: tuple[str, ...]
    years: tuple[int, ...]
    cells: int
    missing: int
    without_orders: int
    vintages: tuple[str, ...]

    @property
    def one_state(self) -> bool:
        """Whether practice and cooperation cannot be told apart."""
        return len(self.states) == 1


@dataclass(frozen=True, slots=True)
class KeptBasis:
    """The name of kept draws, with what they rest on."""

    sample: str
    basis: Basis


def basis_name(vintages: Sequence[Vintage], series: Series) -> str:
    """Name a set of extractions, oldest first, and the kind of returns."""
    digest = hashlib.sha256(f"{MODEL} {series}".encode())
    for item in vintages:
        digest.update(f"{item.sha256} {item.vintage} {item.shipped}".encode())
    return digest.hexdigest()


def keep_basis(folder: Path, name: str, kept: KeptBasis) -> None:
    """Write which draws answer, whole or not at all."""
    path = _path(folder, name)
    if kept_basis(folder, name) == kept:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{name}.{os.getpid()}.part")
    try:
        part.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def kept_basis(folder: Path, name: str) -> KeptBasis | None:
    """Read which draws answer; `None` if nobody asked, or the file is not whole."""
    try:
        said = json.loads(_path(folder, name).read_text(encoding="utf-8"))
        basis = said["basis"]
        return KeptBasis(
            sample=str(said["sample"]),
            basis=Basis(
                states=tuple(map(str, basis["states"])),
                citizenships=tuple(map(str, basis["citizenships"])),
                years=tuple(map(int, basis["years"])),
                cells=int(basis["cells"]),
                missing=int(basis["missing"]),
                without_orders=int(basis["without_orders"]),
                vintages=tuple(map(str, basis["vintages"])),
            ),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(folder: Path, name: str) -> Path:
    return folder / "bases" / f"{name}.json"
