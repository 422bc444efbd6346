"""Comparing countries in the background of an import."""

import os
import time
from datetime import date
from pathlib import Path

import pytest

from landenbenadering.cli import compare
from landenbenadering.cli.moment import today
from landenbenadering.core.clocks import AsOf
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.comparing import (
    LONGEST_SECONDS,
    is_being_compared,
    start_comparison,
)
from landenbenadering.pipelines.cooperation import kept_cooperation
from landenbenadering.pipelines.settings import evidence_home

pytestmark = pytest.mark.once

PATIENCE = 180


def test_the_process_of_its_own_keeps_what_pages_show_and_then_says_so() -> None:
    marker = start_comparison()

    assert is_being_compared(now=time.time())
    ends = time.monotonic() + PATIENCE
    while marker.exists() and time.monotonic() < ends:
        time.sleep(0.05)
    assert not is_being_compared(now=time.time())
    store = EvidenceStore(evidence_home())
    assert kept_cooperation(store, as_of=AsOf(known_on=today())) is not None


def test_a_comparison_that_fails_leaves_no_marker(
    data_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    problem = "the disk is full"

    def broken(*_: object, **__: object) -> bool:
        raise OSError(problem)

    marker = data_home / "marker"
    marker.touch()
    monkeypatch.setattr(compare, "keep_comparison", broken)

    with pytest.raises(OSError, match=problem):
        compare.compare(marker)
    assert not marker.exists()


def test_a_marker_that_was_left_behind_counts_no_longer(data_home: Path) -> None:
    now = time.mktime(date(2026, 11, 28).timetuple())
    assert not is_being_compared(now=now)
    marker = data_home / "results" / "comparing" / "left"
    marker.parent.mkdir(parents=True)
    marker.touch()
    os.utime(marker, (now, now))

    assert is_being_compared(now=now + LONGEST_SECONDS - 1)
    assert not is_being_compared(now=now + LONGEST_SECONDS + 1)
