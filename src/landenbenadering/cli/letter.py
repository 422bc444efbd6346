"""`landenbenadering letter`: draft the state-of-affairs letter."""

import argparse

from landenbenadering.cli.moment import moment
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import output, progress_bar, shown_path
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.draft import WRITERS, draft_letter, write_letter
from landenbenadering.pipelines.settings import evidence_home


def letter(options: argparse.Namespace) -> None:
    """Write the letter as PDF, DOCX and HTML, and say where."""
    with progress_bar() as bar:
        prepare(bar)
        task = bar.add_task("Drafting the letter", total=1 + len(WRITERS))
        from landenbenadering.web.register.selectors import register_as_of

        draft = draft_letter(
            register_as_of(moment(options)),
            store=EvidenceStore(evidence_home()),
            language=options.language,
            with_later_figures=options.with_later_figures,
        )
        bar.advance(task)
        paths = write_letter(
            draft, options.out, progress=lambda _suffix: bar.advance(task)
        )
    console = output()
    for path in paths:
        console.print(shown_path(path), markup=False, soft_wrap=True)
