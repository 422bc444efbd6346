"""A country against Article 25a of the Visa Code, as its page shows it."""

from dataclasses import dataclass

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Indicator
from landenbenadering.core.visa_profile import (
    PartState,
    ProfilePart,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.pipelines.visa_profile import (
    PART_NAMES,
    STATE_NAMES,
    visa_profiles,
)
from landenbenadering.web.design.language import page_language
from landenbenadering.web.dossiers.cooperation.words import state_name
from landenbenadering.web.dossiers.evidence import evidence_store, vintages_of


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the assessment, in words of the page."""

    name: str
    state: str
    persons: Interval | None
    rate: Interval | None
    known: bool
    years: tuple[int, ...]


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


def profile_view(iso3: str, as_of: AsOf, *, reporter: str) -> ProfileView:
    """Put together a country's profile for its page."""
    store = evidence_store()
    found = visa_profiles(store, as_of=as_of, country=iso3)
    own = next((one for one in found if one.reporter == reporter), None)
    cells = store.observations(
        as_of=as_of,
        indicators=(Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED),
        citizenships=(iso3,),
    )
    return ProfileView(
        parts=() if own is None else tuple(_part(part) for part in own.parts),
        states=tuple(_state(one) for one in found),
        vintages=tuple(vintages_of(cells)),
    )


def _part(part: ProfilePart) -> PartLine:
    language = page_language()
    persons = part.part is VisaCodePart.DECISIONS
    return PartLine(
        name=PART_NAMES[part.part].in_(language),
        state=STATE_NAMES[part.state].in_(language),
        persons=part.value if persons else None,
        rate=None if persons else part.value,
        known=part.state is not PartState.NO_DATA,
        years=part.years,
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
