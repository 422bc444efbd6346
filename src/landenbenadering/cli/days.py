"""Days as options give them."""

import argparse
from datetime import date


def day(text: str) -> date:
    """Read a day, or say what one looks like."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        message = f"{text!r} is not a date like 2013-03-06"
        raise argparse.ArgumentTypeError(message) from None
