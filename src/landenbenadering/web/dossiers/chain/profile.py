"""A country against Article 25a of the Visa Code, as its page shows it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator
from landenbenadering.core.visa_profile import (
    CountedMeasure,
    Measure,
    ProfilePart,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.pipelines.profile_rows import measure_text
from landenbenadering.pipelines.recorded_chain import recorded_funnels
from landenbenadering.pipelines.visa_profile import (
    MEASURE_NAMES,
    PART_NAMES,
    STATE_NAMES,
    visa_profiles,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.design.language import page_language
from landenbenadering.web.dossiers.cooperation.words import state_name
from landenbenadering.web.dossiers.evidence import evidence_store, vintages_of
from landenbenadering.web.register.counted_words import level_text
from landenbenadering.web.register.describe import validity_of

# The kinds of fact that fill a profile.
COUNTS = ("chain_counts",)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """What the counts of one record say of a part, and whose counts they are.

    `others` is the name of the member that counted, where the profile is of a union;
    `level` says who may read it, where that is not everybody.
    """

    name: str
    value: str
    period: str
    counted: str
    record: str
    others: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the assessment, in words of the page.

    `measures` are those of the latest period of each thing that was counted.
    """

    name: str
    state: str
    persons: Interval | None
    rate: Interval | None
    known: bool
    years: tuple[int, ...]
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class StateLine:
    """What one reporting state's figures say of the parts that have any."""

    code: str
    name: str
    decisions: Interval | None
    ratio: Interval | None
    with_data: int


@dataclass(frozen=True, slots=True)
class ProfileView:
    """The assessment as one state sees it, and what the others have.

    Attributes
    ----------
    parts : tuple of PartLine
        As the state asked for sees it; empty if it has no figures.
    states : tuple of StateLine
        Every state, and the EU, with figures.
    vintages : tuple of str
    """

    parts: tuple[PartLine, ...]
    states: tuple[StateLine, ...]
    vintages: tuple[str, ...]

    @property
    def with_data(self) -> int:
        """How many parts something is known of."""
        return sum(part.known for part in self.parts)

    @property
    def of_members(self) -> bool:
        """Whether it names what members of a union counted."""
        return any(one.others for part in self.parts for one in part.measures)


def country_profiles(
    iso3: str, as_of: AsOf, *, register: Register
) -> tuple[VisaProfile, ...]:
    """Give a country's profile by every reporter, with what a register counts."""
    return visa_profiles(
        evidence_store(),
        as_of=as_of,
        country=iso3,
        funnels=recorded_funnels(register, country=iso3),
    )


def counted_in(profiles: Iterable[VisaProfile], register: Register) -> list[Record]:
    """Give the records of counts that stand in profiles."""
    named = {
        measure.record
        for profile in profiles
        for part in profile.parts
        for measure in part.counted
    }
    return [record for record in register.records if record.id in named]


def profile_view(
    iso3: str, as_of: AsOf, *, reporter: str, register: Register
) -> ProfileView:
    """Put together a country's profile for its page."""
    store = evidence_store()
    found = country_profiles(iso3, as_of, register=register)
    own = next((one for one in found if one.reporter == reporter), None)
    cells = store.observations(
        as_of=as_of,
        indicators=(Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED),
        citizenships=(iso3,),
    )
    return ProfileView(
        parts=() if own is None else tuple(_parts(own, register)),
        states=tuple(_state(one) for one in found),
        vintages=tuple(vintages_of(cells)),
    )


def _parts(own: VisaProfile, register: Register) -> Iterator[PartLine]:
    when = {record.id: validity_of(record) for record in register.records}
    for part in own.parts:
        measures = (_measure(one, own, when) for one in _latest(part.counted))
        yield _part(part, tuple(measures))


def _part(part: ProfilePart, measures: tuple[MeasureLine, ...]) -> PartLine:
    language = page_language()
    persons = part.part is VisaCodePart.DECISIONS
    return PartLine(
        name=PART_NAMES[part.part].in_(language),
        state=STATE_NAMES[part.state].in_(language),
        persons=part.value if persons else None,
        rate=None if persons else part.value,
        known=part.has_data,
        years=part.years,
        measures=measures,
    )


def _latest(counted: Iterable[CountedMeasure]) -> list[CountedMeasure]:
    """Keep those of the latest period of what was counted in the same way.

    More than one where records of that period contradict each other.
    """
    held: dict[tuple[str, str, str, str], list[CountedMeasure]] = {}
    for one in counted:
        way = (one.reporter, one.counted.en, one.follow, one.measure.value)
        found = held.setdefault(way, [])
        if not found or (found[0].since, found[0].until) == (one.since, one.until):
            found.append(one)
    places = tuple(Measure)
    kept = (one for found in held.values() for one in found)
    return sorted(kept, key=lambda one: places.index(one.measure))


def _measure(
    one: CountedMeasure, own: VisaProfile, when: Mapping[str, str]
) -> MeasureLine:
    language = page_language()
    return MeasureLine(
        name=MEASURE_NAMES[one.measure].in_(language),
        value=measure_text(one, language),
        period=when[one.record],
        counted=one.counted.in_(language),
        record=one.record,
        others="" if one.reporter == own.reporter else state_name(one.reporter),
        level=level_text(Disclosure(one.disclosure)),
    )


def _state(profile: VisaProfile) -> StateLine:
    values = {part.part: part.value for part in profile.parts}
    return StateLine(
        code=profile.reporter,
        name=state_name(profile.reporter),
        decisions=values[VisaCodePart.DECISIONS],
        ratio=values[VisaCodePart.RETURNS_TO_DECISIONS],
        with_data=profile.parts_with_data,
    )
