"""From decision to departure: what each stage passes on to the next."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from landenbenadering.core.funnel import (
    Follow,
    Funnel,
    Stage,
    StageCount,
    StageRate,
)
from landenbenadering.core.interval import Interval
from landenbenadering.measurement.errors import MeasurementError
from landenbenadering.measurement.published import part_of, published_bounds

_Bounded = tuple[StageCount, Interval | None]


def funnel(counts: Iterable[StageCount]) -> Funnel:
    """Put the stages of one population in order, with the rates between neighbours.

    Departures stay apart by kind: each has its own rate from the documents issued,
    and no total. In a cohort a stage holds no more than any before it, which narrows
    what rounding and suppression leave open: a hidden count lies no lower than what
    came after it.

    Parameters
    ----------
    counts : iterable of StageCount
        Each stage at most once, departures once for each kind.

    Raises
    ------
    MeasurementError
        MEA402 two populations; MEA404 a stage is there twice, or none at all;
        MEA405 a departure without its kind, or a kind on another stage; MEA406 a
        later stage of a cohort is larger than an earlier one.
    """
    ordered = sorted(counts, key=lambda one: (one.stage.place, one.departure or ""))
    _require_sound(ordered)
    seen = {one.stage for one in ordered}
    bounded = _bounded(ordered)
    return Funnel(
        population=ordered[0].population,
        bounds=tuple(bounded),
        not_counted=tuple(stage for stage in Stage if stage not in seen),
        rates=tuple(
            _rate(earlier, later)
            for before, after in pairwise(Stage)
            for earlier in bounded
            for later in bounded
            if (earlier[0].stage, later[0].stage) == (before, after)
        ),
        issuance=_issuance_of(bounded),
    )


def larger_than_before(found: Funnel) -> tuple[tuple[Stage, Stage], ...]:
    """Find neighbouring stages of which the later is certainly the larger.

    In a period that may be: documents of earlier requests, or departures that needed
    no document because people had a passport of their own. Then the rate between the
    two says nothing on how the country cooperates.
    """
    least = dict.fromkeys(Stage, 0.0)
    most: dict[Stage, float] = {}
    for count, bounds in found.bounds:
        if bounds is not None:
            least[count.stage] += bounds.lower
            most[count.stage] = bounds.upper
    return tuple(
        (before, after)
        for before, after in pairwise(Stage)
        if before in most and least[after] > most[before]
    )


def stage_rate(earlier: StageCount, later: StageCount) -> StageRate:
    """Bound the rate from one stage to the next.

    Raises
    ------
    MeasurementError
        MEA402 the two are of different populations; MEA403 they are not neighbours;
        MEA406 in a cohort the later one is certainly larger.
    """
    _require_one_population((earlier, later))
    if later.stage.place != earlier.stage.place + 1:
        raise MeasurementError(
            "MEA403",
            problem=f"The stage {later.stage} does not follow {earlier.stage}: what "
            "lies in between would be hidden.",
            remedy="Ask for the rates between neighbouring stages; documents issued "
            "over requests is the issuance rate, which says that it passes stages "
            "over.",
        )
    return _rate(*_bounded((earlier, later)))


def issuance_rate(requests: StageCount, issued: StageCount) -> StageRate:
    """Bound the documents issued over the requests made.

    The result names the stages that it passes over.

    Raises
    ------
    MeasurementError
        MEA402 different populations; MEA403 other stages than these two; MEA406 as
        in `stage_rate`.

    References
    ----------
    European Commission, COM(2024) 324: travel documents issued as a percentage of
    readmission requests submitted.
    """
    _require_one_population((requests, issued))
    if (requests.stage, issued.stage) != (Stage.REQUESTS, Stage.DOCUMENT_ISSUED):
        raise MeasurementError(
            "MEA403",
            problem=f"{issued.stage} over {requests.stage} is not the issuance rate.",
            remedy="Give the requests made and the documents issued.",
        )
    return _rate(*_bounded((requests, issued)))


def _issuance_of(bounded: Sequence[_Bounded]) -> StageRate | None:
    by_stage = {one[0].stage: one for one in bounded}
    requests = by_stage.get(Stage.REQUESTS)
    issued = by_stage.get(Stage.DOCUMENT_ISSUED)
    return _rate(requests, issued) if requests and issued else None


def _bounded(counts: Sequence[StageCount]) -> list[_Bounded]:
    """Bound every count, in order of stages; in a cohort also by one another."""
    bounds = [published_bounds(one.count) for one in counts]
    if counts[0].population.follow is Follow.COHORT:
        bounds = [
            None if own is None else _narrowed(place, counts, bounds)
            for place, own in enumerate(bounds)
        ]
    return list(zip(counts, bounds, strict=True))


def _narrowed(
    place: int, counts: Sequence[StageCount], bounds: Sequence[Interval | None]
) -> Interval:
    """Bound a stage of a cohort by those before and after it."""
    stage = counts[place].stage
    known = [
        (one.stage.place, found)
        for number, (one, found) in enumerate(zip(counts, bounds, strict=True))
        if found is not None and (number == place or one.stage is not stage)
    ]
    least = max(found.lower for at, found in known if at >= stage.place)
    most = min(found.upper for at, found in known if at <= stage.place)
    if least > most:
        raise MeasurementError(
            "MEA406",
            problem=f"A stage after {stage} is larger than one up to it, of the same "
            "cohort.",
            remedy="Check the two counts, or say that they are of one period and not "
            "of one cohort.",
        )
    return Interval(least, most)


def _rate(earlier: _Bounded, later: _Bounded) -> StageRate:
    (before, whole), (after, part) = earlier, later
    interval = part_of(part, whole) if part and whole else None
    if interval is not None and after.population.follow is Follow.COHORT:
        interval = Interval(interval.lower, min(interval.upper, 1))
    return StageRate(
        earlier=before.stage,
        later=after.stage,
        departure=after.departure,
        interval=interval,
        passed_over=tuple(Stage)[before.stage.place + 1 : after.stage.place],
    )


def _require_sound(counts: Sequence[StageCount]) -> None:
    keys = [(one.stage, one.departure) for one in counts]
    if not counts or len(set(keys)) < len(keys):
        what = "is there twice" if counts else "was given"
        raise MeasurementError(
            "MEA404",
            problem=f"{'A' if counts else 'No'} stage {what}.",
            remedy="Give each stage once; of several sources choose one first.",
        )
    for one in counts:
        if (one.stage is Stage.DEPARTED) != (one.departure is not None):
            raise MeasurementError(
                "MEA405",
                problem=f"The stage {one.stage} has the kind of departure "
                f"{one.departure}.",
                remedy="Say of departures, and of nothing else, whether they are "
                "independent, forced or to an unknown destination.",
            )
    _require_one_population(counts)


def _require_one_population(counts: Sequence[StageCount]) -> None:
    for one in counts:
        if one.population != counts[0].population:
            raise MeasurementError(
                "MEA402",
                problem="The stages count different populations: "
                f"{counts[0].population} and {one.population}.",
                remedy="Take both stages from one source, country and period.",
            )
