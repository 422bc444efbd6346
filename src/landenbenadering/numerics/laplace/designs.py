"""Outer points to integrate over, around the highest one."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.numerics.laplace.arrays import Reals
from landenbenadering.numerics.laplace.composite import Composite, composite

ANGLES = 6


@dataclass(frozen=True, slots=True)
class Design:
    """Movements from the highest outer point, and what each stands for.

    Attributes
    ----------
    moves : Reals, shape (n_points, n_outer)
        The first is none at all.
    weights : Reals, shape (n_points,)
        Of the posterior density there relative to the first point.
    log_volume : float
        Logarithm of the integral of that density, less that of its weighted sum.
    covariance : Reals, shape (n_outer, n_outer)
        Of the directions in which the posterior is about normal.
    """

    moves: Reals
    weights: Reals
    log_volume: float
    covariance: Reals


def normal_design(covariance: Reals) -> Design:
    """Lay a composite design along the axes of a normal posterior."""
    design = composite(covariance.shape[0])
    moves, log_volume = _laid(design, covariance)
    return Design(moves, design.weights, log_volume, covariance)


def split_design(place: Reals, covariance: Reals, alike: tuple[int, int]) -> Design:
    """Lay a design for two deviations of which little more than the total is known.

    With T^2 the sum of both variances and the deviations T cos a and T sin a, the
    posterior is about normal in log T and the other outer parameters, and may be
    anything in the angle a. Angles are equally spaced from 0 to a right angle; at each
    lies a composite design for all else.

    What the counts leave open is left to what is thought beforehand. Independent priors
    of both make the angle about uniform: one of them is then so often near 0 that
    intervals are too short in all other cases. Here the share sin^2 a of the second in
    the total has a beta distribution with parameters 2 and 3 instead.

    Parameters
    ----------
    place : Reals
        Highest outer point.
    covariance : Reals
        Of the normal posterior there.
    alike : tuple of int
        Which two outer parameters are the logarithms of these deviations.
    """
    one, other = alike
    left = np.delete(np.arange(place.size), other)
    along = np.zeros((place.size, left.size))
    along[left, np.arange(left.size)] = 1.0
    along[other, one if one < other else one - 1] = 1.0
    held = np.linalg.inv(along.T @ np.linalg.inv(covariance) @ along)
    design = composite(left.size)
    within, log_volume = _laid(design, np.asarray(held, dtype=np.float64))
    within = within @ along.T
    angles = (np.arange(ANGLES) + 0.5) * (0.5 * np.pi / ANGLES)
    total = 0.5 * np.log(np.exp(2.0 * place[one]) + np.exp(2.0 * place[other]))
    moves, weights = [np.zeros((1, place.size))], [np.zeros(1)]
    for angle in angles:
        turned = np.zeros(place.size)
        turned[one] = total + np.log(np.cos(angle)) - place[one]
        turned[other] = total + np.log(np.sin(angle)) - place[other]
        moves.append(within + turned)
        # From the density in the logarithms to that in log T and the angle.
        share = 0.5 * np.pi / ANGLES / (np.sin(angle) * np.cos(angle))
        weights.append(share * _beforehand(angle) * design.weights)
    return Design(
        np.concatenate(moves),
        np.concatenate(weights),
        log_volume,
        along @ held @ along.T,
    )


def _beforehand(angle: float) -> float:
    """Give the density of an angle over a uniform one."""
    sine, cosine = np.sin(angle) ** 2, np.cos(angle) ** 2
    of_share = 12.0 * sine * cosine**2
    return float(of_share * 2.0 * np.sqrt(sine * cosine) * 0.5 * np.pi)


def _laid(design: Composite, covariance: Reals) -> tuple[Reals, float]:
    """Stretch a design for a standard normal vector, and give the volume it has."""
    values, vectors = np.linalg.eigh(covariance)
    # Of the two directions of an axis one must always be taken, so that nearly
    # equal fits have nearly equal points.
    largest = np.argmax(np.abs(vectors), axis=0)
    vectors *= np.sign(np.take_along_axis(vectors, largest[None], axis=0))
    moves = design.points @ (vectors * np.sqrt(values)).T
    at_normal = np.exp(-0.5 * np.sum(design.points**2, axis=1))
    volume = 0.5 * float(np.sum(np.log(2.0 * np.pi * values)))
    return moves, volume - float(np.log(np.sum(design.weights * at_normal)))
