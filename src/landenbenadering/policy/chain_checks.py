"""Whether counts of the chain can be held together."""

from itertools import combinations

from landenbenadering.core.funnel import Follow, Stage
from landenbenadering.policy.chain import ChainCounts, CountedStage
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.record import Record


def check_chain(record: Record) -> None:
    """Refuse counts of which no rate could be taken.

    Raises
    ------
    PolicyError
        POL319 no stage or one twice, a departure without its kind, a count that is
        both given and hidden, bands of days out of order, no period, or a cohort
        that grows on its way.
    """
    fact = record.fact
    if not isinstance(fact, ChainCounts):
        return
    if record.valid_from is None or record.valid_until is None:
        raise _error(record, "counts belong to a period.", path="valid_until")
    if fact.rounded_to < 1:
        raise _error(record, f"rounding to {fact.rounded_to}.", path="fact.rounded_to")
    _check_stages(record, fact)
    _check_waits(record, fact)
    if fact.follow is Follow.COHORT:
        _check_cohort(record, fact)


def _check_stages(record: Record, fact: ChainCounts) -> None:
    places = [(one.stage, one.departure) for one in fact.stages]
    if not places or len(set(places)) < len(places):
        what = "a stage stands there twice." if places else "no stage is counted."
        raise _error(record, what, path="fact.stages")
    for number, one in enumerate(fact.stages):
        at = f"fact.stages.{number}"
        if (one.stage is Stage.DEPARTED) != (one.departure is not None):
            raise _error(
                record,
                f"the stage {one.stage.value} has the kind of departure "
                f"{one.departure and one.departure.value}.",
                path=f"{at}.departure",
            )
        if one.value is None and one.below is None:
            raise _error(record, "a count is neither given nor hidden.", path=at)
        _check_count(record, one.value, one.below, path=at)


def _check_waits(record: Record, fact: ChainCounts) -> None:
    _check_count(record, fact.waiting, fact.waiting_below, path="fact.waiting")
    last: int | None = -1
    for number, band in enumerate(fact.waits):
        at = f"fact.waits.{number}"
        if last is None or band.since_days <= last:
            raise _error(record, "bands of days overlap.", path=f"{at}.since_days")
        if band.until_days is not None and band.until_days < band.since_days:
            raise _error(record, "a band ends too early.", path=f"{at}.until_days")
        if band.value is None and band.below is None:
            raise _error(record, "a count is neither given nor hidden.", path=at)
        _check_count(record, band.value, band.below, path=at)
        last = band.until_days


def _check_count(
    record: Record, value: int | None, below: int | None, *, path: str
) -> None:
    if value is not None and (value < 0 or below is not None):
        said = f"{value} and fewer than {below} at once" if below else str(value)
        raise _error(record, f"a count is {said}.", path=f"{path}.value")
    if below is not None and below < 1:
        raise _error(record, f"a count is below {below}.", path=f"{path}.below")


def _check_cohort(record: Record, fact: ChainCounts) -> None:
    """Refuse a later stage that is certainly larger than an earlier one."""
    ordered = sorted(fact.stages, key=lambda one: one.stage.place)
    for before, after in combinations(ordered, 2):
        if before.stage is after.stage:
            continue
        if _least(after, fact.rounded_to) > _most(before, fact.rounded_to):
            raise _error(
                record,
                f"{after.stage.value} is larger than {before.stage.value} of the "
                "same cohort.",
                path="fact.follow",
            )


def _least(one: CountedStage, base: int) -> int:
    return 0 if one.value is None else max(one.value - base // 2, 0)


def _most(one: CountedStage, base: int) -> int:
    return (one.below or 1) - 1 if one.value is None else one.value + base // 2


def _error(record: Record, problem: str, *, path: str) -> PolicyError:
    error = PolicyError(
        "POL319",
        problem=f"Record {record.id!r}: {problem}",
        remedy="Give a first and last day, each stage once with a count from 0 or "
        '"fewer than", the kind of every departure, and bands of days in order.',
    )
    error.path = path
    return error
