"""Amounts and rates as they are written on the command line."""

import argparse
import re

from landenbenadering.core.interval import Interval

_NUMBER = r"\d+(?:\.\d+)?"
_CHANGE = re.compile(rf"(\d{{4}}):({_NUMBER})")
_SUPPRESSION = re.compile(r"([a-z]):(\d{1,4})-(\d{1,4})")
_RATE = re.compile(rf"({_NUMBER})(?:-({_NUMBER}))?")


def aid_change(text: str) -> tuple[int, float]:
    """Read a year and an amount without sign, as in `2012:10000000`."""
    match = _CHANGE.fullmatch(text)
    if match is None or not float(match[2]) > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not like 2012:10000000")
    return int(match[1]), float(match[2])


def suppression(text: str) -> tuple[str, tuple[int, int]]:
    """Read what lies behind a hidden count, as in `c:0-4` for "fewer than 5"."""
    match = _SUPPRESSION.fullmatch(text)
    if match is None or int(match[2]) > int(match[3]):
        raise argparse.ArgumentTypeError(f"{text!r} is not like c:0-4")
    return match[1], (int(match[2]), int(match[3]))


def rate(text: str) -> Interval:
    """Read a rate above 0, or the bounds between which it lies, as in `1.28-1.29`."""
    match = _RATE.fullmatch(text)
    if match is None or not 0 < float(match[1]) <= float(match[2] or match[1]):
        raise argparse.ArgumentTypeError(f"{text!r} is not like 1.28 or 1.28-1.29")
    return Interval(float(match[1]), float(match[2] or match[1]))
