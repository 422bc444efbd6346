"""Voting power by power-bdd: `python peer_power.py FILE`, a list of members.

Runs in an environment of its own, without this product. Prints one line of JSON.
"""

import json
import sys
import time
from pathlib import Path

from power_bdd.bdd import BDD, WeightedGame


def main(file: Path) -> None:
    """Count both indices and say how long that took."""
    council = json.loads(file.read_text(encoding="utf-8"))
    people = council["population"]
    n = len(people)
    start = time.perf_counter()
    by_people = BDD(WeightedGame(council["quota_population"], list(people)))
    by_members = BDD(WeightedGame(council["min_members"], [1] * n))
    nearly_all = BDD(WeightedGame(council["members_that_always_win"], [1] * n))
    game = (by_people & by_members) | nearly_all
    banzhaf, shapley = game.calc_banzhaf(), game.calc_shapley()
    seconds = time.perf_counter() - start
    print(
        json.dumps(
            {
                "seconds": seconds,
                "banzhaf": [float(value) for value in banzhaf],
                "shapley_shubik": [float(value) for value in shapley],
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
