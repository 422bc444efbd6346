"""Which parts of the Visa Code's assessment have data, and which have not."""

from datetime import date
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.interval import Interval
from landenbenadering.core.visa_profile import (
    PartState,
    ProfilePart,
    RecordedAssessment,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.pipelines.visa_profile import visa_profiles

NOW = AsOf(known_on=date(2026, 11, 23))


def part_of(profile: VisaProfile, part: VisaCodePart) -> ProfilePart:
    return next(one for one in profile.parts if one.part is part)


def record(
    part: VisaCodePart, year: int, rate: Interval | None = None, reporter: str = "EU28"
) -> RecordedAssessment:
    return RecordedAssessment(
        part, reporter, date(year, 7, 23), "summary", "a-paper", rate
    )


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """Give a store with what the product ships: the Netherlands and the EU."""
    return EvidenceStore(tmp_path)


def test_public_figures_fill_two_parts_and_the_others_say_that_nothing_is_known(
    store: EvidenceStore,
) -> None:
    """Ghana, Netherlands 2012: 495 ordered to leave, 165 returned."""
    [profile] = visa_profiles(
        store, as_of=NOW, country="GHA", reporters=["NLD"], years=[2012]
    )
    decisions = part_of(profile, VisaCodePart.DECISIONS)
    returns = part_of(profile, VisaCodePart.RETURNS_TO_DECISIONS)

    assert decisions.value == Interval(493, 497)
    assert decisions.state is PartState.MEASURED
    assert returns.state is PartState.APPROXIMATED
    assert returns.value == Interval(163 / 497, 167 / 493)
    assert (returns.years, returns.cells) == ((2012,), 2)
    assert profile.parts_with_data == 2
    assert [one.part for one in profile.parts] == list(VisaCodePart)


def test_documents_fill_a_part_for_the_reporter_that_they_speak_of(
    store: EvidenceStore,
) -> None:
    part = VisaCodePart.REQUESTS_ACCEPTED
    records = [
        record(part, 2022, Interval(0.5, 0.5)),
        record(part, 2024, Interval(0.04, 0.04)),
        record(VisaCodePart.ACCEPTANCE_OF_FLIGHTS, 2024),
    ]
    dutch, european = visa_profiles(
        store, as_of=NOW, country="GHA", reporters=["NLD", "EU28"], records=records
    )

    assert part_of(dutch, part).state is PartState.NO_DATA
    assert part_of(european, part).state is PartState.RECORDED
    assert part_of(european, part).value == Interval(0.04, 0.04)
    assert [one.on.year for one in part_of(european, part).records] == [2024, 2022]
    flights = part_of(european, VisaCodePart.ACCEPTANCE_OF_FLIGHTS)
    assert (flights.state, flights.value) == (PartState.RECORDED, None)


def test_before_figures_were_known_there_is_no_profile(store: EvidenceStore) -> None:
    early = AsOf(known_on=date(2013, 3, 6))

    assert visa_profiles(store, as_of=early, country="GHA") == ()
    [asked] = visa_profiles(
        store, as_of=early, country="GHA", reporters=["NLD"], years=[2012]
    )
    assert asked.parts_with_data == 0


def test_a_rate_that_is_no_share_is_refused(store: EvidenceStore) -> None:
    wrong = record(VisaCodePart.REQUESTS_ACCEPTED, 2024, Interval(4, 4))

    with pytest.raises(MeasurementError, match="MEA431"):
        visa_profiles(
            store, as_of=NOW, country="GHA", reporters=["EU28"], records=[wrong]
        )
