"""Depth-first searches through the coalitions of a voting game.

Members come in a fixed order; a coalition is extended only by later members, and
left when not even all of those would decide.
"""

import numpy as np
import numpy.typing as npt

from landenbenadering.numerics.compiled import compiled

Int64s = npt.NDArray[np.int64]
Circles = npt.NDArray[np.bool_]


@compiled
def _wins(u: int, v: int, size: int, rules: Int64s) -> bool:
    if size >= rules[3]:
        return True
    return bool(size >= rules[2] and u >= rules[0] and v >= rules[1])


@compiled
def _decides(u: int, v: int, size: int, rules: Int64s, everyone: Int64s) -> bool:
    """Say whether a coalition wins or, if `everyone` is given, the others do not."""
    if len(everyone) == 0:
        return _wins(u, v, size, rules)
    return not _wins(everyone[0] - u, everyone[1] - v, everyone[2] - size, rules)


@compiled
def _needs_all(
    chosen: Int64s, depth: int, weights: Int64s, rules: Int64s, everyone: Int64s
) -> bool:
    u, v = 0, 0
    for place in range(depth):
        u += weights[0, chosen[place]]
        v += weights[1, chosen[place]]
    for place in range(depth - 2, -1, -1):
        member = chosen[place]
        if _decides(
            u - weights[0, member], v - weights[1, member], depth - 1, rules, everyone
        ):
            return False
    return True


@compiled
def _holds(chosen: Int64s, depth: int, wanted: Circles) -> bool:
    found = 0
    for place in range(depth):
        found += wanted[chosen[place]]
    return bool(found == wanted.sum())


@compiled
def minimal(
    weights: Int64s,
    rules: Int64s,
    wanted: Circles,
    blocking: bool,  # noqa: FBT001  (compiled code takes no keywords)
    room: int,
    largest: int,
    of_largest: int,
) -> tuple[Int64s, Circles]:
    """Count minimal deciding coalitions by size, and list those up to a size.

    Parameters
    ----------
    weights : Int64s, shape (2, n_members)
        Rows of nothing where the game has fewer weights.
    rules : Int64s, shape (4,)
        Both quotas, the fewest members that win by weight, and the number that
        wins whatever the weights.
    wanted : Circles, shape (n_members,)
        Members that every coalition counted contains.
    blocking : bool
        Whether to decide means that the others do not win.
    largest, of_largest : int
        Most members of a coalition that is listed, and most coalitions listed that
        have that many.
    room : int
        Most coalitions listed.
    """
    n = weights.shape[1]
    by_size = np.zeros(n + 1, dtype=np.int64)
    listed = np.zeros((room, n), dtype=np.bool_)
    rest = np.zeros((n + 1, 2), dtype=np.int64)
    for member in range(n - 1, -1, -1):
        rest[member] = rest[member + 1] + weights[:, member]
    everyone = np.append(rest[0], n)[: 3 * blocking]
    u = np.zeros(n + 1, dtype=np.int64)
    v = np.zeros(n + 1, dtype=np.int64)
    chosen = np.zeros(n + 1, dtype=np.int64)
    if _decides(0, 0, 0, rules, everyone):
        by_size[0] = 0 if wanted.any() else 1
        return by_size, listed[: min(by_size[0], room)]
    count, depth, member = 0, 0, 0
    while depth >= 0:
        if member < n and _decides(
            u[depth] + rest[member, 0],
            v[depth] + rest[member, 1],
            depth + n - member,
            rules,
            everyone,
        ):
            chosen[depth] = member
            u[depth + 1] = u[depth] + weights[0, member]
            v[depth + 1] = v[depth] + weights[1, member]
            member += 1
            if not _decides(u[depth + 1], v[depth + 1], depth + 1, rules, everyone):
                depth += 1
            elif _holds(chosen, depth + 1, wanted) and _needs_all(
                chosen, depth + 1, weights, rules, everyone
            ):
                by_size[depth + 1] += 1
                last = depth + 1 == largest
                if count < room and (depth + 1 < largest or (last and of_largest > 0)):
                    of_largest -= last
                    listed[count, chosen[: depth + 1]] = True
                    count += 1
        else:
            depth -= 1
            member = chosen[depth] + 1 if depth >= 0 else n
    return by_size, listed[:count]


@compiled
def cheapest(weights: Int64s, rules: Int64s, prices: Int64s) -> Circles:
    """Find the winning coalition of least cost, and of those one of fewest members.

    Members must come in rising order of price; all together must win. `weights`
    and `rules` are as in `minimal`.
    """
    n = weights.shape[1]
    best = np.ones(n, dtype=np.bool_)
    best_cost, best_size = prices.sum() + 1, n + 1
    rest = np.zeros((n + 1, 2), dtype=np.int64)
    for member in range(n - 1, -1, -1):
        rest[member] = rest[member + 1] + weights[:, member]
    total = np.zeros((n + 1, 3), dtype=np.int64)
    chosen = np.zeros(n + 1, dtype=np.int64)
    depth, member = 0, 0
    while depth >= 0:
        u, v, cost = total[depth]
        short = max(1, min(rules[2], rules[3]) - depth)
        hopeful = member < n and _wins(
            u + rest[member, 0], v + rest[member, 1], depth + n - member, rules
        )
        if hopeful:
            least = cost + short * prices[member]
            hopeful = least < best_cost or (
                least == best_cost and depth + short < best_size
            )
        if hopeful:
            chosen[depth] = member
            u, v = u + weights[0, member], v + weights[1, member]
            cost += prices[member]
            member += 1
            if not _wins(u, v, depth + 1, rules):
                depth += 1
                total[depth, 0], total[depth, 1], total[depth, 2] = u, v, cost
            elif cost < best_cost or depth + 1 < best_size:
                best_cost, best_size = cost, depth + 1
                best[:] = False
                best[chosen[: depth + 1]] = True
        else:
            depth -= 1
            member = chosen[depth] + 1 if depth >= 0 else n
    return best
