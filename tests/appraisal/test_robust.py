"""Non-dominated packages equal brute force on problems with every constraint kind."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.preferences import (
    Statement,
    matters_more,
    possible_weights,
    ranking,
    trade_off,
    weight_between,
)
from landenbenadering.appraisal.problem import AppraisalProblem, Group, Instrument
from landenbenadering.appraisal.robust import robust_packages, whole_numbers
from tests.appraisal.small_problems import appraisals, nondominated, score


@settings(max_examples=400, deadline=None)
@given(appraisals())
def test_nondominated_packages_equal_brute_force(
    case: tuple[AppraisalProblem, tuple[Statement, ...]],
) -> None:
    problem, statements = case
    weights = possible_weights(statements, problem.criteria)
    expected = nondominated(problem, weights)

    found = robust_packages(problem, statements)

    assert {frozenset(package) for package in found.packages} == expected
    assert len(found.packages) == len(expected)
    for code, share in found.core_index.items():
        assert share == Fraction(sum(code in q for q in expected), len(expected))


def test_a_statement_never_adds_a_package() -> None:
    problem = AppraisalProblem(
        ("a", "b"),
        tuple(
            Instrument(
                f"i{j}", {"a": score(j, j), "b": score(5 - j, 5 - j)}, {("BZ", 1): 2}
            )
            for j in range(5)
        ),
        {("BZ", 1): 4},
    )
    before = set(robust_packages(problem).packages)
    after = set(robust_packages(problem, ranking("ab", said_by="BZ")).packages)

    assert after < before


def test_the_smallest_conflict_is_named() -> None:
    statements = (
        matters_more("a", "b", times=Fraction(2), said_by="BZ"),
        matters_more("c", "a", said_by="VJ"),
        *weight_between(
            "c",
            lower=Fraction(0),
            upper=Fraction(1, 10),
            criteria="abc",
            said_by="VJ",
        ),
        trade_off({"b": Fraction(1)}, {"c": Fraction(1)}, said_by="EZ"),
    )
    with pytest.raises(AppraisalError) as refusal:
        possible_weights(statements, "abc")

    assert refusal.value.code == "APP301"
    assert refusal.value.problem.count("(") == 3


def test_what_is_missing_or_unknown_is_refused() -> None:
    whole = Instrument("x", {"a": score(0, 1)}, {})
    with pytest.raises(AppraisalError, match="APP201"):
        AppraisalProblem(("a", "b"), (whole,), {})
    with pytest.raises(AppraisalError, match="APP202"):
        AppraisalProblem(("a",), (whole,), {}, (Group(("y",), None, 1),))
    with pytest.raises(AppraisalError, match="APP203"):
        AppraisalProblem(("a",), (), {})
    with pytest.raises(AppraisalError, match="APP302"):
        possible_weights([matters_more("a", "z", said_by="BZ")], "a")


def test_one_instrument_is_an_appraisal_too() -> None:
    whole = Instrument("x", {"a": score(1, 2)}, {})

    found = robust_packages(AppraisalProblem(("a",), (whole,), {}))

    assert found.packages == (("x",),)
    assert found.core_index == {"x": 1}


def _many_digits(
    *, swing: str = "10"
) -> tuple[AppraisalProblem, tuple[Statement, ...]]:
    """Weigh five instruments by six criteria whose ratios have two decimals."""
    criteria = tuple("abcdef")
    instruments = tuple(
        Instrument(
            f"i{j}",
            {
                c: score(7.25 * (j * k % 5), 7.25 * (j * k % 5) + j / 4)
                for k, c in enumerate(criteria, start=1)
            },
            {("BZ", 1): 1 + j % 3},
        )
        for j in range(5)
    )
    statements = (
        *ranking(criteria, said_by="joint"),
        matters_more("a", "b", times=Fraction("1.37"), said_by="joint"),
        matters_more("b", "c", times=Fraction("1.13"), said_by="joint"),
        matters_more("c", "d", times=Fraction("1.29"), said_by="joint"),
        matters_more("d", "e", times=Fraction("1.0625"), said_by="joint"),
        matters_more("e", "f", times=Fraction("1.11"), said_by="joint"),
    )
    swings = dict.fromkeys(criteria, Fraction(swing))
    problem = AppraisalProblem(
        criteria, instruments, {("BZ", 1): 5}, swings=swings | {"f": Fraction(7)}
    )
    return problem, statements


def test_statements_with_decimals_are_weighed_exactly() -> None:
    problem, statements = _many_digits()
    weights = possible_weights(statements, problem.criteria)
    # The definitions know no swings: weights per unit say the same.
    per_unit = tuple(
        tuple(
            w / problem.swings[c] for w, c in zip(corner, problem.criteria, strict=True)
        )
        for corner in weights
    )
    numbers, _ = whole_numbers(problem, weights)

    found = robust_packages(problem, statements)

    assert np.abs(numbers.upper).sum(axis=1).max() > 2**40
    assert {frozenset(p) for p in found.packages} == nondominated(problem, per_unit)


def test_numbers_that_cannot_be_weighed_exactly_are_refused() -> None:
    problem, statements = _many_digits(swing="0.123456789012")
    with pytest.raises(AppraisalError, match="APP206"):
        robust_packages(problem, statements)
    rich = Instrument("x", {"a": score(1, 2)}, {("BZ", 1): 10**20})
    with pytest.raises(AppraisalError, match="APP206"):
        robust_packages(AppraisalProblem(("a",), (rich,), {}))
