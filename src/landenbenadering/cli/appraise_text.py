"""An appraisal on the terminal."""

from math import isfinite

from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table

from landenbenadering.appraisal.by_country import country_parts
from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.explain import (
    as_row,
    criterion_totals,
    difference,
    explain,
)
from landenbenadering.appraisal.feasibility import conflicting_constraints
from landenbenadering.appraisal.frontier import package_costs
from landenbenadering.appraisal.robust import standing
from landenbenadering.appraisal.statement_effects import StatementEffect
from landenbenadering.cli.terminal import output
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Language
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.pipelines.appraise_exports import ILLUSTRATION

MOST_SHOWN = 25


def print_report(report: AppraisalReport, language: Language) -> None:
    """Print what was found."""
    console = output()
    _print_heading(console, report, language)
    if not report.complete:
        console.print(_proven(report), markup=False)
    if not len(report.solution.chosen):
        if report.complete:
            _print_infeasible(console, report)
        return
    console.print(_instruments(report, language))
    console.print(_packages(report))
    _print_countries(console, report)
    if len(report.solution.chosen) > MOST_SHOWN:
        console.print(
            f"The first {MOST_SHOWN} of {len(report.solution.chosen)} packages; "
            "--format csv gives all."
        )
    _print_statements(console, report)
    _print_money(console, report)
    for view in report.views:
        if view.conflict:
            console.print(f"{view.department}: {view.conflict}", markup=False)
    if report.unfinished:
        console.print(f"Stopped before: {', '.join(report.unfinished)}.", markup=False)


def _print_heading(
    console: Console, report: AppraisalReport, language: Language
) -> None:
    sheet = report.weighing.sheet
    console.print(sheet.title.in_(language), style="bold", markup=False)
    if sheet.illustration:
        console.print(ILLUSTRATION.in_(language), markup=False)
    for owner, criterion in report.weighing.missing:
        console.print(
            f"No score of {owner} on {criterion}: the whole scale is taken.",
            markup=False,
        )


def _proven(report: AppraisalReport) -> str:
    if report.shortfall is None:
        return "No package was found in time; --seconds gives more of it."
    return (
        "There was no time to find every package. These were found with every score "
        "in the middle of its bounds; none that is missing is better than the best "
        f"of these by more than {report.shortfall:.4g} swing, whatever the weights."
    )


def _print_countries(console: Console, report: AppraisalReport) -> None:
    """Say what a programme holds for each of its countries."""
    parts = country_parts(report.weighing, report.solution)
    if len(parts) < 2:
        return
    table = Table(title="Countries of the programme", box=SIMPLE, padding=(0, 1))
    for heading in ("Country", "In every package"):
        table.add_column(heading)
    for heading in ("In some", "In none", "1000 euro, least", "most"):
        table.add_column(heading, justify="right")
    for part in parts:
        table.add_row(
            part.country,
            ", ".join(part.core) or "–",
            f"{len(part.borderline)}",
            f"{len(part.exterior)}",
            f"{part.least_eur / 1000:,.0f}",
            f"{part.most_eur / 1000:,.0f}",
        )
    console.print(table)


def _print_infeasible(console: Console, report: AppraisalReport) -> None:
    console.print("No package keeps every constraint. These cannot be kept together:")
    for constraint in conflicting_constraints(report.weighing.problem):
        console.print(f"  {constraint.text}", markup=False)


def _instruments(report: AppraisalReport, language: Language) -> Table:
    table = Table(title="Instruments", box=SIMPLE, padding=(0, 1))
    for heading in ("Code", "Name", "Standing"):
        table.add_column(heading)
    table.add_column("Core index", justify="right")
    table.add_column("Leaves if known to be below / core if above")
    shares = report.solution.core_index
    for line, instrument in zip(
        report.weighing.sheet.instrument,
        report.weighing.problem.instruments,
        strict=True,
    ):
        share = shares[line.code]
        word = standing(share).value
        if instrument.forbidden_by is not None:
            word = f"forbidden by {instrument.forbidden_by}"
        table.add_row(
            line.code,
            line.name.in_(language),
            word,
            f"{float(share):.2f}",
            _thresholds(report, line.code),
        )
    return table


def _thresholds(report: AppraisalReport, code: str) -> str:
    """Tell the thresholds that lie on the scale of their criterion."""
    scales = {line.code: line for line in report.weighing.sheet.criterion}
    told = []
    for one in report.thresholds:
        scale = scales[one.criterion]
        ends = scale.least, scale.most
        for word, value in (("<", one.leaves_below), (">", one.core_above)):
            inside = isfinite(value) and (
                ends[0] is None
                or ends[1] is None
                or float(ends[0]) <= value <= float(ends[1])
            )
            if one.instrument == code and inside:
                told.append(f"{one.criterion} {word} {value:.2g}")
    return ", ".join(told) or "–"


