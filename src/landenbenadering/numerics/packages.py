"""Every efficient package: all choices that no other choice dominates."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.package_search import (
    DIRECTIONS,
    Watch,
    aim,
    allow,
    finish,
    prepared_search,
    probe,
    root,
)

Int64s = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Twice a total, and the difference of two, are still exact as a double.
LARGEST = 2**51
WIDTHS = (100, 200)
MOST_STATES = 3_000_000


@dataclass(frozen=True, slots=True, eq=False)
class PackageProblem:
    """Choose items; maximise every objective within the limits.

    Attributes
    ----------
    gains : Int64s, shape (n_objectives, n_items)
        What an item adds to each objective; may be negative.
    usage : Int64s, shape (n_limits, n_items)
        What an item uses of each limit; may be negative.
    limits : Int64s, shape (n_limits,)
        Most that a package may use; may be negative ("at least").

    Raises
    ------
    NumericsError
        NUM201 when the shapes do not fit or a total may pass 2^51.
    """

    gains: Int64s
    usage: Int64s
    limits: Int64s

    def __post_init__(self) -> None:
        """Refuse shapes and sizes that cannot be computed exactly."""
        fits = (
            self.gains.ndim == self.usage.ndim == 2
            and self.usage.shape == (len(self.limits), self.gains.shape[1])
            and self.gains.shape[0] > 0
        )
        parts = (self.gains, self.usage, self.limits[:, None])
        if not fits or any(
            np.abs(part.astype(float)).sum(axis=1).max(initial=0) >= LARGEST
            for part in parts
        ):
            raise NumericsError(
                "NUM201",
                problem="The gains, usage and limits do not fit each other, or a "
                "total may pass 2^51.",
                remedy="Give a column per item, a limit per row, in larger units.",
            )


@dataclass(frozen=True, slots=True, eq=False)
class EfficientPackages:
    """The answer, with what is proven about it.

    Attributes
    ----------
    points : Int64s, shape (n_packages, n_objectives)
        Totals of each package, in rising lexicographic order.
    packages : Flags, shape (n_packages, n_items)
        Which items each takes.
    states : int
        States that the search kept, as a measure of its effort.
    complete : bool
        Whether these are all efficient packages and no others. If not, the search
        was stopped, was told to approximate, or had too many states open.
    shortfall : Int64s, shape (n_objectives,)
        What is proven in any case: of every package within the limits some package
        given here reaches each total less this much. Zero when complete. Says
        nothing when no package is given.
    """

    points: Int64s
    packages: Flags
    states: int
    complete: bool
    shortfall: Int64s


def efficient_packages(
    problem: PackageProblem,
    *,
    every: bool = True,
    directions: int | None = None,
    tolerance: float = 0.0,
    most_states: int = MOST_STATES,
    watch: Watch | None = None,
) -> EfficientPackages:
    """Find all efficient packages.

    Parameters
    ----------
    problem : PackageProblem
        What to choose from.
    every : bool
        Whether to give every package of an efficient point; otherwise one of each.
    directions : int or None
        About how many directions to bound in; `None` for a number that suits the
        number of objectives. Changes the time, never the answer.
    tolerance : float
        Share of the best total of each objective by which packages may be passed
        without being sought; 0 for the exact answer.
    most_states : int
        Partial packages open at once, which bounds the memory. Beyond, the answer
        becomes an approximation that says how close it is.
    watch : callable or None
        Told the progress after every group; the search stops when it says false,
        and keeps what it has.

    Returns
    -------
    EfficientPackages
        Without rows if no package keeps the limits.

    Notes
    -----
    Items tied together by limits of their own form groups, which are decided one
    after the other. A state is dropped if another has gained
    as much with as little, or if in some direction its bound stays below every
    point that known packages leave open (the search zone). Narrow searches that
    keep few states find the known packages first.

    References
    ----------
    C. Bazgan, H. Hugot and D. Vanderpooten (2009), Computers & Operations Research
    36(1), 260-279.
    J. R. Figueira, L. Paquete, M. Simões and D. Vanderpooten (2013), Computational
    Optimization and Applications 56(1), 97-111.
    """
    p, n = problem.gains.shape
    about = directions or min(DIRECTIONS.get(p, 60), 2 * n)
    search = prepared_search(
        problem.gains,
        problem.usage,
        problem.limits,
        about=max(about, p),
        every=every,
        watch=watch or (lambda _: True),
        most_states=most_states,
    )
    exact = np.zeros(p, dtype=np.int64)
    if search is None:
        points = np.zeros((0, p), dtype=np.int64)
        packages = np.zeros((0, n), dtype=np.bool_)
        return EfficientPackages(
            points, packages, states=0, complete=True, shortfall=exact
        )
    for width in WIDTHS:
        aim(search)
        probe(search, root(search), width=width)
    aim(search)
    if tolerance > 0:
        allow(search, tolerance)
    finish(search, root(search))
    ranked = np.lexsort((*search.packages.T[::-1], *search.points.T[::-1]))
    complete = not search.stopped and not search.shortfall.any()
    return EfficientPackages(
        search.points[ranked],
        search.packages[ranked],
        search.states,
        complete,
        search.shortfall,
    )
