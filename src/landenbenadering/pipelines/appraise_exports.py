"""An appraisal as JSON, CSV and XMCDA: all that was asked and found."""

import csv
import io
import json
from collections.abc import Iterable
from math import isfinite
from xml.etree import ElementTree

import landenbenadering
from landenbenadering.appraisal.explain import criterion_totals
from landenbenadering.appraisal.frontier import package_costs
from landenbenadering.appraisal.robust import standing
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.appraisal.statement_effects import StatementEffect
from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.policy.plain import to_plain

ILLUSTRATION = Bilingual(
    nl="VOORBEELD: scores en voorkeuren zijn verzonnen; niet voor een brief of een "
    "besluit.",
    en="ILLUSTRATION: scores and preferences are invented; not for a letter or a "
    "decision.",
)
XMCDA = "http://www.decision-deck.org/2021/XMCDA-4.0.0"

Plain = dict[str, object]


def sheet_as_plain(sheet: AppraisalSheet) -> Plain:
    """Write a sheet as JSON can hold it; reading it back gives an equal sheet."""
    plain = to_plain(sheet)
    assert isinstance(plain, dict)  # noqa: S101  (a dataclass becomes a dict)
    return plain


def report_as_plain(report: AppraisalReport) -> Plain:
    """Write a report as JSON can hold it, in an order that does not change.

    Values are in swings, shares from 0 to 1, money in whole euros. `null` where
    nothing was computed, and for a threshold that no score reaches.
    """
    weighing, solution = report.weighing, report.solution
    plain: Plain = {
        "made_with": f"landenbenadering {landenbenadering.__version__}",
        "illustration": weighing.sheet.illustration,
        "sheet": sheet_as_plain(weighing.sheet),
        "missing_scores": [list(pair) for pair in weighing.missing],
        "figures": [
            {"name": name, "value": _ends(figure.value), "source": figure.source}
            for name, figure in weighing.figures
        ],
        "forbidden": {
            i.code: i.forbidden_by
            for i in weighing.problem.instruments
            if i.forbidden_by is not None
        },
        "weights": [[str(weight) for weight in corner] for corner in solution.corners],
        "instruments": _instruments(report),
        "packages": _packages(report),
        "departments": _departments(report),
        "one_more_statement": None
        if report.one_more is None
        else [_effect(effect) for effect in report.one_more],
        "without_statement": [_effect(effect) for effect in report.withdrawn],
        "frontier": [
            {
                "eur": point.eur,
                "benefit": round(point.benefit, 6),
                "package": list(point.package),
                "within_budgets": point.affordable,
            }
            for point in report.frontier
        ],
        "budgets": [
            {
                "department": value.account[0],
                "year": value.account[1],
                "eur": value.eur,
                "benefit": _rounded(value.benefit),
                "more_eur": value.more_eur,
                "more_benefit": _rounded(value.more_benefit),
            }
            for value in report.budgets
        ],
        "chance": None
        if report.chance is None
        else {"draws": report.chance.draws, "seed": report.seed},
        "unfinished": list(report.unfinished),
        "complete": report.complete,
        "shortfall": _rounded(report.shortfall),
    }
    return plain


def report_as_json(report: AppraisalReport) -> str:
    """Write a report as JSON text."""
    return json.dumps(report_as_plain(report), ensure_ascii=False, indent=2) + "\n"


def _instruments(report: AppraisalReport) -> list[Plain]:
    shares = report.solution.core_index
    found: list[Plain] = []
    for line in report.weighing.sheet.instrument:
        share = shares.get(line.code)
        found.append(
            {
                "code": line.code,
                "core_index": None if share is None else round(float(share), 6),
                "standing": None if share is None else standing(share).value,
                "thresholds": [
                    {
                        "criterion": one.criterion,
                        "leaves_below": _finite(one.leaves_below),
                        "core_above": _finite(one.core_above),
                    }
                    for one in report.thresholds
                    if one.instrument == line.code
                ],
            }
        )
    return found


def _packages(report: AppraisalReport) -> list[Plain]:
    problem = report.weighing.problem
    found: list[Plain] = []
    for k, package in enumerate(report.solution.packages):
        totals = criterion_totals(problem, package)
        row: Plain = {
            "number": k + 1,
            "instruments": list(package),
            "criteria": {name: _ends(value) for name, value in totals.items()},
            "costs": [
                {"department": department, "year": year, "eur": eur}
                for (department, year), eur in package_costs(problem, package).items()
            ],
            "gives_up": {
                view.department: {
                    "most": _rounded(view.gives_up[k]),
                    "with_middle_scores": _rounded(view.gives_up_middle[k]),
                }
                for view in report.views
                if len(view.gives_up)
            },
        }
        if report.chance is not None:
            row["ranks"] = [_rounded(v) for v in report.chance.ranks[k].tolist()]
            row["rank_errors"] = [_rounded(v) for v in report.chance.error[k].tolist()]
            row["central_weights"] = [
                _finite(v) for v in report.chance.central[k].tolist()
            ]
        found.append(row)
    return found


def _departments(report: AppraisalReport) -> list[Plain]:
    return [
        {
            "department": view.department,
            "conflict": view.conflict,
            "packages": None
            if view.solution is None
            else [list(package) for package in view.solution.packages],
            "core_index": None
            if view.solution is None
            else {c: _rounded(float(s)) for c, s in view.solution.core_index.items()},
        }
        for view in report.views
    ]


def _effect(effect: StatementEffect) -> Plain:
    return {
        "statement": effect.statement.text,
        "said_by": effect.statement.said_by,
        "packages": effect.packages,
        "moves": {code: one.value for code, one in effect.moves.items()},
    }


def _ends(value: Interval) -> list[float]:
    return [round(value.lower, 6), round(value.upper, 6)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 6)


