"""Whether counts of the chain can be held together."""

from itertools import combinations

from landenbenadering.core.funnel import Follow, Stage
from landenbenadering.policy.chain import ChainCounts, CountedStage, CountedWait
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.record import Record


def check_chain(record: Record) -> None:
    """Refuse counts of which no rate could be taken.

    Raises
    ------
    PolicyError
        POL319 no stage or one twice, a departure without its kind, a count that is
        both given and hidden or not rounded as it says, bands of days out of order or
        with more documents than were issued, no period, or a cohort that grows on
        its way.
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
    _check_rounding(record, fact)
    _check_documents(record, fact)
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
        _check_count(record, one, path=at)


def _check_waits(record: Record, fact: ChainCounts) -> None:
    waiting, hidden = fact.waiting, fact.waiting_below
    if waiting is not None and (waiting < 0 or hidden is not None):
        raise _error(record, f"{waiting} requests are open.", path="fact.waiting")
    if hidden is not None and hidden < 1:
        raise _error(
            record, f"fewer than {hidden} are open.", path="fact.waiting_below"
        )
    last: int | None = -1
    for number, band in enumerate(fact.waits):
        at = f"fact.waits.{number}"
        if last is None or band.since_days <= last:
            raise _error(record, "bands of days overlap.", path=f"{at}.since_days")
        if band.until_days is not None and band.until_days < band.since_days:
            raise _error(record, "a band ends too early.", path=f"{at}.until_days")
        _check_count(record, band, path=at)
        last = band.until_days


def _check_count(record: Record, one: CountedStage | CountedWait, *, path: str) -> None:
    value, below = one.value, one.below
    if value is None and below is None:
        raise _error(
            record, "a count is neither given nor hidden.", path=f"{path}.value"
        )
    if value is not None and (value < 0 or below is not None):
        said = f"{value} and fewer than {below} at once" if below else str(value)
        raise _error(record, f"a count is {said}.", path=f"{path}.value")
    if below is not None and below < 1:
        raise _error(record, f"a count is below {below}.", path=f"{path}.below")


def _check_rounding(record: Record, fact: ChainCounts) -> None:
    """Refuse a count that cannot have been rounded to what the record says."""
    counts = [one.value for one in fact.stages] + [one.value for one in fact.waits]
    for value in (*counts, fact.waiting):
        if value is not None and value % fact.rounded_to:
            raise _error(
                record,
                f"{value} is no multiple of {fact.rounded_to}.",
                path="fact.rounded_to",
            )


def _check_documents(record: Record, fact: ChainCounts) -> None:
    """Refuse more documents by days than documents issued."""
    base = fact.rounded_to
    waited = sum(_least(band, base) for band in fact.waits)
    for one in fact.stages:
        if one.stage is Stage.DOCUMENT_ISSUED and waited > _most(one, base):
            raise _error(
                record,
                f"at least {waited} documents came after so many days, and at most "
                f"{_most(one, base)} were issued.",
                path="fact.waits.0.value",
            )


def _check_cohort(record: Record, fact: ChainCounts) -> None:
    """Refuse a later stage that is certainly larger than an earlier one.

    The kinds of departure exclude one another: all together no more can have departed
    than came so far.
    """
    base = fact.rounded_to
    stages = [
        stage for stage in Stage if any(one.stage is stage for one in fact.stages)
    ]
    least = {
        stage: sum(_least(one, base) for one in fact.stages if one.stage is stage)
        for stage in stages
    }
    most = {one.stage: _most(one, base) for one in fact.stages if not one.departure}
    for before, after in combinations(stages, 2):
        if least[after] > most[before]:
            raise _error(
                record,
                f"{after.value} is larger than {before.value} of the same cohort.",
                path="fact.follow",
            )


def _least(one: CountedStage | CountedWait, base: int) -> int:
    return 0 if one.value is None else max(one.value - base // 2, 0)


def _most(one: CountedStage | CountedWait, base: int) -> int:
    return (one.below or 1) - 1 if one.value is None else one.value + base // 2


def _error(record: Record, problem: str, *, path: str) -> PolicyError:
    error = PolicyError(
        "POL319",
        problem=f"Record {record.id!r}: {problem}",
        remedy="Give a first and last day, each stage once with a count from 0 or "
        '"fewer than", the kind of every departure, bands of days in order, and 1 for '
        "exact counts. Who left on a passport of their own belongs to no cohort of "
        "requests or documents.",
    )
    error.path = path
    return error
