"""`landenbenadering transfer`: copy the database to another one."""

import argparse

from landenbenadering.cli.prepare import connect
from landenbenadering.cli.terminal import output, progress_bar, steps
from landenbenadering.pipelines.settings import data_home


def transfer(options: argparse.Namespace) -> None:
    """Copy the database without loss, and say how to use the copy."""
    connect()
    from landenbenadering.web.config.databases import database_settings
    from landenbenadering.web.operations.services import transfer as copy

    target = database_settings(options.to, home=data_home())
    with progress_bar() as bar:
        rows = copy(target, home=data_home(), progress=steps(bar))
    console = output()
    console.print(f"Copied and compared: {rows:,} rows.", markup=False)
    console.print(
        "Name the new database in LANDENBENADERING_DATABASE_URL. The old one is as "
        "it was.",
        markup=False,
        soft_wrap=True,
    )
