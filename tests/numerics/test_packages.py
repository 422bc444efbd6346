"""Fronts and packages equal brute force, integer programmes and published ones."""

import gzip
import hashlib
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.portfolio import digest, front, main
from benchmarks.portfolio_files import find_instances
from landenbenadering.numerics.errors import NumericsError
from landenbenadering.numerics.fronts import nondominated
from landenbenadering.numerics.package_search import Progress
from landenbenadering.numerics.packages import PackageProblem, efficient_packages
from landenbenadering.numerics.programmes import front_by_programmes
from landenbenadering.numerics.search_zone import search_zone

Int64s = npt.NDArray[np.int64]


@st.composite
def problems(draw: st.DrawFn, most: int = 9) -> PackageProblem:
    """Draw a small problem: signs of all kinds, also without any package."""
    p, n, m = (
        draw(st.integers(1, 5)),
        draw(st.integers(1, most)),
        draw(st.integers(0, 4)),
    )
    low = draw(st.sampled_from([0, -3]))
    number = st.integers(low, 6)

    def table(rows: int) -> Int64s:
        cells = draw(st.lists(number, min_size=rows * n, max_size=rows * n))
        return np.array(cells, dtype=np.int64).reshape(rows, n)

    limits = draw(st.lists(st.integers(-4, 15), min_size=m, max_size=m))
    return PackageProblem(table(p), table(m), np.array(limits, dtype=np.int64))


def feasible(problem: PackageProblem) -> tuple[Int64s, npt.NDArray[np.bool_]]:
    """List every package within the limits."""
    n = problem.gains.shape[1]
    chosen = (np.arange(2**n)[:, None] >> np.arange(n) & 1).astype(np.bool_)
    kept = (chosen @ problem.usage.T <= problem.limits).all(axis=1)
    return chosen[kept] @ problem.gains.T, chosen[kept]


@settings(max_examples=200, deadline=None)
@given(problems())
def test_all_efficient_packages_are_found_and_no_other(problem: PackageProblem) -> None:
    points, packages = feasible(problem)
    best = nondominated_plainly(points)

    found = efficient_packages(problem)
    single = efficient_packages(problem, every=False)

    assert {tuple(row) for row in found.packages} == {
        tuple(row) for row in packages[best]
    }
    assert len(found.packages) == best.sum()
    assert np.array_equal(found.packages @ problem.gains.T, found.points)
    assert np.array_equal(single.points, np.unique(points[best], axis=0))


@st.composite
def bound_problems(draw: st.DrawFn) -> PackageProblem:
    """Draw a problem with exclusions, prerequisites, groups, synergies, budgets."""
    p, n, m = draw(st.integers(1, 4)), draw(st.integers(4, 10)), draw(st.integers(1, 2))
    number = st.integers(draw(st.sampled_from([0, -3])), 9)
    gains = np.array([[draw(number) for _ in range(n)] for _ in range(p)])
    rows = [[draw(st.integers(0, 9)) for _ in range(n)] for _ in range(m)]
    limits = [draw(st.integers(0, 30)) for _ in range(m)]
    places = st.lists(st.integers(0, n - 1), min_size=2, max_size=3, unique=True)
    for _ in range(draw(st.integers(0, 4))):
        some, kind = draw(places), draw(st.integers(0, 3))
        signs = {0: [1, 1, 1], 1: [1, -1, 0], 2: [-1, -1, -1], 3: [1, 1, -2]}[kind]
        row = [0] * n
        for place, sign in zip(some, signs, strict=False):
            row[place] = sign
        rows.append(row)
        limits.append({0: 1, 1: 0, 2: -1, 3: draw(st.integers(-1, 1))}[kind])
    return PackageProblem(gains, np.array(rows), np.array(limits))


@settings(max_examples=400, deadline=None)
@given(bound_problems())
def test_constraints_within_small_groups_are_kept(problem: PackageProblem) -> None:
    points, packages = feasible(problem)

    found = efficient_packages(problem)

    assert {tuple(row) for row in found.packages} == {
        tuple(row) for row in packages[nondominated_plainly(points)]
    }
    assert found.complete
    assert not found.shortfall.any()


