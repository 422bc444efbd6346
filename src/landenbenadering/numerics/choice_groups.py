"""Items bound together by limits of their own, as groups with listed choices."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Int64s = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

MOST_CHOICES = 512
MOST_BOUND = 12


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceGroups:
    """Items in groups; of every group exactly one choice is made.

    Attributes
    ----------
    items : tuple of Int64s
        The items of each group, in rising order.
    choices : tuple of Flags, each of shape (n_choices, n_items_of_group)
        What each choice of a group takes; every choice keeps the limits that bind
        the items of this group alone.
    shared : Int64s, shape (n_shared_limits,)
        The limits that bind items of several groups.
    """

    items: tuple[Int64s, ...]
    choices: tuple[Flags, ...]
    shared: Int64s


def choice_groups(usage: Int64s, limits: Int64s) -> ChoiceGroups:
    """Group items so that as many limits as possible bind one group alone.

    Parameters
    ----------
    usage : Int64s, shape (n_limits, n_items)
    limits : Int64s, shape (n_limits,)

    Returns
    -------
    ChoiceGroups
        A group of one item has the choices to leave and to take it.

    Notes
    -----
    A limit on few items (an exclusion, a prerequisite, a synergy) joins the groups
    of its items, the smallest first, while the joint group has at most 512 choices.
    """
    n = usage.shape[1]
    binds = usage != 0
    members = {item: np.array([item]) for item in range(n)}
    listed = {item: np.array([[False], [True]]) for item in range(n)}
    group = np.arange(n)
    width = binds.sum(axis=1)
    shared = []
    for row in np.argsort(width, kind="stable"):
        joined = np.unique(group[binds[row]])
        few = width[row] <= min(MOST_BOUND, max(n // 2, 1))
        size = np.prod([float(len(listed[own])) for own in joined])
        if not few or size > MOST_CHOICES**2:
            shared.append(row)
            continue
        if len(joined) == 0:
            if limits[row] < 0:
                shared.append(row)
            continue
        items, choices = _joined([(members[own], listed[own]) for own in joined])
        choices = choices[choices @ usage[row, items] <= limits[row]]
        if len(choices) > MOST_CHOICES:
            shared.append(row)
            continue
        for own in joined[1:]:
            del members[own], listed[own]
        members[joined[0]], listed[joined[0]] = items, choices
        group[items] = joined[0]
    return ChoiceGroups(
        tuple(members.values()),
        tuple(listed.values()),
        np.array(sorted(shared), dtype=np.int64),
    )


def _joined(parts: list[tuple[Int64s, Flags]]) -> tuple[Int64s, Flags]:
    """List every combination of the choices of several groups."""
    items, choices = parts[0]
    for more, extra in parts[1:]:
        left = np.repeat(choices, len(extra), axis=0)
        choices = np.hstack([left, np.tile(extra, (len(choices), 1))])
        items = np.concatenate([items, more])
    order = np.argsort(items)
    return items[order], choices[:, order]
