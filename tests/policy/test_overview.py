"""What the approach adds up to."""

from datetime import date, timedelta

from landenbenadering.policy.overview import (
    AdviceTimes,
    DepartmentAdvice,
    advice_by_department,
)
from landenbenadering.policy.vocabulary import Department
from tests.policy.cases import TODAY


def test_advice_is_counted_by_department_with_medians() -> None:
    """Waited 2, 4 and 10 days: 4; taken 1 and 4 days: 2.5. An ended round waits not."""

    def asked(
        days: int, *, given: date | None = None, waits: bool = True
    ) -> AdviceTimes:
        on = TODAY - timedelta(days=days)
        due = on + timedelta(days=5)
        return AdviceTimes(Department.FINANCE, on, due, given, waits)

    times = [
        asked(4),
        asked(2),
        asked(10),
        asked(99, waits=False),
        asked(5, given=TODAY - timedelta(days=4), waits=False),
        asked(5, given=TODAY - timedelta(days=1), waits=False),
    ]

    assert advice_by_department(times, today=TODAY) == (
        DepartmentAdvice(
            Department.FINANCE,
            waiting=3,
            overdue=1,
            given=2,
            days_waiting=4,
            days_taken=2.5,
        ),
    )
    assert advice_by_department([], today=TODAY) == ()
