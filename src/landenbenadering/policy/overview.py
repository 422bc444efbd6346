"""The approach as a whole: what countries, agreements and advice add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from landenbenadering.policy.dealings import Agreement, Performance, Strategy
from landenbenadering.policy.facts import Judgement
from landenbenadering.policy.keeping import term_verdicts
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.situations import holds_on
from landenbenadering.policy.vocabulary import Cooperation, Department, Keeping

JudgedCountries = dict[Cooperation | None, list[Record]]
KeptAgreements = dict[Keeping | None, list[Record]]


@dataclass(frozen=True, slots=True)
class AdviceTimes:
    """When advice was asked of a department, and given; `None` while it waits.

    `waits` says whether an answer is still looked for: not after the round is over.
    """

    department: Department
    asked_on: date
    due: date
    given_on: date | None
    waits: bool


@dataclass(frozen=True, slots=True)
class DepartmentAdvice:
    """What a department owes and how long it takes.

    Attributes
    ----------
    waiting, overdue, given : int
        Advice that is looked for, past its day, and that was given.
    days_waiting, days_taken : float or None
        Medians in days: since asking, and from asking to giving; `None` of nothing.
    """

    department: Department
    waiting: int
    overdue: int
    given: int
    days_waiting: float | None
    days_taken: float | None


def countries_by_judgement(register: Register) -> JudgedCountries:
    """Give the strategies by the judgement of the country; `None`: not judged."""
    judged = {fact.country: fact.cooperation for _, fact in register.of(Judgement)}
    found: JudgedCountries = {key: [] for key in (*Cooperation, None)}
    for record, strategy in register.of(Strategy):
        found[judged.get(strategy.country)].append(record)
    return found


def agreements_by_keeping(register: Register, *, today: date) -> KeptAgreements:
    """Give the agreements that hold by whether their terms are kept.

    One broken term breaks an agreement and every term must be kept to keep it; `None`
    holds those without a term that can be checked.
    """
    performances = [record for record, _ in register.of(Performance)]
    found: KeptAgreements = {key: [] for key in (*Keeping, None)}
    for record, agreement in register.of(Agreement):
        if not holds_on(record, today):
            continue
        terms = term_verdicts(record, performances, today=today)
        findings = {verdict.finding for verdict in terms}
        found[_overall(findings) if agreement.terms else None].append(record)
    return found


def _overall(findings: set[Keeping]) -> Keeping:
    if Keeping.BROKEN in findings:
        return Keeping.BROKEN
    return Keeping.KEPT if findings == {Keeping.KEPT} else Keeping.CANNOT_TELL


def advice_by_department(
    times: Iterable[AdviceTimes], *, today: date
) -> tuple[DepartmentAdvice, ...]:
    """Count advice by department, in the order of their list."""
    held: dict[Department, list[AdviceTimes]] = {}
    for one in times:
        held.setdefault(one.department, []).append(one)
    return tuple(
        _of_department(department, held[department], today)
        for department in Department
        if department in held
    )


def _of_department(
    department: Department, times: list[AdviceTimes], today: date
) -> DepartmentAdvice:
    waiting = [one for one in times if one.waits and one.given_on is None]
    waited = [(today - one.asked_on).days for one in waiting]
    taken = [(one.given_on - one.asked_on).days for one in times if one.given_on]
    return DepartmentAdvice(
        department=department,
        waiting=len(waiting),
        overdue=sum(one.due < today for one in waiting),
        given=len(taken),
        days_waiting=median(waited) if waited else None,
        days_taken=median(taken) if taken else None,
    )