@settings(max_examples=200, deadline=None)
@given(
    bound_problems(),
    st.integers(0, 40),
    st.sampled_from([0.0, 0.05, 0.5]),
    st.sampled_from([1, 4, 1000]),
)
def test_what_is_proven_holds_when_stopped_or_approximate(
    problem: PackageProblem, moments: int, tolerance: float, most: int
) -> None:
    points, packages = feasible(problem)
    left = iter(range(moments))

    found = efficient_packages(
        problem,
        tolerance=tolerance,
        most_states=most,
        watch=lambda _: next(left, None) is not None,
    )

    given_points = found.points + found.shortfall
    if len(found.points):
        covered = (given_points[:, None] >= points[None]).all(axis=2).any(axis=0)
        assert covered.all()
    listed = {tuple(row) for row in packages}
    assert all(tuple(row) in listed for row in found.packages)
    if found.complete:
        assert len(found.packages) == nondominated_plainly(points).sum()


def test_progress_is_told_until_the_end() -> None:
    generator = np.random.default_rng(3)
    problem = PackageProblem(
        generator.integers(1, 60, (2, 15)),
        generator.integers(1, 60, (1, 15)),
        np.array([250]),
    )
    seen: list[int] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress.decided)
        return True

    found = efficient_packages(problem, watch=watch)

    assert seen[-1] == 15
    assert found.complete


def test_nothing_to_choose_from_leaves_the_empty_package() -> None:
    nothing = np.zeros((2, 0), dtype=np.int64)

    found = efficient_packages(PackageProblem(nothing, nothing[:1], np.array([0])))

    assert found.points.tolist() == [[0, 0]]


