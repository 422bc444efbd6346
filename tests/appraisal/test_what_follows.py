"""What follows from the packages equals brute force on small problems."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from math import inf, isfinite

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from landenbenadering.appraisal.acceptability import acceptability
from landenbenadering.appraisal.explain import (
    as_row,
    criterion_totals,
    difference,
    explain,
)
from landenbenadering.appraisal.frontier import (
    budget_values,
    cost_benefit_frontier,
    middle_benefit,
)
from landenbenadering.appraisal.preferences import (
    Statement,
    matters_more,
)
from landenbenadering.appraisal.problem import AppraisalProblem, Instrument
from landenbenadering.appraisal.robust import (
    Standing,
    core_index,
    robust_packages,
    solve,
    standing,
)
from landenbenadering.appraisal.sensitivity import score_thresholds
from landenbenadering.appraisal.statement_effects import (
    effects_of_one_more,
    effects_of_withdrawing,
)
from landenbenadering.appraisal.views import department_view, most_given_up
from tests.appraisal.small_problems import (
    Package,
    allowed,
    appraisals,
    dominates,
    options,
    parts,
    score,
)

Case = tuple[AppraisalProblem, tuple[Statement, ...]]


def with_score(
    problem: AppraisalProblem, code: str, criterion: str, value: float
) -> AppraisalProblem:
    """Fix one score."""
    return replace(
        problem,
        instruments=tuple(
            replace(i, scores={**i.scores, criterion: score(value, value)})
            if i.code == code
            else i
            for i in problem.instruments
        ),
    )


def stands(
    problem: AppraisalProblem, statements: tuple[Statement, ...], code: str
) -> Standing:
    """Solve anew, and say where one instrument stands."""
    return standing(robust_packages(problem, statements).core_index[code])


@settings(max_examples=150, deadline=None)
@given(appraisals(), st.data())
def test_an_instrument_leaves_below_its_threshold_and_is_core_above_it(
    case: Case, data: st.DataObject
) -> None:
    problem, statements = case
    solution = solve(problem, statements)
    assume(len(solution.chosen))
    code = data.draw(st.sampled_from([i.code for i in problem.instruments]))

    found = score_thresholds(solution, code)

    assert found is not None
    step = 1e-4
    for one in found:
        low, high = one.leaves_below, one.core_above
        # A threshold of −infinity is tried far below, one of +infinity far above.
        below = low - step if isfinite(low) else (999.0 if low == inf else None)
        above = low + step if isfinite(low) else (-999.0 if low == -inf else None)
        if below is not None:
            fixed = with_score(problem, code, one.criterion, round(below, 4))
            assert stands(fixed, statements, code) is Standing.EXTERIOR
        if above is not None:
            fixed = with_score(problem, code, one.criterion, round(above + step, 4))
            assert stands(fixed, statements, code) is not Standing.EXTERIOR
        if isfinite(high):
            fixed = with_score(problem, code, one.criterion, round(high + 2 * step, 4))
            assert stands(fixed, statements, code) is Standing.CORE
            fixed = with_score(problem, code, one.criterion, round(high - 2 * step, 4))
            assert stands(fixed, statements, code) is not Standing.CORE
        else:
            fixed = with_score(
                problem, code, one.criterion, 999.0 if high == inf else -999.0
            )
            core = stands(fixed, statements, code) is Standing.CORE
            assert core is (high == -inf)


@settings(max_examples=100, deadline=None)
@given(appraisals())
def test_one_more_statement_does_what_solving_with_it_does(case: Case) -> None:
    problem, statements = case
    solution = solve(problem, statements)

    effects = effects_of_one_more(solution, said_by="BZ")

    assert effects is not None
    for effect in effects:
        anew = robust_packages(problem, (*statements, effect.statement))
        assert effect.packages == len(anew.packages)
        for code, share in anew.core_index.items():
            now = standing(solution.core_index[code])
            assert effect.moves.get(code, now) is standing(share)
    tried = {tuple(effect.statement.coefficients) for effect in effects}
    for more, less in set(permutations(range(len(problem.criteria)), 2)):
        pair = problem.criteria[more], problem.criteria[less]
        ahead = [corner[more] - corner[less] for corner in solution.corners]
        assert (pair in tried) is (min(ahead) < 0 < max(ahead))


def test_withdrawing_a_statement_shows_what_it_settled() -> None:
    problem = AppraisalProblem(
        ("a", "b"),
        (
            Instrument("x", {"a": score(2, 2), "b": score(0, 0)}, {("BZ", 1): 1}),
            Instrument("y", {"a": score(0, 0), "b": score(1, 1)}, {("BZ", 1): 1}),
        ),
        {("BZ", 1): 1},
    )
    said = (matters_more("a", "b", said_by="joint"),)
    solution = solve(problem, said)

    (effect,) = effects_of_withdrawing(solution, said)

    assert solution.packages == (("x",),)
    assert effect.packages == 2
    assert effect.moves == {"x": Standing.BORDERLINE, "y": Standing.BORDERLINE}


@settings(max_examples=150, deadline=None)
@given(appraisals(), st.data())
def test_an_explanation_names_what_the_definitions_find(
    case: Case, data: st.DataObject
) -> None:
    problem, statements = case
    solution = solve(problem, statements)
    codes = [i.code for i in problem.instruments]
    package: Package = frozenset(data.draw(st.lists(st.sampled_from(codes))))

    found = explain(solution, package)

    assert bool(found.broken) is not allowed(problem, package)
    expected = {
        frozenset(p)
        for p in solution.packages
        if dominates(problem, solution.corners, frozenset(p), package)
    }
    assert {frozenset(d.package) for d in found.dominators} == expected
    for one in found.dominators:
        assert one.ahead.lower >= 0
        assert one.ahead.upper > 0
    listed = package in {frozenset(p) for p in solution.packages}
    assert listed is not (bool(found.broken) or bool(found.dominators))


def middle(
    problem: AppraisalProblem, package: Package, weights: list[Fraction]
) -> Fraction:
    """Value a package with every score in the middle."""
    return sum(
        (
            w * (Fraction(part[c].value.lower) + Fraction(part[c].value.upper)) / 2
            for part in parts(problem, package).values()
            for w, c in zip(weights, problem.criteria, strict=True)
        ),
        Fraction(0),
    )


@settings(max_examples=100, deadline=None)
@given(appraisals())
def test_what_a_package_gives_up_equals_brute_force(case: Case) -> None:
    problem, statements = case
    solution = solve(problem, statements)

    found = most_given_up(solution, solution.chosen, middle=True)
    at_worst = most_given_up(solution, solution.chosen)

    for package, given_up, worst in zip(
        solution.packages, found.tolist(), at_worst.tolist(), strict=True
    ):
        expected = max(
            middle(problem, q, list(corner))
            - middle(problem, frozenset(package), list(corner))
            for q in options(problem)
            for corner in solution.corners
        )
        assert given_up == pytest.approx(float(expected), abs=1e-9)
        assert worst >= given_up - 1e-9


@settings(max_examples=100, deadline=None)
@given(appraisals())
def test_the_frontier_equals_brute_force(case: Case) -> None:
    problem, statements = case
    solution = solve(problem, statements)
    free = options(replace(problem, budgets={}))
    weights = middle_benefit(solution)

    def benefit(package: Package) -> float:
        return float(as_row(problem, package) @ np.rint(weights * 1e6)) / 1e6

    def cost(package: Package) -> int:
        return sum(
            sum(i.costs.values()) for i in problem.instruments if i.code in package
        )

    expected = sorted(
        {
            (cost(p), benefit(p))
            for p in free
            if not any(
                cost(q) <= cost(p)
                and benefit(q) >= benefit(p)
                and (cost(q), benefit(q)) != (cost(p), benefit(p))
                for q in free
            )
        }
    )

    points = cost_benefit_frontier(solution)

    assert [p.eur for p in points] == [eur for eur, _ in expected]
    assert [p.benefit for p in points] == pytest.approx([b for _, b in expected])
    for point in points:
        assert point.affordable is allowed(problem, frozenset(point.package))
    for value in budget_values(solution):
        within = [benefit(p) for p in options(problem)]
        assert value.benefit == (pytest.approx(max(within)) if within else None)


def test_shares_of_first_ranks_add_up_and_know_their_error() -> None:
    problem = AppraisalProblem(
        ("a", "b"),
        tuple(
            Instrument(
                f"i{j}",
                {"a": score(j, j + 1), "b": score(5 - j, 6 - j)},
                {("BZ", 1): 1},
            )
            for j in range(6)
        ),
        {("BZ", 1): 1},
    )
    solution = solve(problem)

    found = acceptability(solution, draws=4000, rng=np.random.default_rng(1))
    again = acceptability(solution, draws=4000, rng=np.random.default_rng(1))

    assert found is not None
    assert again is not None
    assert np.array_equal(found.ranks, again.ranks)
    assert found.ranks.sum(axis=0) == pytest.approx(1)
    assert found.error.max() <= 0.5 / np.sqrt(4000)
    first = {p[0]: k for k, p in enumerate(solution.packages)}
    # The one that is best on a criterion needs much weight there to come first.
    assert found.central[first["i5"], 0] > 0.5 > found.central[first["i0"], 0]


def test_a_department_that_contradicts_the_joint_statements_is_told_so() -> None:
    problem = AppraisalProblem(
        ("a", "b"), (Instrument("x", {"a": score(1, 1), "b": score(0, 1)}, {}),), {}
    )
    joint = (matters_more("a", "b", times=Fraction(2), said_by="joint"),)
    own = (matters_more("b", "a", said_by="BZ"),)

    view = department_view("BZ", (*joint, *own), joint=solve(problem, joint))

    assert view.solution is None
    assert "BZ" in view.conflict
    assert "joint" in view.conflict


def test_sides_of_a_comparison_add_up() -> None:
    problem = AppraisalProblem(
        ("a",),
        (
            Instrument("x", {"a": score(1, 3)}, {}),
            Instrument("y", {"a": score(2, 2)}, {}),
        ),
        {},
    )
    solution = solve(problem)

    ahead = difference(solution, as_row(problem, "xy"), as_row(problem, "y"))

    assert (ahead.lower, ahead.upper) == (1, 3)
    assert criterion_totals(problem, "xy")["a"].upper == 5
    assert core_index(problem, solution.chosen[:0]) == {}
