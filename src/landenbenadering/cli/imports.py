"""`landenbenadering import`: take in a publisher's files."""

import argparse
from datetime import datetime

from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.core.clocks import DAY_ZONE
from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.imports import ImportedFile
from landenbenadering.evidence.imports import import_files as read_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.comparing import start_comparison
from landenbenadering.pipelines.settings import evidence_home


def import_source(options: argparse.Namespace) -> None:
    """Import files of the source that was named, all of them or none."""
    with progress_bar() as bar:
        task = bar.add_task("Reading", total=len(options.files))

        def progress(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total)

        report = read_files(
            options.source,
            options.files,
            store=EvidenceStore(evidence_home()),
            retrieved=datetime.now(DAY_ZONE),
            extracted_on=options.extracted_on,
            vintage=options.vintage,
            progress=progress,
        )
    console = output()
    for file in report.files:
        console.print(_said(file), markup=False, soft_wrap=True)
    if source_named(options.source).indicators & {Indicator.RETURNED}:
        # Seconds of work that nobody who imports has to wait for.
        start_comparison()
        console.print(
            "Countries are now compared in the background; the pages show it in "
            "some seconds."
        )


def _said(file: ImportedFile) -> str:
    """Say in one sentence what was done with a file."""
    what = f"{file.file_name} ({file.dataflow}, vintage {file.vintage}"
    what += f", known from {file.known_from.isoformat()})"
    if file.already_stored:
        return f"{what}: already here, nothing changed."
    counts = f"{file.rows:,} rows, {file.missing:,} without a count"
    if file.left_out:
        counts += f", {file.left_out:,} left out"
    if file.repeated:
        counts += f", {file.repeated:,} repeated"
    if file.unrounded:
        counts += f", {file.unrounded:,} not rounded as the publisher says"
    if not file.complete:
        counts += "; fewer rows than a whole table has"
    return f"{what}: {counts}."