def _packages(report: AppraisalReport) -> Table:
    """Show the packages, those that are first most often at the top."""
    problem, chance = report.weighing.problem, report.chance
    table = Table(title="Packages that nothing beats", box=SIMPLE, padding=(0, 1))
    table.add_column("No.", justify="right")
    table.add_column("Instruments", ratio=1)
    table.add_column("1000 euro", justify="right")
    views = [view for view in report.views if len(view.gives_up)]
    for view in views:
        table.add_column(f"{view.department} gives up", justify="right")
    if chance is not None:
        table.add_column("First", justify="right")
    order = list(range(len(report.solution.packages)))
    if chance is not None:
        order.sort(key=lambda k: -chance.ranks[k, 0])
    for k in order[:MOST_SHOWN]:
        package = report.solution.packages[k]
        spent = sum(package_costs(problem, package).values())
        row = [str(k + 1), ", ".join(package) or "–", f"{spent / 1000:,.0f}"]
        row += [f"{view.gives_up_middle[k]:.2f}" for view in views]
        row += [] if chance is None else [f"{chance.ranks[k, 0]:.1%}"]
        table.add_row(*row)
    return table


def _bounds(value: Interval) -> str:
    if value.lower == value.upper:
        return f"{value.lower:g}"
    return f"{round(value.lower, 2):g} to {round(value.upper, 2):g}"


def _print_statements(console: Console, report: AppraisalReport) -> None:
    for heading, effects in (
        ("Without a statement:", report.withdrawn),
        ("One more statement would settle:", (report.one_more or ())[:5]),
    ):
        if effects:
            console.print(heading)
        for effect in effects:
            console.print(f"  {_effect(effect)}", markup=False, soft_wrap=True)


def _effect(effect: StatementEffect) -> str:
    moves = ", ".join(f"{code} {one}" for code, one in effect.moves.items())
    count = f"{effect.packages} package{'s' if effect.packages != 1 else ''}"
    return f"{effect.statement.text}: {count}{'; ' + moves if moves else ''}"


def _print_money(console: Console, report: AppraisalReport) -> None:
    if not report.budgets:
        return
    console.print("Budgets (all scores in the middle, weights at their centre):")
    for value in report.budgets:
        department, year = value.account
        line = f"  {department} {year}: {value.eur:,} euros"
        if value.more_eur is not None and value.more_benefit is not None:
            line += (
                f"; {value.more_eur:,} more would bring {value.more_benefit:.3f} swing"
            )
        else:
            line += "; more would bring nothing"
        console.print(line, markup=False)


def print_why(report: AppraisalReport, codes: list[str]) -> None:
    """Print why a package is in the list or not."""
    console = output()
    found = explain(report.solution, codes)
    console.print(f"Package {', '.join(found.package) or '–'}:", markup=False)
    for limit in found.broken:
        console.print(
            f"  breaks {limit.kind} {' '.join(limit.names)}: {limit.value:,} against "
            f"{limit.limit:,}",
            markup=False,
        )
    for one in found.dominators[:5]:
        console.print(
            f"  is beaten by {', '.join(one.package)}, by {_bounds(one.ahead)} swings",
            markup=False,
            soft_wrap=True,
        )
    if not found.broken and not found.dominators:
        console.print("  is in the list: no package beats it.")


def print_comparison(report: AppraisalReport, first: int, second: int) -> None:
    """Print two packages of the list side by side."""
    packages = report.solution.packages
    for number in (first, second):
        if not 1 <= number <= len(packages):
            raise AppraisalError(
                "APP205",
                problem=f"There is no package {number} in the list.",
                remedy=f"Use numbers of 1 to {len(packages)}.",
            )
    console = output()
    problem = report.weighing.problem
    pair = packages[first - 1], packages[second - 1]
    table = Table("", f"Package {first}", f"Package {second}", box=SIMPLE)
    table.add_row(
        "only here",
        *(
            ", ".join(c for c in own if c not in other) or "–"
            for own, other in (pair, pair[::-1])
        ),
    )
    totals = [criterion_totals(problem, package) for package in pair]
    for name in problem.criteria:
        table.add_row(name, *(_bounds(one[name]) for one in totals))
    for account in sorted({a for i in problem.instruments for a in i.costs}):
        table.add_row(
            f"{account[0]} {account[1]}, euros",
            *(f"{package_costs(problem, p).get(account, 0):,}" for p in pair),
        )
    console.print(table)
    ahead = difference(
        report.solution, as_row(problem, pair[0]), as_row(problem, pair[1])
    )
    console.print(
        f"Package {first} over package {second}: {_bounds(ahead)} swings, over all "
        "weights and scores."
    )
