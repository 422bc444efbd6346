"""The moment that a command's options ask for."""

import argparse
from datetime import UTC, datetime, time

from landenbenadering.core.clocks import AsOf


def moment(options: argparse.Namespace) -> AsOf:
    """Read `--known-on` and `--entered-by`; without them, today and now.

    `--entered-by` means the end of that day in Coordinated Universal Time.
    """
    day = options.entered_by
    return AsOf(
        known_on=options.known_on or datetime.now(UTC).date(),
        entered_by=None if day is None else datetime.combine(day, time.max, UTC),
    )
