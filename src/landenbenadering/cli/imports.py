"""`landenbenadering import`: take in a publisher's files."""

import argparse
from datetime import UTC, datetime

from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.evidence.imports import import_eurostat_eil as import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.settings import evidence_home


def import_eurostat_eil(options: argparse.Namespace) -> None:
    """Import files of Eurostat's enforcement statistics, all of them or none."""
    with progress_bar() as bar:
        task = bar.add_task("Reading", total=len(options.files))

        def progress(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        report = import_files(
            options.files,
            store=EvidenceStore(evidence_home()),
            retrieved=datetime.now(UTC),
            extracted_on=options.extracted_on,
            vintage=options.vintage,
            progress=progress,
        )
    output().print(str(report), markup=False)
