"""Voting power for a member list: `python -m benchmarks.power FILE`.

The file is JSON with `members` and `population`, and may give `quota_population`,
`min_members` and `members_that_always_win`; without these, 65 % of the population,
55 % of the members, and all but three.
"""

import json
import resource
import sys
import time
from pathlib import Path

from landenbenadering.numerics.voting import VotingGame, power_indices


def council_game(file: Path) -> tuple[list[str], VotingGame]:
    """Read the members and the rule of a file."""
    content = json.loads(file.read_text(encoding="utf-8"))
    people = tuple(int(persons) for persons in content["population"])
    n = len(people)
    game = VotingGame(
        weights=(people,),
        quotas=(int(content.get("quota_population", -(-65 * sum(people) // 100))),),
        members=n,
        fewest=int(content.get("min_members", -(-55 * n // 100))),
        enough=int(content.get("members_that_always_win", n - 3)),
    )
    return [str(name) for name in content["members"]], game


def main(arguments: list[str]) -> int:
    """Print both indices of every member, the counts, and what they took."""
    if not arguments:
        print("python -m benchmarks.power FILE …", file=sys.stderr)
        return 2
    for name in arguments:
        members, game = council_game(Path(name))
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
