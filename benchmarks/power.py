"""Voting power for a member list: `python -m benchmarks.power FILE`.

The file is JSON with `members` and `population`, and may give `quota_population`,
`min_members` and `members_that_always_win`; without these, 65 % of the population,
55 % of the members, and all but three. Votes are given as `weights` with their
`quota`, as of the treaties of Rome and Nice; `population` with its quota and
`min_members` then come beside them where they are given.
"""

import json
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.figure import Figure
from benchmarks.peers import peer_power
from landenbenadering.numerics.voting import VotingGame, power_indices
from landenbenadering.policy.council_populations import council_populations
from landenbenadering.policy.council_rules import council_members

DAY = date(2026, 1, 1)


def council_game(file: Path) -> tuple[list[str], VotingGame]:
    """Read the members and the rule of a file."""
    content = json.loads(file.read_text(encoding="utf-8"))
    rows, quotas = [], []
    if "weights" in content:
        rows.append(_numbers(content, "weights"))
        quotas.append(int(content["quota"]))
    n = len(content["members"])
    lisbon = not rows
    if lisbon or "population" in content:
        people = _numbers(content, "population")
        rows.append(people)
        quotas.append(int(content.get("quota_population", -(-65 * sum(people) // 100))))
    enough = content.get("members_that_always_win", n - 3 if lisbon else None)
    game = VotingGame(
        weights=tuple(rows),
        quotas=tuple(quotas),
        members=n,
        fewest=int(content.get("min_members", -(-55 * n // 100) if lisbon else 0)),
        enough=None if enough is None else int(enough),
    )
    return [str(name) for name in content["members"]], game


def _numbers(content: dict[str, list[int]], name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in content[name])


def power_figures() -> Iterator[Figure]:
    """Measure the indices of 27 members against power-bdd, and circles at once."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "council.json"
        file.write_text(json.dumps(_council_of_27()), encoding="utf-8")
        _, game = council_game(file)
        peer = peer_power(file)
    seconds = statistics.median(_timed(lambda: power_indices(game)) for _ in range(21))
    what = "both indices of 27 members against power-bdd"
    if peer is None:
        yield Figure(what, 0.02, "of its time", None, "it is not installed")
    else:
        ours = power_indices(game)
        both = (*ours.banzhaf, *ours.shapley_shubik)
        theirs = (*peer.banzhaf, *peer.shapley_shubik)
        far = max(abs(float(a) - b) for a, b in zip(both, theirs, strict=True))
        how = f"it took {peer.seconds:.2f} s; largest difference {far:.0e}"
        yield Figure(what, 0.02, "of its time", seconds / peer.seconds, how)
    yield Figure("both indices of 27 members", 0.02, "s", seconds, "exact fractions")
    circles = np.random.default_rng(0).random((10_000, 27)) < 0.5
    took = statistics.median(
        _timed(lambda: (game.wins(circles), game.blocks(circles))) for _ in range(5)
    )
    yield Figure("10,000 circles pass or block", 0.1, "s", took, "one call each")


def _council_of_27() -> dict[str, object]:
    known = council_populations(DAY)
    if known is None:
        raise ValueError("no populations are known on that day")
    members = council_members(DAY)
    people = [known.persons[member] for member in members]
    return {
        "members": members,
        "population": people,
        "quota_population": -(-65 * sum(people) // 100),
        "min_members": -(-55 * len(members) // 100),
        "members_that_always_win": len(members) - 3,
    }


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main(arguments: list[str]) -> int:
    """Print both indices of every member, the counts, and what they took."""
    if not arguments or "--help" in arguments:
        print(__doc__, file=sys.stderr)
        return 2
    for name in arguments:
        try:
            members, game = council_game(Path(name))
        except KeyError as missing:
            print(f"{name}: {missing} is missing; see --help.", file=sys.stderr)
            return 2
        power = power_indices(game)
        start = time.perf_counter()
        power = power_indices(game)
        seconds = time.perf_counter() - start
        print(f"{'member':<8}{'swings':>12}  {'banzhaf':<22}{'shapley_shubik':<22}")
        for i, member in enumerate(members):
            print(
                f"{member:<8}{power.swings[i]:>12}  "
                f"{float(power.banzhaf[i])!r:<22}{float(power.shapley_shubik[i])!r:<22}"
            )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"winning_coalitions {power.winning}")
        print(f"coalitions {power.coalitions}")
        print(f"seconds {seconds:.4f} (second of two runs)")
        print(f"peak_memory_mib {peak:.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
