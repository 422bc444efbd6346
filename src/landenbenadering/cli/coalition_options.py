"""The options of `landenbenadering coalition`."""

import argparse

from landenbenadering.cli.days import day


def add_coalition(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command."""
    coalition = commands.add_parser(
        "coalition", help="who shares the problem, and what a circle can decide"
    )
    coalition.add_argument(
        "country", type=str.upper, metavar="ISO3", help="country of origin, as in AFG"
    )
    coalition.add_argument(
        "--circle",
        type=_states,
        default=("NLD",),
        metavar="STATES",
        help="states that act together, as in NLD,SWE (default: NLD)",
    )
    coalition.add_argument(
        "--opt-out",
        type=_states,
        default=(),
        metavar="STATES",
        help="members of the Council that take no part, as in DNK,IRL",
    )
    coalition.add_argument(
        "--vote-on", type=day, metavar="DATE", help="day of the vote (default: today)"
    )
    coalition.add_argument("--rule", help="name of the voting rule of that day")
    coalition.add_argument(
        "--smallest",
        action="store_true",
        help="count the smallest majorities and blocks, which takes seconds",
    )
    coalition.add_argument("--format", choices=("text", "json", "csv"), default="text")
    coalition.add_argument("--known-on", type=day, metavar="DATE")
    coalition.set_defaults(carry_out="landenbenadering.cli.coalition:coalition")


def _states(text: str) -> tuple[str, ...]:
    return tuple(part.strip().upper() for part in text.split(",") if part.strip())
