"""Work that is done side by side."""

import threading
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from landenbenadering.numerics.laplace.fit import integrate
from landenbenadering.numerics.laplace.outer import Problem, maximum_likelihood
from landenbenadering.numerics.threads import THREADS, side_by_side
from tests.numerics.crossed import binomial, crossed_case


def test_answers_come_in_the_order_of_the_tasks() -> None:
    first_may_end = threading.Event()

    def first() -> int:
        first_may_end.wait(0.2)
        return 0

    later = [partial(int, number) for number in range(1, 20)]
    tasks: list[Callable[[], int]] = [first, *later]

    assert list(side_by_side(tasks)) == list(range(20))


def test_a_task_that_fails_is_heard_and_stops_those_not_begun() -> None:
    begun = []

    def task(number: int) -> int:
        begun.append(number)
        if number == 0:
            raise ValueError("no")
        threading.Event().wait(0.02)
        return number

    with pytest.raises(ValueError, match="no"):
        list(side_by_side([partial(task, number) for number in range(100)]))

    assert len(begun) < 100 - THREADS


def test_only_the_calling_thread_is_told_how_far_a_fit_is() -> None:
    case = crossed_case()
    problem = Problem(
        case.structure, binomial(case.n_cells), maximum_likelihood(0), tolerance=1e-6
    )
    told: list[tuple[float, int]] = []

    integrate(
        problem,
        start=np.full(case.structure.n_deviations, -0.5),
        watch=lambda share: told.append((share, threading.get_ident())),
    )

    assert {thread for _, thread in told} == {threading.get_ident()}
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
