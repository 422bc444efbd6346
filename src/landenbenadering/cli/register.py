"""`landenbenadering register`: work on the register of facts."""

import argparse

from landenbenadering.cli.prepare import database_refusals, prepare
from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.pipelines.reference import register_file


def add(options: argparse.Namespace) -> None:
    """Record the facts of register files, all of them or none."""
    records = [record for path in options.files for record in register_file(path)]
    with progress_bar() as bar:
        prepare(bar)
        from landenbenadering.web.register.services import add_records

        with database_refusals():
            report = add_records(records)
    output().print(str(report), markup=False)
