"""`landenbenadering letter`: draft the state-of-affairs letter."""

import argparse

from landenbenadering.cli.moment import moment
from landenbenadering.cli.prepare import prepare
from landenbenadering.cli.terminal import output, progress_bar, shown_path
from landenbenadering.core.language import Bilingual
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.draft import WRITERS, draft_letter, write_letter
from landenbenadering.pipelines.settings import evidence_home

_TO_FILL_IN = Bilingual(
    nl="Nog in te vullen, want het register heeft het niet",
    en="Still to be filled in, as the register does not hold it",
)


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
    if gaps := draft.gaps():
        console.print(
            f"{_TO_FILL_IN.in_(options.language)} ({len(gaps)}):", markup=False
        )
        for gap in gaps:
            console.print(f"- {gap.text}", markup=False, soft_wrap=True)
