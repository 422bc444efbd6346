"""`landenbenadering backup`: keep the whole installation in a file."""

import argparse

from landenbenadering.cli.prepare import connect
from landenbenadering.cli.terminal import output, progress_bar, steps
from landenbenadering.pipelines.settings import data_home


def backup(options: argparse.Namespace) -> None:
    """Write a backup, and say what it holds and what its hash is."""
    connect()
    from landenbenadering.web.operations.services import backup as write_backup

    with progress_bar() as bar:
        kept = write_backup(options.file, home=data_home(), progress=steps(bar))
    contents = kept.contents
    console = output()
    console.print(
        f"{options.file}: {contents.rows:,} rows in {len(contents.tables)} tables, "
        f"{len(contents.files)} files, as of {contents.made}.",
        markup=False,
        soft_wrap=True,
    )
    if contents.left_out:
        names = ", ".join(contents.left_out)
        console.print(f"Without the rows of: {names}.", markup=False, soft_wrap=True)
    console.print(f"SHA-256 {kept.sha256}", markup=False, soft_wrap=True)
