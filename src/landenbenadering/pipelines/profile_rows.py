"""A country's Visa Code profile as rows for files and programs."""

from collections.abc import Iterable, Iterator
from math import isinf
from typing import TypedDict

from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual, Language
from landenbenadering.core.visa_profile import (
    CountedMeasure,
    MeasureUnit,
    ProfilePart,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.letters.formats import format_count, format_ratio

_CANNOT_TELL = Bilingual(nl="niet te zeggen", en="cannot tell")
_OR_MORE = Bilingual(nl="{lower} of meer", en="{lower} or more")


class ProfileRow(TypedDict):
    """What one reporter's profile knows of a part; one row for each measure.

    A part of which nothing was counted has one row, without a measure. `counted_by`
    is the state whose counts a measure rests on; in the profile of a union it is a
    member, and the value holds for that member alone. A bound that is not known or
    infinite is `None`.
    """

    iso3: str
    reporter: str
    part: str
    state: str
    measure: str | None
    value_lower: float | None
    value_upper: float | None
    unit: str | None
    years_used: list[int]
    figures: int
    counted_by: str | None
    counted_nl: str | None
    counted_en: str | None
    follow: str | None
    since: str | None
    until: str | None
    record: str | None
    disclosure: str | None
    known_from: str | None


def profile_rows(profiles: Iterable[VisaProfile]) -> list[ProfileRow]:
    """Give every part of every profile, with all that was counted for it."""
    return [
        row
        for profile in profiles
        for part in profile.parts
        for row in _rows(profile, part)
    ]


def measure_text(one: CountedMeasure, language: Language) -> str:
    """Write what a measure says: `14–15%`, `31–90`, `31 or more`."""
    if one.value is None:
        return _CANNOT_TELL.in_(language)
    if one.unit in {MeasureUnit.SHARE, MeasureUnit.RATIO}:
        return format_ratio(one.value)
    lower = format_count(int(one.value.lower), language)
    if isinf(one.value.upper):
        return _OR_MORE.in_(language).format(lower=lower)
    upper = format_count(int(one.value.upper), language)
    return lower if lower == upper else f"{lower}–{upper}"


def _rows(profile: VisaProfile, part: ProfilePart) -> Iterator[ProfileRow]:
    if part.value is not None or not part.counted:
        yield _row(profile, part, None)
    for one in part.counted:
        yield _row(profile, part, one)


def _row(
    profile: VisaProfile, part: ProfilePart, one: CountedMeasure | None
) -> ProfileRow:
    value = part.value if one is None else one.value
    return ProfileRow(
        iso3=profile.country,
        reporter=profile.reporter,
        part=part.part.value,
        state=part.state.value,
        measure=None if one is None else one.measure.value,
        value_lower=_end(value, upper=False),
        value_upper=_end(value, upper=True),
        unit=_published_unit(part) if one is None else one.unit.value,
        years_used=list(part.years) if one is None else [],
        figures=part.cells if one is None else 0,
        counted_by=None if one is None else one.reporter,
        counted_nl=None if one is None else one.counted.nl,
        counted_en=None if one is None else one.counted.en,
        follow=None if one is None else one.follow.value,
        since=None if one is None else one.since.isoformat(),
        until=None if one is None else one.until.isoformat(),
        record=None if one is None else one.record,
        disclosure=None if one is None else one.disclosure,
        known_from=None if one is None else one.known_from.isoformat(),
    )


def _published_unit(part: ProfilePart) -> str | None:
    if part.value is None:
        return None
    return "persons" if part.part is VisaCodePart.DECISIONS else "ratio"


def _end(value: Interval | None, *, upper: bool) -> float | None:
    if value is None:
        return None
    end = value.upper if upper else value.lower
    return None if isinf(end) else end
