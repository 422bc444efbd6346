"""Stages put together from shipped figures."""

from datetime import date
from pathlib import Path

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.funnel import Stage
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.return_funnel import return_funnels


def test_returns_of_all_kinds_together_are_no_stage_and_give_no_rate(
    tmp_path: Path,
) -> None:
    """Eurostat, MIGR_EIORD and MIGR_EIRTN, extraction 2017-18: Ghana, 2012 to 2016."""
    found = return_funnels(
        EvidenceStore(tmp_path),
        as_of=AsOf(known_on=date(2019, 1, 1)),
        country="GHA",
        reporter="NLD",
    )

    assert [one.year for one in found] == [2012, 2013, 2014, 2015, 2016]
    for one in found:
        assert [stage for stage, _ in one.cells] == [Stage.DECISIONS]
        assert one.undivided is not None
        assert one.funnel.rates == ()
        assert Stage.REQUESTS in one.funnel.not_counted