def _finite(value: float) -> float | None:
    return round(value, 6) if isfinite(value) else None


def packages_as_csv(report: AppraisalReport) -> str:
    """Write the packages as CSV, one a row: what is in, what it does, costs and gives.

    The first column says of an illustration that it is one.
    """
    sheet, problem = report.weighing.sheet, report.weighing.problem
    accounts = sorted({a for i in problem.instruments for a in i.costs})
    views = [view for view in report.views if len(view.gives_up)]
    head = ["illustration", "package", *(i.code for i in problem.instruments)]
    for name in problem.criteria:
        head += [f"{name} lower", f"{name} upper"]
    head += [f"eur {department} {year}" for department, year in accounts]
    head += [f"gives up {view.department}" for view in views]
    head += ["first rank", "first rank error"] if report.chance else []
    rows: list[list[object]] = []
    for k, package in enumerate(report.solution.packages):
        costs = package_costs(problem, package)
        row: list[object] = ["yes" if sheet.illustration else "no", k + 1]
        row += [int(i.code in package) for i in problem.instruments]
        for value in criterion_totals(problem, package).values():
            row += _ends(value)
        row += [costs.get(account, 0) for account in accounts]
        row += [_rounded(view.gives_up[k]) for view in views]
        if report.chance:
            row += [report.chance.ranks[k, 0], _rounded(report.chance.error[k, 0])]
        rows.append(row)
    return _csv([head, *rows])


def instruments_as_csv(report: AppraisalReport) -> str:
    """Write the instruments as CSV, one a row, with where they stand and from what."""
    head: list[object] = ["illustration", "instrument", "standing", "core index"]
    criteria = report.weighing.problem.criteria
    for name in criteria:
        head += [f"{name} leaves below", f"{name} core above"]
    marked = "yes" if report.weighing.sheet.illustration else "no"
    shares = report.solution.core_index
    rows: list[list[object]] = [head]
    for instrument in report.weighing.problem.instruments:
        share = shares.get(instrument.code)
        row: list[object] = [marked, instrument.code]
        row += ["", ""] if share is None else [standing(share).value, float(share)]
        found = {
            one.criterion: one
            for one in report.thresholds
            if one.instrument == instrument.code
        }
        for name in criteria:
            one = found.get(name)
            row += ["", ""] if one is None else [one.leaves_below, one.core_above]
        rows.append(row)
    return _csv(rows)


def _csv(rows: Iterable[Iterable[object]]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerows(rows)
    return stream.getvalue()


def report_as_xmcda(report: AppraisalReport) -> str:
    """Write the packages as alternatives in XMCDA 4.0.0, with the shares of rank 1.

    Performances are intervals in the unit of each criterion; more is better.

    References
    ----------
    Decision Deck consortium, XMCDA 4.0.0 schema.
    """
    sheet = report.weighing.sheet
    root = ElementTree.Element("xmcda", xmlns=XMCDA)
    alternatives = ElementTree.SubElement(root, "alternatives")
    if sheet.illustration:
        described = ElementTree.SubElement(alternatives, "description")
        ElementTree.SubElement(described, "comment").text = ILLUSTRATION.en
    for k, package in enumerate(report.solution.packages):
        ElementTree.SubElement(
            alternatives, "alternative", id=f"p{k + 1}", name=" + ".join(package) or "–"
        )
    criteria = ElementTree.SubElement(root, "criteria")
    for line in sheet.criterion:
        ElementTree.SubElement(criteria, "criterion", id=line.code, name=line.name.en)
    _performances(root, report)
    if report.chance is not None and len(report.solution.packages):
        values = ElementTree.SubElement(
            root, "alternativesValues", name="share of rank 1"
        )
        for k in range(len(report.solution.packages)):
            one = ElementTree.SubElement(values, "alternativeValues")
            ElementTree.SubElement(one, "alternativeID").text = f"p{k + 1}"
            _real(ElementTree.SubElement(one, "values"), report.chance.ranks[k, 0])
    _scales(root, sheet)
    ElementTree.indent(root)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        + ElementTree.tostring(root, encoding="unicode")
        + "\n"
    )


def _performances(root: ElementTree.Element, report: AppraisalReport) -> None:
    table = ElementTree.SubElement(root, "performanceTable")
    for k, package in enumerate(report.solution.packages):
        row = ElementTree.SubElement(table, "alternativePerformances")
        ElementTree.SubElement(row, "alternativeID").text = f"p{k + 1}"
        totals = criterion_totals(report.weighing.problem, package)
        for name, value in totals.items():
            cell = ElementTree.SubElement(row, "performance")
            ElementTree.SubElement(cell, "criterionID").text = name
            values = ElementTree.SubElement(cell, "values")
            one = ElementTree.SubElement(values, "value")
            interval = ElementTree.SubElement(one, "interval")
            for side, end in zip(
                ("lowerBound", "upperBound"), _ends(value), strict=True
            ):
                bound = ElementTree.SubElement(interval, side)
                ElementTree.SubElement(bound, "real").text = repr(end)


def _real(values: ElementTree.Element, number: float) -> None:
    one = ElementTree.SubElement(values, "value")
    ElementTree.SubElement(one, "real").text = repr(float(number))


def _scales(root: ElementTree.Element, sheet: AppraisalSheet) -> None:
    scales = ElementTree.SubElement(root, "criteriaScales")
    for line in sheet.criterion:
        own = ElementTree.SubElement(scales, "criterionScales")
        ElementTree.SubElement(own, "criterionID").text = line.code
        every = ElementTree.SubElement(own, "scales")
        scale = ElementTree.SubElement(every, "scale")
        quantitative = ElementTree.SubElement(scale, "quantitative")
        ElementTree.SubElement(quantitative, "preferenceDirection").text = "max"
