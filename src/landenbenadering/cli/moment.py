"""The moment that a command's options ask for."""

import argparse
from datetime import date, datetime

from landenbenadering.cli.errors import CommandError
from landenbenadering.core.clocks import DAY_ZONE, AsOf, end_of


def moment(options: argparse.Namespace) -> AsOf:
    """Read `--known-on` and `--entered-by`; without them, today and now.

    `--entered-by` means the end of that day. Days are those of The Hague, as on
    the pages.

    Raises
    ------
    CommandError
        CLI104 a day that is still to come.
    """
    day = options.entered_by
    for asked in (options.known_on, day):
        if asked is not None and asked > today():
            raise CommandError(
                "CLI104",
                problem=f"{asked.isoformat()} is still to come.",
                remedy="Give today or an earlier day: later facts are not known yet.",
            )
    return AsOf(
        known_on=options.known_on or today(),
        entered_by=None if day is None else end_of(day),
    )


def today() -> date:
    """Give the day that it is in The Hague."""
    return datetime.now(DAY_ZONE).date()
