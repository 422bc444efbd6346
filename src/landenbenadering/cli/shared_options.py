"""Options that several commands have."""

import argparse

from landenbenadering.cli.days import day
from landenbenadering.core.language import Language

Commands = argparse._SubParsersAction  # noqa: SLF001  (argparse gives it no public name)


def add_moment(parser: argparse.ArgumentParser) -> None:
    """Add the two clocks."""
    parser.add_argument(
        "--known-on",
        type=day,
        metavar="DATE",
        help="as known on this day, as in 2013-03-06 (default: today)",
    )
    parser.add_argument(
        "--entered-by",
        type=day,
        metavar="DATE",
        help="as this register said at the end of this day (default: now)",
    )


def add_language(parser: argparse.ArgumentParser, *, default: Language) -> None:
    """Add the language."""
    parser.add_argument(
        "--language", type=Language, choices=list(Language), default=default
    )


def years(text: str) -> tuple[int, ...]:
    """Read a year, or the first and the last of several.

    Raises
    ------
    ArgumentTypeError
        It is not like 2012-2016 or 2012.
    """
    first, _, last = text.partition("-")
    if not (first.isdigit() and (last or first).isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} is not like 2012-2016 or 2012")
    span = tuple(range(int(first), int(last or first) + 1))
    if not span or not 1900 <= span[0] <= span[-1] <= 2100:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a range of years in order between 1900 and 2100"
        )
    return span
