"""The how-to for notebooks does what it says."""

import re
import runpy
import textwrap
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.settings import evidence_home
from tests.docs.project import DOCS
from tests.measurement_model.registers import eurostat_files

PAGE = DOCS / "how-to" / "compare-countries-in-a-notebook.md"
CELL = re.compile(r"^ *```python\n(.*?)^ *```", flags=re.MULTILINE | re.DOTALL)


def test_every_cell_of_the_how_to_runs_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import_files(
        "eurostat-eil",
        eurostat_files(tmp_path, 1),
        store=EvidenceStore(evidence_home()),
        retrieved=datetime(2026, 1, 1, tzinfo=UTC),
        extracted_on=date(2019, 6, 1),
    )
    cells = [textwrap.dedent(cell) for cell in CELL.findall(PAGE.read_text("utf-8"))]
    notebook = tmp_path / "notebook.py"
    notebook.write_text("\n".join(cells), encoding="utf-8")

    left = runpy.run_path(str(notebook))

    said = capsys.readouterr().out
    assert len(cells) == 8
    assert left["ghana"].ninety.lower < left["ghana"].median
    assert left["assumed"].basis.missing <= left["known"].basis.missing
    assert "No known file gives forced returns" in said
    assert "Interval(lower=0.25, upper=0.25)" in said
    assert len(left["checks"].states) == len(left["known"].basis.states)
