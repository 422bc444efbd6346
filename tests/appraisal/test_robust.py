"""Non-dominated packages equal brute force on problems with every constraint kind."""

from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.preferences import (
    Statement,
    matters_more,
    possible_weights,
    ranking,
    trade_off,
    weight_between,
)
from landenbenadering.appraisal.problem import (
    AppraisalProblem,
    EvidenceGrade,
    Group,
    Instrument,
    Prerequisite,
    Score,
    Synergy,
)
from landenbenadering.appraisal.robust import robust_packages
from landenbenadering.core.interval import Interval

Package = frozenset[str]


def score(lower: float, upper: float) -> Score:
    """Make a score; who gave it plays no part here."""
    return Score(
        Interval(lower, upper), "a", date(2026, 1, 1), "invented", EvidenceGrade.OPINION
    )


@st.composite
def appraisals(draw: st.DrawFn) -> tuple[AppraisalProblem, tuple[Statement, ...]]:
    """Draw a small problem with all kinds of constraints, and some statements."""
    n, k = draw(st.integers(1, 6)), draw(st.integers(1, 3))
    criteria = tuple("abc"[:k])
    codes = [f"i{j}" for j in range(n)]
    wide = draw(st.integers(0, 2))

    def scores() -> dict[str, Score]:
        lows = [draw(st.integers(-2, 6)) / 2 for _ in criteria]
        return {
            c: score(low, low + draw(st.integers(0, wide)) / 2)
            for c, low in zip(criteria, lows, strict=True)
        }

    some = st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True)
    bound = st.none() | st.integers(0, 2)
    instruments = tuple(
        Instrument(
            code,
            scores(),
            {("BZ", 2026): draw(st.integers(0, 5)), ("VJ", 2026): j % 3},
            draw(st.sampled_from([None, None, None, "LB11"])),
        )
        for j, code in enumerate(codes)
    )
    groups = [
        Group(tuple(draw(some)), draw(bound), draw(bound))
        for _ in range(draw(st.integers(0, 2)))
    ]
    needs = [
        Prerequisite(draw(st.sampled_from(codes)), draw(st.sampled_from(codes)))
        for _ in range(draw(st.integers(0, 2)))
    ]
    synergies = [
        Synergy(tuple(draw(some)), scores()) for _ in range(draw(st.integers(0, 2)))
    ]
    problem = AppraisalProblem(
        criteria,
        instruments,
        {("BZ", 2026): draw(st.integers(0, 12)), ("VJ", 2026): 4},
        tuple(groups),
        tuple(needs),
        tuple(synergies),
    )
    said = draw(st.sampled_from(["nothing", "ranking", "bounds"]))
    statements: tuple[Statement, ...] = ()
    if said == "ranking":
        statements = ranking(criteria, said_by="BZ")
    if said == "bounds":
        statements = weight_between(
            "a",
            lower=Fraction(1, 5),
            upper=Fraction(1),
            criteria=criteria,
            said_by="VJ",
        )
    return problem, statements


def allowed(problem: AppraisalProblem, package: Package) -> bool:
    """Apply every constraint as it reads."""
    held = [i for i in problem.instruments if i.code in package]
    return (
        all(i.forbidden_by is None for i in held)
        and all(
            sum(i.costs.get(account, 0) for i in held) <= budget
            for account, budget in problem.budgets.items()
        )
        and all(
            (g.at_least or 0)
            <= len(package & set(g.instruments))
            <= (len(package) if g.at_most is None else g.at_most)
            for g in problem.groups
        )
        and all(
            p.needs in package for p in problem.prerequisites if p.instrument in package
        )
    )


def parts(problem: AppraisalProblem, package: Package) -> dict[str, dict[str, Score]]:
    """Name all that has a value in a package, its synergies too."""
    found = {i.code: dict(i.scores) for i in problem.instruments if i.code in package}
    for number, synergy in enumerate(problem.synergies):
        if package >= set(synergy.instruments):
            found[f"synergy {number}"] = dict(synergy.scores)
    return found


def dominates(
    problem: AppraisalProblem,
    weights: tuple[tuple[Fraction, ...], ...],
    p: Package,
    q: Package,
) -> bool:
    """Apply the definition: never lower, and higher for some values."""
    of_p, of_q = parts(problem, p), parts(problem, q)
    never_lower, sometimes_higher = True, False
    for corner in weights:
        least, most = Fraction(0), Fraction(0)
        for w, name in zip(corner, problem.criteria, strict=True):
            for code in of_p.keys() - of_q.keys():
                value = of_p[code][name].value
                least += w * Fraction(value.lower)
                most += w * Fraction(value.upper)
            for code in of_q.keys() - of_p.keys():
                value = of_q[code][name].value
                least -= w * Fraction(value.upper)
                most -= w * Fraction(value.lower)
        never_lower = never_lower and least >= 0
        sometimes_higher = sometimes_higher or most > 0
    return never_lower and sometimes_higher


@settings(max_examples=400, deadline=None)
@given(appraisals())
def test_nondominated_packages_equal_brute_force(
    case: tuple[AppraisalProblem, tuple[Statement, ...]],
) -> None:
    problem, statements = case
    weights = possible_weights(statements, problem.criteria)
    codes = [i.code for i in problem.instruments]
    options = [
        frozenset(chosen)
        for size in range(len(codes) + 1)
        for chosen in combinations(codes, size)
        if allowed(problem, frozenset(chosen))
    ]
    expected = {
        q
        for q in options
        if not any(dominates(problem, weights, p, q) for p in options)
    }

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
