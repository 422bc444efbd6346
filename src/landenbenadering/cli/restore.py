"""`landenbenadering restore`: put an installation back from a backup."""

import argparse

from landenbenadering.cli.prepare import connect
from landenbenadering.cli.terminal import output, progress_bar, steps
from landenbenadering.pipelines.settings import data_home


def restore(options: argparse.Namespace) -> None:
    """Restore all of a backup or nothing, and say what is there now."""
    connect()
    from landenbenadering.web.operations.services import restore as put_back

    with progress_bar() as bar:
        contents = put_back(
            options.file,
            home=data_home(),
            replacing=options.replace,
            progress=steps(bar),
        )
    output().print(
        f"Restored and compared: {contents.rows:,} rows in {len(contents.tables)} "
        f"tables, {len(contents.files)} files, as of {contents.made}. "
        "Everyone signs in again.",
        markup=False,
        soft_wrap=True,
    )
