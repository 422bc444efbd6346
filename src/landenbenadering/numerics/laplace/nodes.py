"""Compiled sums over the nodes of quadratures over leaves."""

import math

from landenbenadering.numerics.compiled import compiled
from landenbenadering.numerics.laplace.arrays import Indices, Reals

FLOOR = 1e-9


@compiled
def add_node(
    log: Reals,
    first: Reals,
    second: Reals,
    leaf_start: Indices,
    leaves: Reals,
    deviation: float,
    node: float,
    log_mass: float,
    sums: Reals,
    slope: Reals,
    bend: Reals,
) -> None:
    """Add one node of a quadrature over leaves to sums, which change in place.

    `leaves` are where the node lies for each; `sums` has the rows: logarithm at the
    first node, then total and moments of the node relative to it. `slope` and `bend`
    collect the derivatives of each cell in the same proportion.
    """
    for leaf in range(leaves.size):
        begin, end = leaf_start[leaf], leaf_start[leaf + 1]
        value = log_mass - 0.5 * (leaves[leaf] / deviation) ** 2
        for cell in range(begin, end):
            value += log[cell]
        if sums[1, leaf] == 0.0:
            sums[0, leaf] = value
        mass = math.exp(value - sums[0, leaf])
        moment = mass
        for power in range(1, 5):
            sums[power, leaf] += moment
            moment *= node
        for cell in range(begin, end):
            slope[cell] += mass * first[cell]
            bend[cell] += mass * second[cell]


@compiled
def close_nodes(
    leaves: Indices,
    cells: Indices,
    leaf_start: Indices,
    centre: Reals,
    scale: Reals,
    deviation: float,
    sums: Reals,
    slope: Reals,
    bend: Reals,
    of_leaves: Reals,
    of_cells: Reals,
) -> None:
    """Turn the sums over nodes into moments, written at `leaves` and `cells`.

    `of_leaves` gets the rows log, mean, variance and third moment, `of_cells` the
    mean first derivative and the weight. The weights of a leaf add up to the
    information that normal counts with its variance would have.
    """
    most = deviation * deviation * (1.0 - FLOOR)
    for number in range(leaves.size):
        leaf, step, total = leaves[number], scale[number], sums[1, number]
        m1, m2 = sums[2, number] / total, sums[3, number] / total
        m3 = sums[4, number] / total
        variance = min(max(step * step * (m2 - m1 * m1), FLOOR * most), most)
        of_leaves[0, leaf] = sums[0, number] + math.log(total * step / deviation)
        of_leaves[1, leaf] = centre[number] + step * m1
        of_leaves[2, leaf] = variance
        of_leaves[3, leaf] = step**3 * (m3 - 3.0 * m1 * m2 + 2.0 * m1 * m1 * m1)
        held = 0.0
        for place in range(leaf_start[number], leaf_start[number + 1]):
            weight = max(-bend[place] / total, FLOOR)
            of_cells[0, cells[place]] = slope[place] / total
            of_cells[1, cells[place]] = weight
            held += weight
        ratio = (1.0 / variance - 1.0 / (deviation * deviation)) / held
        for place in range(leaf_start[number], leaf_start[number + 1]):
            of_cells[1, cells[place]] *= ratio
