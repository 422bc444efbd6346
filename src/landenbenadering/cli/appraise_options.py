"""The options of `landenbenadering appraise`."""

import argparse
from pathlib import Path

from landenbenadering.core.language import Language


def add_appraise(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    """Add the command."""
    appraise = commands.add_parser(
        "appraise", help="find every efficient package of instruments, and what follows"
    )
    appraise.add_argument(
        "sheets",
        nargs="+",
        metavar="SHEET",
        help="file of an appraisal, or the name of one that is shipped, as in "
        "ghana-example; several make a programme under shared budgets",
    )
    appraise.add_argument(
        "--format",
        choices=("text", "json", "csv", "instruments-csv", "xmcda"),
        default="text",
    )
    appraise.add_argument(
        "--out", type=Path, metavar="FILE", help="file to write (default: the terminal)"
    )
    appraise.add_argument(
        "--draws",
        type=_count,
        default=10_000,
        help="draws of weights and scores for shares of rank; 0 for none",
    )
    appraise.add_argument(
        "--seed", type=_count, default=20_130_306, help="seed of those draws"
    )
    appraise.add_argument(
        "--seconds",
        type=_count,
        default=60,
        help="time to look for every package; after that, packages with every score "
        "in the middle of its bounds, and what is proven of them; as long again for "
        "what follows",
    )
    appraise.add_argument(
        "--no-sensitivity",
        action="store_true",
        help="leave out from what score on each instrument leaves",
    )
    appraise.add_argument(
        "--why",
        metavar="CODES",
        help="say why this package is in the list or not: instruments with commas",
    )
    appraise.add_argument(
        "--compare",
        nargs=2,
        type=_count,
        metavar=("NUMBER", "NUMBER"),
        help="compare two packages of the list",
    )
    appraise.add_argument(
        "--language", type=Language, choices=list(Language), default=Language.EN
    )
    appraise.set_defaults(carry_out="landenbenadering.cli.appraise:appraise")


def _count(text: str) -> int:
    if not text.isdigit() or int(text) > 10_000_000:
        message = f"{text!r} is not a whole number of 0 to 10,000,000"
        raise argparse.ArgumentTypeError(message)
    return int(text)
