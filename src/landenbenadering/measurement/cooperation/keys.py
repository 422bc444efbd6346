"""The order of cells that the model of crossed effects needs."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Reals = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]
Strings = npt.NDArray[np.str_]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Cells in order of citizenship, reporting state and year.

    Attributes
    ----------
    order : Indices, shape (n_cells,)
        Where each arranged cell stood before.
    citizenship, reporter, year, pair : Indices, shape (n_cells,)
        Numbers from 0 of arranged cells; pairs are numbered over all.
    citizenships, reporters, years : ndarray
        The original key of each number.
    pair_start : Indices, shape (n_pairs + 1,)
        First cell of each pair.
    citizenship_start : Indices, shape (n_citizenships + 1,)
        First pair of each citizenship.
    """

    order: Indices
    citizenship: Indices
    reporter: Indices
    year: Indices
    pair: Indices
    citizenships: npt.NDArray[np.generic]
    reporters: npt.NDArray[np.generic]
    years: npt.NDArray[np.generic]
    pair_start: Indices
    citizenship_start: Indices

    @property
    def pair_citizenship(self) -> Indices:
        """Number of the citizenship of each pair."""
        return self.citizenship[self.pair_start[:-1]]

    @property
    def pair_reporter(self) -> Indices:
        """Number of the reporting state of each pair."""
        return self.reporter[self.pair_start[:-1]]


def arrange(
    *,
    citizenship: npt.NDArray[np.generic],
    reporter: npt.NDArray[np.generic],
    year: npt.NDArray[np.generic],
) -> Arrangement:
    """Put cells in order and give their keys numbers.

    Only keys that occur get a number, in their sorted order.
    """
    citizenships, c = np.unique(citizenship, return_inverse=True)
    reporters, r = np.unique(reporter, return_inverse=True)
    years, t = np.unique(year, return_inverse=True)
    code = (c * reporters.size + r) * years.size + t
    order = np.argsort(code, kind="stable")
    c, r, t = c[order], r[order], t[order]
    pairs, first, pair = np.unique(
        c * reporters.size + r, return_index=True, return_inverse=True
    )
    ends = np.searchsorted(pairs // reporters.size, np.arange(citizenships.size))
    return Arrangement(
        order=order,
        citizenship=c,
        reporter=r,
        year=t,
        pair=pair,
        citizenships=citizenships,
        reporters=reporters,
        years=years,
        pair_start=np.append(first, c.size),
        citizenship_start=np.append(ends, pairs.size),
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What each number of an arrangement stands for; all sorted.

    Attributes
    ----------
    citizenships, reporters : Strings
    years : Indices
    pairs : Strings
        Citizenship, a blank, reporting state.
    pair_citizenship, pair_reporter : Indices, shape (n_pairs,)
    """

    citizenships: Strings
    reporters: Strings
    years: Indices
    pairs: Strings
    pair_citizenship: Indices
    pair_reporter: Indices


def names_of(cells: Arrangement) -> Names:
    """Take the keys of an arrangement without its cells."""
    citizenships = np.asarray(cells.citizenships, dtype=np.str_)
    reporters = np.asarray(cells.reporters, dtype=np.str_)
    first = citizenships[cells.pair_citizenship]
    joined = np.char.add(np.char.add(first, " "), reporters[cells.pair_reporter])
    return Names(
        citizenships=citizenships,
        reporters=reporters,
        years=np.asarray(cells.years, dtype=np.int64),
        pairs=np.asarray(joined, dtype=np.str_),
        pair_citizenship=cells.pair_citizenship,
        pair_reporter=cells.pair_reporter,
    )
