"""Non-dominated packages equal brute force on problems with every constraint kind."""

from fractions import Fraction

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
from landenbenadering.appraisal.robust import robust_packages
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
