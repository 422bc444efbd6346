"""Likelihoods of counts that are known only to lie within bounds."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from landenbenadering.numerics.errors import CountsError
from landenbenadering.numerics.laplace import mixtures
from landenbenadering.numerics.laplace.arrays import Indices, Reals


@dataclass(frozen=True, slots=True)
class Terms:
    """Log-likelihood per cell with three derivatives to the predictor."""

    log: Reals
    first: Reals
    second: Reals
    third: Reals


class Likelihood(Protocol):
    """Counts that are independent given the predictors."""

    @property
    def n_parameters(self) -> int:
        """Number of parameters beside the predictors."""

    def terms(self, eta: Reals, parameters: Reals) -> Terms:
        """Evaluate every cell at predictors `eta`."""

    def part(self, cells: Indices) -> "Likelihood":
        """Give the likelihood of some of the cells."""


@dataclass(frozen=True, slots=True)
class BoundedBinomial:
    """Successes among trials with logit predictor, both known within bounds.

    Attributes
    ----------
    coefficients : Reals, shape (width, n_cells)
        Of the polynomial in the odds of `mixtures.binomial_polynomials`.
    reference : Reals, shape (n_cells,)
        Logarithm of what the coefficients are relative to.
    successes, trials : Indices, shape (n_cells,)
        The fewest successes and the most trials.
    """

    coefficients: Reals
    reference: Reals
    successes: Indices
    trials: Indices

    @property
    def n_parameters(self) -> int:
        """None."""
        return 0

    def terms(self, eta: Reals, parameters: Reals) -> Terms:  # noqa: ARG002
        """Evaluate every cell at predictors `eta` on the logit scale."""
        return Terms(
            *mixtures.binomial_terms(
                eta,
                self.coefficients,
                self.reference,
                self.successes,
                self.trials,
            )
        )

    def part(self, cells: Indices) -> "BoundedBinomial":
        """Give the likelihood of some of the cells."""
        return BoundedBinomial(
            np.ascontiguousarray(self.coefficients[:, cells]),
            self.reference[cells],
            self.successes[cells],
            self.trials[cells],
        )


@dataclass(frozen=True, slots=True)
class Bounds:
    """Whole numbers, each known to lie between two others, both included."""

    lower: Indices
    upper: Indices

    def __post_init__(self) -> None:
        """Refuse bounds that no count fulfils."""
        if self.lower.shape != self.upper.shape:
            raise CountsError("Lower and upper bounds differ in number.")
        if np.any(self.lower < 0) or np.any(self.lower > self.upper):
            raise CountsError("A lower bound is below 0 or above its upper bound.")


def rounded(published: Indices, base: int) -> Bounds:
    """Bound counts that were rounded to the nearest multiple of `base`, halves up."""
    lower = np.maximum(published - base // 2, 0)
    return Bounds(lower, published + (base - 1) // 2)


def bounded_binomial(
    *, successes: Bounds, trials: Bounds, weights: Reals | None = None
) -> BoundedBinomial:
    """Make the likelihood of successes and trials within bounds.

    The probability is summed over all pairs inside the bounds, a number of
    trials counting in proportion to its weight.

    Parameters
    ----------
    successes, trials : Bounds
    weights : Reals or None, shape (n_cells, trials_width)
        How much each number of trials of a cell counts, the smallest first; `None`
        if all count the same.

    Raises
    ------
    CountsError
        More successes than trials in some cell, whatever the counts within bounds,
        or weights of another shape.
    """
    if np.any(successes.lower > trials.upper):
        raise CountsError("A cell has more successes than trials.")
    columns = (trials.lower, trials.upper, successes.lower, successes.upper)
    kinds, kind = _distinct(columns)
    widths = [int(np.max(kinds[:, i + 1] - kinds[:, i], initial=0)) + 1 for i in (0, 2)]
    table, reference = mixtures.binomial_table(kinds, widths[0], widths[1])
    if weights is None:
        weights = np.ones((kind.size, widths[0]))
    if weights.shape != (kind.size, widths[0]):
        raise CountsError(
            f"Weights of shape {weights.shape}, not {(kind.size, widths[0])}."
        )
    coefficients = mixtures.binomial_polynomials(table, kinds, kind, weights)
    return BoundedBinomial(coefficients, reference[kind], successes.lower, trials.upper)


def _distinct(columns: tuple[Indices, ...]) -> tuple[Indices, Indices]:
    """Give the distinct rows of columns, and which of them each row is."""
    code = np.zeros(columns[0].size, dtype=np.int64)
    for column in columns:
        code = code * (int(column.max(initial=0)) + 1) + column
        _, first, code = np.unique(code, return_index=True, return_inverse=True)
    return np.column_stack([column[first] for column in columns]), code


@dataclass(frozen=True, slots=True)
class BoundedNegativeBinomial:
    """Overdispersed counts within bounds, with an exposure that is not exact.

    The mean is exposure times exp(eta) and the variance mean + mean^2 / r, with
    r = exp(parameters[0]). The exposure is (1 - s) first + s second, with
    s = 1 / (1 + exp(-parameters[1])), averaged over equally weighted nodes.

    Attributes
    ----------
    counts : Bounds
    first, second : Reals, shape (n_cells, n_nodes)
        Exposures above 0 at each node.
    kinds, kind : Indices
        The different lower bounds, and which of them each cell has; made here.
    """

    counts: Bounds
    first: Reals
    second: Reals
    kinds: Indices = field(init=False)
    kind: Indices = field(init=False)

    def __post_init__(self) -> None:
        """Refuse exposures that are not above 0."""
        kinds, kind = np.unique(self.counts.lower, return_inverse=True)
        object.__setattr__(self, "kinds", kinds)
        object.__setattr__(self, "kind", kind)
        if self.first.size and min(self.first.min(), self.second.min()) <= 0:
            raise CountsError("An exposure is not above 0.")

    @property
    def n_parameters(self) -> int:
        """Two: log size, logit share of the second exposure."""
        return 2

    def terms(self, eta: Reals, parameters: Reals) -> Terms:
        """Evaluate every cell at predictors `eta` on the log scale."""
        share = 1.0 / (1.0 + np.exp(-parameters[1]))
        exposure = (1.0 - share) * self.first + share * self.second
        return Terms(
            *mixtures.negative_binomial_terms(
                eta,
                exposure,
                self.counts.lower,
                self.counts.upper,
                self.kinds,
                self.kind,
                float(np.exp(parameters[0])),
            )
        )

    def part(self, cells: Indices) -> "BoundedNegativeBinomial":
        """Give the likelihood of some of the cells."""
        counts = Bounds(self.counts.lower[cells], self.counts.upper[cells])
        return BoundedNegativeBinomial(counts, self.first[cells], self.second[cells])


@dataclass(frozen=True, slots=True)
class WithFixedEffects:
    """A likelihood whose predictors are moved by fixed effects.

    The fixed effects come first among the parameters. They are then treated
    with the standard deviations instead of with the latent effects.

    Attributes
    ----------
    likelihood : Likelihood
    design : Reals, shape (n_cells, n_fixed)
    """

    likelihood: Likelihood
    design: Reals

    @property
    def n_parameters(self) -> int:
        """Fixed effects and the parameters of the likelihood within."""
        return int(self.design.shape[1]) + self.likelihood.n_parameters

    def terms(self, eta: Reals, parameters: Reals) -> Terms:
        """Evaluate every cell at latent predictors `eta`."""
        n_fixed = self.design.shape[1]
        moved = eta + self.design @ parameters[:n_fixed]
        return self.likelihood.terms(moved, parameters[n_fixed:])

    def part(self, cells: Indices) -> "WithFixedEffects":
        """Give the likelihood of some of the cells."""
        return WithFixedEffects(self.likelihood.part(cells), self.design[cells])
