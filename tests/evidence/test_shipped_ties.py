"""The ties that the product ships say what the publishers' files say."""

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.exposure import Flow
from landenbenadering.core.observation import Observation
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.readers import READERS
from landenbenadering.evidence.shipped import ShippedFigures, shipped_figures
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.interdependence import interdependence
from tools.carry_exposures import CARRIED

NOW = AsOf(date.max.replace(year=2027))


def shipped(name: str) -> ShippedFigures:
    return next(f for f in shipped_figures() if f.name == f"{name}.csv")


def cell(one: Observation) -> tuple[object, ...]:
    place = one.provenance
    return (one.reporter, one.citizenship, one.year, one.part, one.value, one.flag,
            place.row, place.column)  # fmt: skip


@pytest.mark.parametrize("carried", CARRIED, ids=lambda carried: carried.name)
def test_every_carried_cell_is_in_the_publisher_s_file(
    carried: object, shared_data: Path
) -> None:
    entry = next(one for one in CARRIED if one is carried)
    path = shared_data / entry.path
    if not path.exists():
        pytest.skip(f"../shared/data/{entry.path} is not here")
    content = path.read_bytes()
    figures = shipped(entry.name)
    source = source_named(entry.source)
    columns = READERS[source.id](
        content, file=path.name, source=source, day=date(2026, 11, 24)
    ).observations
    published = set(
        zip(
            columns.reporter,
            columns.citizenship,
            columns.year,
            columns.part,
            columns.value,
            columns.flag,
            columns.row,
            columns.column,
            strict=True,
        )
    )

    assert hashlib.sha256(content).hexdigest() == figures.sha256
    assert figures.observations
    assert {cell(one) for one in figures.observations} <= published


def test_anchors_of_aid_and_visas_hold() -> None:
    """Net aid of the Netherlands to Ghana 2011-2014: 59.0, 40.5, 20.5, 29.5 million."""
    aid = {
        one.year: one.value
        for one in shipped("tie-aid-net").observations
        if (one.reporter, one.citizenship) == ("NLD", "GHA")
    }
    visas = [
        one.value
        for one in shipped("tie-visas-2013").observations
        if one.reporter == "SCHENGEN"
    ]

    millions = [round((aid[year] or 0) / 1e6, 1) for year in range(2011, 2015)]
    assert millions == [59.0, 40.5, 20.5, 29.5]
    assert visas in ([], [16_184_173])


@pytest.mark.parametrize("country", ["GHA", "IRQ", "MAR"])
def test_every_tie_with_the_netherlands_is_known_without_an_import(
    country: str, store: EvidenceStore
) -> None:
    profile = interdependence(store, as_of=NOW, country=country, sender="NLD")

    assert profile.missing == ()
    for exposure in profile.exposures:
        latest = exposure.latest
        if exposure.flow in {Flow.AID, Flow.GOODS_TO_SENDER, Flow.REMITTANCES}:
            assert latest.of_country.interval is not None
            assert latest.of_sender.interval is not None


def test_a_state_that_is_not_carried_whole_gets_no_share_of_its_whole(
    store: EvidenceStore,
) -> None:
    profile = interdependence(store, as_of=NOW, country="GHA", sender="USA")
    aid = next(one for one in profile.exposures if one.flow is Flow.AID)

    assert aid.latest.of_country.interval is not None
    assert aid.latest.of_sender.interval is None


def test_the_whole_file_gives_the_same_shares(
    store: EvidenceStore, shared_data: Path
) -> None:
    path = shared_data / "oda" / "dac2a_2009_2022.csv.gz"
    if not path.exists():
        pytest.skip("../shared/data/oda/dac2a_2009_2022.csv.gz is not here")
    before = interdependence(
        store, as_of=NOW, country="GHA", sender="EU", years=[2012]
    ).exposures[0]
    import_files(
        "oecd-dac2a", [path], store=store, retrieved=datetime(2026, 11, 24, tzinfo=UTC)
    )
    after = interdependence(
        store, as_of=NOW, country="GHA", sender="EU", years=[2012]
    ).exposures[0]

    assert after == before
    assert before.latest.of_sender.interval is not None
