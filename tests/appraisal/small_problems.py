"""Small problems with every constraint kind, and the definitions as they read."""

from datetime import date
from fractions import Fraction
from itertools import combinations

from hypothesis import strategies as st

from landenbenadering.appraisal.preferences import (
    Statement,
    ranking,
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


def options(problem: AppraisalProblem) -> list[Package]:
    """List every package that keeps the constraints."""
    codes = [i.code for i in problem.instruments]
    return [
        frozenset(chosen)
        for size in range(len(codes) + 1)
        for chosen in combinations(codes, size)
        if allowed(problem, frozenset(chosen))
    ]


def nondominated(
    problem: AppraisalProblem, weights: tuple[tuple[Fraction, ...], ...]
) -> set[Package]:
    """Apply the definition to every pair of packages."""
    every = options(problem)
    return {
        q for q in every if not any(dominates(problem, weights, p, q) for p in every)
    }
