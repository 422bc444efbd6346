"""Leaves integrated out one by one with quadrature, given all other effects.

A leaf that rests on few counts has a skewed posterior: its mode and curvature say
too little about it, and a deviation of leaves that is estimated from them is too
small. It is one variable, so that a few nodes around its mean do better. To the other
effects the leaf then looks like a normal one with the same mean and variance.
"""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace import sweeps
from landenbenadering.numerics.laplace.arrays import Indices, Reals
from landenbenadering.numerics.laplace.elimination import predictors
from landenbenadering.numerics.laplace.likelihoods import Likelihood
from landenbenadering.numerics.laplace.model import Field, Layout, Structure
from landenbenadering.numerics.laplace.nodes import add_node, close_nodes

# Leaves wider than this on the scale of the predictor need more nodes: the
# logarithm of a likelihood bends within about one unit.
WIDE = 0.5
FEW, MANY = 5, 11


@dataclass(frozen=True, slots=True)
class Rule:
    """Leaves that are integrated with the same nodes.

    Attributes
    ----------
    leaves, cells : Indices
        Which of them, and their cells.
    leaf_start : Indices
        First of these cells for each leaf, closed by their number.
    likelihood : Likelihood
        Of these cells.
    nodes, masses : Reals
        For a standard normal variable, the node at 0 first.
    """

    leaves: Indices
    cells: Indices
    leaf_start: Indices
    likelihood: Likelihood
    nodes: Reals
    masses: Reals


@dataclass(frozen=True, slots=True)
class Place:
    """Effects, and the standard deviation of each leaf given the others.

    Attributes
    ----------
    field : Field
    scale : Reals, shape (n_leaves,)
    """

    field: Field
    scale: Reals


@dataclass(frozen=True, slots=True)
class LeafMoments:
    """Each leaf given the other effects, and what that tells the others.

    Attributes
    ----------
    log : Reals, shape (n_leaves,)
        Logarithm of the likelihood with the leaf integrated out.
    mean, variance, third : Reals, shape (n_leaves,)
        Moments of the leaf; variance and third moment are central.
    first : Reals, shape (n_cells,)
        Mean over the leaf of the likelihood's first derivative: the gradient of
        `log` to the predictors.
    weights : Reals, shape (n_cells,)
        Information of the normal counts that would give the leaf this variance.
    """

    log: Reals
    mean: Reals
    variance: Reals
    third: Reals
    first: Reals
    weights: Reals


def rules_for(layout: Layout, likelihood: Likelihood, scale: Reals) -> tuple[Rule, ...]:
    """Choose for each leaf how many nodes it gets, from its standard deviation."""
    rules = []
    of_leaf = np.repeat(np.arange(layout.n_leaves), np.diff(layout.leaf_start))
    for wide, count in ((False, FEW), (True, MANY)):
        chosen = (scale > WIDE) == wide
        cells = np.flatnonzero(chosen[of_leaf])
        if not cells.size:
            continue
        sizes = np.diff(layout.leaf_start)[chosen]
        nodes, masses = np.polynomial.hermite_e.hermegauss(count)
        order = np.argsort(np.abs(nodes), kind="stable")
        rules.append(
            Rule(
                leaves=np.flatnonzero(chosen),
                cells=cells,
                leaf_start=np.concatenate([[0], np.cumsum(sizes)]),
                likelihood=likelihood if chosen.all() else likelihood.part(cells),
                nodes=nodes[order],
                masses=(masses / masses.sum())[order],
            )
        )
    return tuple(rules)


def leaf_moments(
    structure: Structure,
    rules: tuple[Rule, ...],
    *,
    log_sd: Reals,
    parameters: Reals,
    place: Place,
) -> LeafMoments:
    """Integrate every leaf out, its nodes laid by `place`.

    With s the prior's standard deviation and V the variance of a leaf, a movement
    a of all predictors of the leaf changes `log` by E[leaf] a / s^2 -
    (1 - V / s^2) a^2 / (2 s^2). Normal counts with information 1/V - 1/s^2
    do the same; they are spread over the cells as the mean second derivatives are.

    References
    ----------
    Pinheiro and Bates (1995), J. Comput. Graph. Stat. 4:12-35, section 2.4
    (adaptive quadrature).
    """
    layout = structure.layout
    assert structure.leaf is not None  # noqa: S101  # else there were no rules
    deviation = float(np.exp(log_sd[structure.leaf]))
    main = Field(place.field.shared, place.field.group, np.zeros(layout.n_leaves))
    eta = predictors(layout, main)
    of_leaves = np.empty((4, layout.n_leaves))
    of_cells = np.empty((2, layout.n_cells))
    for rule in rules:
        centre, scale = place.field.leaf[rule.leaves], place.scale[rule.leaves]
        seen, sums = eta[rule.cells], np.zeros((5, rule.leaves.size))
        slope, bend = np.zeros(seen.size), np.zeros(seen.size)
        for node, mass in zip(rule.nodes, rule.masses, strict=True):
            there = centre + scale * node
            moved = sweeps.on_leaves(seen, there, rule.leaf_start)
            terms = rule.likelihood.terms(moved, parameters)
            add_node(
                terms.log,
                terms.first,
                terms.second,
                rule.leaf_start,
                there,
                deviation,
                float(node),
                float(np.log(mass) + 0.5 * node**2),
                sums,
                slope,
                bend,
            )
        close_nodes(
            rule.leaves,
            rule.cells,
            rule.leaf_start,
            centre,
            scale,
            deviation,
            sums,
            slope,
            bend,
            of_leaves,
            of_cells,
        )
    return LeafMoments(*of_leaves, *of_cells)