def nondominated_plainly(points: Int64s) -> npt.NDArray[np.bool_]:
    """Apply the definition."""
    above = (points[:, None] >= points[None]).all(axis=2)
    better = above & (points[:, None] > points[None]).any(axis=2)
    return np.asarray(~better.any(axis=0))


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 5), st.lists(st.integers(0, 4), max_size=60))
def test_nondominated_is_the_definition(p: int, cells: list[int]) -> None:
    points = np.array(cells[: len(cells) // p * p], dtype=np.int64).reshape(-1, p)

    assert np.array_equal(nondominated(points), nondominated_plainly(points))


@settings(max_examples=200, deadline=None)
@given(st.integers(2, 4), st.lists(st.integers(0, 4), max_size=40))
def test_corners_cover_exactly_what_is_open(p: int, cells: list[int]) -> None:
    points = np.array(cells[: len(cells) // p * p], dtype=np.int64).reshape(-1, p)
    points = np.unique(points[nondominated(points)], axis=0)
    corners = search_zone(points, np.full(p, -1, dtype=np.int64), most=10_000).corners

    grid = np.array(np.meshgrid(*[np.arange(6)] * p)).reshape(p, -1).T
    open_still = ~(points[:, None] >= grid[None]).all(axis=2).any(axis=0)
    covered = (grid[None] > corners[:, None]).all(axis=2).any(axis=0)
    assert np.array_equal(open_still, covered)
    far = search_zone(
        points * 2**60, np.full(p, -(2**60), dtype=np.int64), most=10_000
    ).corners
    assert np.array_equal(far, corners * 2**60)


@settings(max_examples=100, deadline=None)
@given(bound_problems(), st.integers(40, 44))
def test_numbers_of_sixteen_digits_are_no_special_case(
    problem: PackageProblem, bits: int
) -> None:
    # One off in the last digit decides.
    tail = np.random.default_rng(bits).integers(0, 2, problem.gains.shape)
    large = PackageProblem(
        problem.gains * 2**bits + tail,
        problem.usage * 2**bits,
        problem.limits * 2**bits,
    )
    points, packages = feasible(large)

    found = efficient_packages(large)

    assert {tuple(row) for row in found.packages} == {
        tuple(row) for row in packages[nondominated_plainly(points)]
    }


@settings(max_examples=10, deadline=None)
@given(problems(most=8))
def test_integer_programmes_find_the_same_points(problem: PackageProblem) -> None:
    expected = efficient_packages(problem, every=False).points

    assert np.array_equal(front_by_programmes(problem).points, expected)


def test_many_items_and_two_limits_agree_with_integer_programmes() -> None:
    generator = np.random.default_rng(7)
    problem = PackageProblem(
        generator.integers(1, 60, (3, 16)),
        generator.integers(1, 60, (2, 16)),
        np.array([210, 220]),
    )

    expected = front_by_programmes(problem).points
    assert np.array_equal(efficient_packages(problem, every=False).points, expected)


def test_more_items_than_bits_in_a_word() -> None:
    gains = np.ones((1, 70), dtype=np.int64)
    found = efficient_packages(PackageProblem(gains, gains, np.array([70])))

    assert found.packages.all()
    assert found.packages.shape == (1, 70)


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(NumericsError, match="NUM201"):
        PackageProblem(
            np.ones((1, 3), dtype=np.int64),
            np.ones((1, 2), dtype=np.int64),
            np.array([1]),
        )


def portfolio_file(shared_data: Path, name: str) -> Path:
    """Find a public instance, or skip."""
    file = shared_data / "benchmarks" / "portfolio" / name
    if not file.exists():
        pytest.skip(f"{name} is not here")
    return file


@pytest.mark.parametrize(
    "name",
    [
        "tamby_mokp/MOKP_p-2_n-200_1.dat",
        "tamby_mokp/MOKP_p-4_n-50_1.dat",
    ],
)
def test_fronts_have_the_published_hash(shared_data: Path, name: str) -> None:
    file = portfolio_file(shared_data, name)
    table = portfolio_file(shared_data, "front_counts.csv")
    (line,) = (
        line
        for line in table.read_text(encoding="utf-8").splitlines()
        if line.startswith(f"tamby_mokp,{file.stem},")
    )

    (instance,) = find_instances(file)
    points = front(instance)

    assert line.split(",")[2:] == [str(len(points)), digest(points)]


@pytest.mark.parametrize("name", ["2kp50", "4kp50"])
def test_fronts_under_several_limits_are_the_published_ones(
    shared_data: Path, name: str
) -> None:
    folder = portfolio_file(shared_data, f"augmecon_momkp/{name}")
    published = np.loadtxt(folder / "pareto_sols.csv", delimiter=",", skiprows=1)

    (instance,) = find_instances(folder)

    expected = np.unique(published[:, 1:].astype(np.int64), axis=0)
    assert np.array_equal(front(instance), expected)


@pytest.mark.parametrize(
    "name",
    [
        "kirlik_mokp/KP_p-3_n-50_ins-1",
        "kirlik_mokp/KP_p-5_n-20_ins-1",
        "kirlik_moap/AP_p-3_n-5_ins-1",
    ],
)
def test_fronts_of_kirlik_and_sayin_are_the_published_ones(
    shared_data: Path, name: str
) -> None:
    file = portfolio_file(shared_data, f"{name}.dat")
    (instance,) = find_instances(file)
    published = gzip.decompress(
        file.with_name(f"EffSet_{file.stem}.txt.gz").read_bytes()
    )
    rows = [[int(cell) for cell in row.split()] for row in published.splitlines()]
    expected = np.array([row for row in rows if row])
    if not instance.minimised:
        expected = -expected

    assert np.array_equal(front(instance), np.unique(expected, axis=0))


def test_one_file_that_cannot_be_read_does_not_stop_the_others(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.dat").write_text("2 3 4 5", encoding="utf-8")
    (tmp_path / "empty.in.gz").write_bytes(b"")
    (tmp_path / "sound.dat").write_text(
        "2\n3\n4\n[[2,1,3],\n[1,3,2]]\n[1,2,2]", encoding="utf-8"
    )
    monkeypatch.setattr(sys, "argv", ["portfolio", str(tmp_path)])

    assert main() == 1

    told = capfd.readouterr()
    # Two items fit at a time, with 3 4 (dominated by 4 5), 5 3 and 4 5.
    points = hashlib.sha256(b"4 5\n5 3").hexdigest()
    assert [row.split(",")[:3] for row in told.out.splitlines()[1:]] == [
        ["sound", "2", points]
    ]
    assert "broken.dat" in told.err
    assert "empty.in.gz" in told.err


def test_the_digest_is_of_lines_with_blanks() -> None:
    expected = hashlib.sha256(b"1 2\n3 4").hexdigest()

    assert digest(np.array([[1, 2], [3, 4]])) == expected
