"""Which parts of the Visa Code's assessment have data, and which have not."""

from dataclasses import replace
from datetime import date
from math import inf
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.funnel import Departure, Follow, Stage
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.visa_profile import (
    Measure,
    PartState,
    ProfilePart,
    RecordedAssessment,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.pipelines.profile_rows import measure_text, profile_rows
from landenbenadering.pipelines.recorded_chain import RecordedFunnel, recorded_funnel
from landenbenadering.pipelines.visa_profile import counted_measures, visa_profiles
from landenbenadering.policy.chain import ChainCounts, CountedStage, CountedWait
from tests.policy.cases import record as kept

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


# 141 requests and 4 documents are of Algeria in 2023; country and the rest are not.
COUNTS = ChainCounts(
    country="GHA",
    counted=Bilingual("aanvragen om een reisdocument", "requests for a document"),
    stages=(
        CountedStage(Stage.REQUESTS, value=141),
        CountedStage(Stage.ANSWERED, value=20),
        CountedStage(Stage.DOCUMENT_ISSUED, value=4),
        CountedStage(Stage.DEPARTED, Departure.FORCED, 4),
    ),
    waits=(CountedWait(0, 30, 1), CountedWait(31, None, 3)),
    waiting_below=5,
)


def counted(
    name: str, fact: ChainCounts = COUNTS, *, year: int = 2023
) -> RecordedFunnel:
    when = PartialDate(year)
    held = replace(
        kept(name, fact),
        valid_from=when,
        valid_until=when,
        known_from=date(year + 1, 2, 1),
    )
    return recorded_funnel(held, fact)


def measures(profile: VisaProfile) -> dict[Measure, Interval | None]:
    return {one.measure: one.value for part in profile.parts for one in part.counted}


def test_recorded_counts_fill_the_parts_they_speak_of_with_bounds(
    store: EvidenceStore,
) -> None:
    [profile] = visa_profiles(
        store,
        as_of=NOW,
        country="GHA",
        reporters=["NLD"],
        funnels=[counted("counts")],
    )
    requests = part_of(profile, VisaCodePart.REQUESTS_ACCEPTED)
    help_given = part_of(profile, VisaCodePart.IDENTIFICATION)

    assert requests.state is help_given.state is PartState.COUNTED
    assert measures(profile) == {
        Measure.RESPONSE: Interval(20 / 141, 20 / 141),
        Measure.ISSUANCE: Interval(4 / 141, 4 / 141),
        Measure.TIME_TO_DOCUMENT: Interval(31, inf),
        Measure.OPEN_REQUESTS: Interval(0, 4),
    }
    assert profile.parts_with_data == 4
    for untouched in list(VisaCodePart)[-3:]:
        assert part_of(profile, untouched).state is PartState.NO_DATA
    assert {one.record for one in requests.counted} == {"counts"}
    assert {one.known_from for one in requests.counted} == {date(2024, 2, 1)}


def test_what_a_member_counted_is_no_data_of_the_union_nor_of_another_member(
    store: EvidenceStore,
) -> None:
    british = replace(COUNTS, reporter="GBR")
    funnels = [
        counted("dutch"),
        counted("belgian", replace(COUNTS, reporter="BEL")),
        counted("british-2019", british, year=2019),
        counted("british-2023", british),
        counted("swiss", replace(COUNTS, reporter="CHE")),
    ]
    dutch, european = visa_profiles(
        store, as_of=NOW, country="GHA", reporters=["NLD", "EU28"], funnels=funnels
    )

    assert {one.record for part in dutch.parts for one in part.counted} == {"dutch"}
    part = part_of(european, VisaCodePart.REQUESTS_ACCEPTED)
    assert (part.state, part.value) == (PartState.COUNTED_BY_MEMBERS, None)
    # The United Kingdom left the Union on 31 January 2020; Switzerland is no member.
    assert [one.record for one in part.counted[::2]] == [
        "dutch",
        "belgian",
        "british-2019",
    ]
    assert european.parts_with_data == 2


def test_a_state_without_figures_has_a_profile_from_what_it_counted(
    store: EvidenceStore,
) -> None:
    funnels = [
        counted("one", replace(COUNTS, reporter="BEL")),
        counted("other", replace(COUNTS, country="MAR", reporter="DEU")),
    ]
    found = visa_profiles(store, as_of=NOW, country="GHA", funnels=funnels)

    belgian = next(one for one in found if one.reporter == "BEL")
    assert belgian.parts_with_data == 2
    assert [one.reporter for one in found] == ["BEL", "EU28", "NLD"]
    early = AsOf(known_on=date(2013, 3, 6))
    [alone] = visa_profiles(store, as_of=early, country="GHA", funnels=funnels)
    assert alone.reporter == "BEL"


@pytest.mark.parametrize(
    ("years", "records"),
    [([2022], set()), ([2023], {"counts"}), ([2022, 2023], {"counts"})],
)
def test_years_narrow_recorded_counts_too(
    store: EvidenceStore, years: list[int], records: set[str]
) -> None:
    [profile] = visa_profiles(
        store,
        as_of=NOW,
        country="GHA",
        reporters=["NLD"],
        years=years,
        funnels=[counted("counts")],
    )

    assert {one.record for part in profile.parts for one in part.counted} == records


def test_rates_of_a_cohort_are_shares_and_hidden_counts_stay_hidden(
    store: EvidenceStore,
) -> None:
    fact = replace(
        COUNTS,
        follow=Follow.COHORT,
        rounded_to=10,
        stages=(
            CountedStage(Stage.REQUESTS, below=5),
            CountedStage(Stage.ANSWERED, below=5),
            CountedStage(Stage.NATIONALITY_CONFIRMED, below=5),
        ),
        waits=(),
        waiting_below=None,
    )
    profiles = visa_profiles(
        store,
        as_of=NOW,
        country="GHA",
        reporters=["NLD"],
        funnels=[counted("counts", fact)],
    )

    rows = [row for row in profile_rows(profiles) if row["measure"]]
    assert [(row["measure"], row["unit"]) for row in rows] == [
        ("response", "share"),
        ("confirmation", "share"),
    ]
    assert {row["value_lower"] for row in rows} == {None}
    assert {row["counted_by"] for row in rows} == {"NLD"}


def test_measures_are_written_in_whole_percents_and_days() -> None:
    said = {
        one.measure: measure_text(one, Language.NL)
        for one in counted_measures(counted("counts"))
    }

    assert said == {
        Measure.RESPONSE: "14–15%",
        Measure.ISSUANCE: "2–3%",
        Measure.TIME_TO_DOCUMENT: "31 of meer",
        Measure.OPEN_REQUESTS: "0–4",
    }
