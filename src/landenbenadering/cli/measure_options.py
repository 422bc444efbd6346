"""The options of `measure`, `judgements` and `profile`."""

import argparse

from landenbenadering.cli.amounts import suppression
from landenbenadering.cli.days import day
from landenbenadering.cli.shared_options import (
    Commands,
    add_language,
    add_moment,
    years,
)
from landenbenadering.core.language import Language


def add_measure(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `measure`."""
    measure = commands.add_parser(
        "measure", help="size of the problem, and returns against orders, per country"
    )
    measure.add_argument(
        "--country",
        action="append",
        type=str.upper,
        metavar="ISO3",
        help="a country, as in GHA; may be given more than once (default: all)",
    )
    measure.add_argument(
        "--reporter",
        type=str.upper,
        default="NLD",
        metavar="CODE",
        help="reporting state or aggregate: NLD, EU28, ... (default: NLD)",
    )
    measure.add_argument(
        "--years", type=years, metavar="FIRST-LAST", help="as in 2012-2016"
    )
    measure.add_argument(
        "--by-year", action="store_true", help="a row for each country and year"
    )
    measure.add_argument("--format", choices=("table", "csv", "json"), default="table")
    _add_comparison(measure)
    measure.add_argument(
        "--checks",
        action="store_true",
        help="check the comparison instead: all countries, about half a minute",
    )
    add_moment(measure)
    add_language(measure, default=Language.EN)
    measure.set_defaults(carry_out="landenbenadering.cli.measure:measure")


def _add_comparison(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--returns",
        choices=("all", "voluntary", "forced"),
        default="all",
        help="which returns the multiplier compares (default: all)",
    )
    parser.add_argument(
        "--suppressed",
        action="append",
        type=suppression,
        default=[],
        metavar="FLAG:LEAST-MOST",
        help="persons behind a count that is hidden under a flag, as in c:0-4",
    )
    parser.add_argument(
        "--threshold",
        type=_above_zero,
        default=1.0,
        metavar="MULTIPLIER",
        help="multiplier that the classes compare with (default: 1, the average)",
    )
    parser.add_argument(
        "--certainty",
        type=_certainty,
        default=0.9,
        metavar="SHARE",
        help="probability that a class needs, above 0.5 (default: 0.9)",
    )


def add_judgements(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `judgements`."""
    judgements = commands.add_parser(
        "judgements", help="the ministry's judgement of countries beside the counts"
    )
    judgements.add_argument(
        "--judged-on",
        type=day,
        metavar="DATE",
        help="judgements as known on this day (default: today)",
    )
    judgements.add_argument(
        "--reporter",
        type=str.upper,
        metavar="CODE",
        help="as one reporting state meets them (default: all states together)",
    )
    judgements.add_argument(
        "--years", type=years, metavar="FIRST-LAST", help="as in 2012 or 2012-2016"
    )
    judgements.add_argument(
        "--format", choices=("table", "csv", "json"), default="table"
    )
    add_moment(judgements)
    add_language(judgements, default=Language.EN)
    judgements.set_defaults(carry_out="landenbenadering.cli.judgements:judgements")


def add_profile(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `profile`."""
    profile = commands.add_parser(
        "profile", help="a country against Article 25a of the Visa Code"
    )
    profile.add_argument("country", type=str.upper, metavar="ISO3")
    profile.add_argument(
        "--reporter",
        action="append",
        type=str.upper,
        metavar="CODE",
        help="reporting state or aggregate; may be given more than once (default: all)",
    )
    profile.add_argument(
        "--years", type=years, metavar="FIRST-LAST", help="as in 2012-2016"
    )
    profile.add_argument("--format", choices=("table", "csv", "json"), default="table")
    add_moment(profile)
    add_language(profile, default=Language.EN)
    profile.set_defaults(carry_out="landenbenadering.cli.profile:profile")


def _above_zero(text: str) -> float:
    return _number(text, above=0.0, up_to=1000.0)


def _certainty(text: str) -> float:
    return _number(text, above=0.5, up_to=0.999)


def _number(text: str, *, above: float, up_to: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = above
    if not above < number <= up_to:
        message = f"{text!r} is not a number above {above:g} and up to {up_to:g}"
        raise argparse.ArgumentTypeError(message)
    return number
