"""A country against the parts of the Visa Code's yearly assessment (Article 25a)."""

from collections.abc import Iterable, Sequence

from landenbenadering.core.interval import Interval
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.core.visa_profile import (
    CountedMeasure,
    PartState,
    ProfilePart,
    RecordedAssessment,
    VisaCodePart,
    VisaProfile,
)
from landenbenadering.measurement.errors import MeasurementError


def visa_profile(
    figures: ReturnFigures,
    records: Iterable[RecordedAssessment] = (),
    *,
    counted: Iterable[CountedMeasure] = (),
    forced: ReturnFigures | None = None,
) -> VisaProfile:
    """Fill the parts of the assessment with what is known, and say what is not.

    Decisions are measured, and so are enforced returns per decision where statistics
    tell them apart. The ratio of all returns to decisions only approximates that part:
    it mixes voluntary and forced. In both a return may follow a decision of another
    year. The other parts have no public figures; they hold what documents say and what
    states counted, if any do.

    Parameters
    ----------
    figures : ReturnFigures
        Orders and returns of the country as one reporting state, or the EU, gives
        them.
    records : iterable of RecordedAssessment
        Of any reporting states; those of others are passed over.
    counted : iterable of CountedMeasure
        Of the reporter; for a union, of its members. What a member counted stands in
        the profile of the union under its own name, and is no data of the union.
    forced : ReturnFigures or None
        Like `figures`, with returns by force alone; `None` if no figure has them.

    Raises
    ------
    MeasurementError
        MEA431: a recorded rate lies outside 0 to 1.
    """
    own = sorted(
        (one for one in records if one.reporter == figures.reporter),
        key=lambda one: one.on,
        reverse=True,
    )
    _require_rates(own)
    years = tuple(year.year for year in figures.years)
    newest = sorted(
        counted, key=lambda one: (one.until, one.since, one.record), reverse=True
    )
    parts = tuple(
        _part(
            part,
            _figures_for(part, figures, forced),
            tuple(one for one in own if one.part is part),
            tuple(one for one in newest if one.measure.part is part),
        )
        for part in VisaCodePart
    )
    return VisaProfile(figures.country, figures.reporter, years, parts)


def _figures_for(
    part: VisaCodePart, figures: ReturnFigures, forced: ReturnFigures | None
) -> tuple[ReturnFigures, bool]:
    """Give what a part rests on, and whether that is what the part asks for."""
    if part is VisaCodePart.RETURNS_TO_DECISIONS:
        if forced is not None and forced.ratio is not None:
            return forced, True
        return figures, False
    return figures, True


def _part(
    part: VisaCodePart,
    based: tuple[ReturnFigures, bool],
    own: tuple[RecordedAssessment, ...],
    counted: tuple[CountedMeasure, ...],
) -> ProfilePart:
    figures, exact = based
    value, cells = _measured(part, figures)
    rates = [one.rate for one in own if one.rate is not None]
    if value is not None:
        state = PartState.MEASURED if exact else PartState.APPROXIMATED
    else:
        state = _state(figures.reporter, own, counted)
        value = rates[0] if rates else None
    used = figures.years_used if cells else ()
    return ProfilePart(part, state, value, used, cells, own, counted)


def _state(
    reporter: str,
    own: Sequence[RecordedAssessment],
    counted: Sequence[CountedMeasure],
) -> PartState:
    if any(one.reporter == reporter for one in counted):
        return PartState.COUNTED
    if own:
        return PartState.RECORDED
    return PartState.COUNTED_BY_MEMBERS if counted else PartState.NO_DATA


def _measured(
    part: VisaCodePart, figures: ReturnFigures
) -> tuple[Interval | None, int]:
    used = len(figures.years_used)
    match part:
        case VisaCodePart.DECISIONS:
            return figures.orders_bounds, used
        case VisaCodePart.RETURNS_TO_DECISIONS:
            return figures.ratio, 2 * used if figures.ratio else 0
        case _:
            return None, 0


def _require_rates(records: Sequence[RecordedAssessment]) -> None:
    for one in records:
        if one.rate is not None and not 0 <= one.rate.lower <= one.rate.upper <= 1:
            raise MeasurementError(
                "MEA431",
                problem=f"A rate from {one.rate.lower} to {one.rate.upper} for "
                f"{one.part} is not a share.",
                remedy="Record the rate as a fraction, as in 0.04 for 4%.",
            )
