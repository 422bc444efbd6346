"""Each source says who publishes it, on which terms, and what may be expected."""

import pytest

from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.catalogue import source_named, sources
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.eurostat_eil.reader import SAYS_WHAT


def test_every_source_says_who_publishes_it_and_on_which_terms() -> None:
    for source in sources():
        assert source.publisher
        assert source.licence
        assert source.url.startswith("https://")
        assert 1 <= source.least_rows < source.most_rows
        assert source.rounding_base >= 1


def test_every_count_of_the_enforcement_statistics_has_a_dataflow() -> None:
    dataflows = source_named("eurostat-eil").dataflows
    meant = {d.indicator for d in dataflows}.union(
        *(d.indicator_by_label.values() for d in dataflows)
    )

    assert meant == {
        Indicator.ORDERED_TO_LEAVE,
        Indicator.RETURNED,
        Indicator.RETURNED_TO_THIRD_COUNTRY,
        Indicator.RETURNED_VOLUNTARILY,
        Indicator.RETURNED_BY_FORCE,
        Indicator.RETURNED_KIND_UNKNOWN,
        Indicator.FOUND_ILLEGALLY_PRESENT,
        Indicator.REFUSED_ENTRY,
    }


def test_columns_have_one_role_and_breakdowns_have_members() -> None:
    source = source_named("eurostat-eil")
    for dataflow in source.dataflows:
        assert dataflow.recognised_by <= dataflow.dimensions
        for name in dataflow.dimensions - SAYS_WHAT:
            members = source.dimensions[name]
            assert members.whole
            assert not members.whole & members.parts


def test_an_unknown_source_is_refused() -> None:
    with pytest.raises(EvidenceError, match=r"EVI191 .*eurostat-eil"):
        source_named("nowhere")
