"""The pictures of an appraisal: the frontier, and the packages on every criterion."""

import json

from landenbenadering.appraisal.explain import criterion_totals
from landenbenadering.letters.charts import FONT
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.web.assessments.words import SheetWords

# The palette of Okabe and Ito, also told apart by shape and width.
_WITHIN, _BEYOND, _QUIET = "#0072B2", "#D55E00", "#9aa5b1"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
MOST_DRAWN = 300


def frontier_chart(report: AppraisalReport, *, texts: tuple[str, str, str, str]) -> str:
    """Specify the frontier: cost against benefit, and what the budgets allow.

    Parameters
    ----------
    texts : tuple of str
        Cost, benefit, within the budgets, beyond them.
    """
    cost, benefit, within, beyond = texts
    values = [
        {
            "eur": point.eur / 1000,
            "benefit": round(point.benefit, 4),
            "kept": within if point.affordable else beyond,
        }
        for point in report.frontier
    ]
    place = {
        "x": {"field": "eur", "type": "quantitative", "axis": {"title": cost}},
        "y": {"field": "benefit", "type": "quantitative", "axis": {"title": benefit}},
    }
    kept = {"domain": [within, beyond]}
    legend = {"title": None, "orient": "top"}
    point = {
        **place,
        "color": {
            "field": "kept",
            "type": "nominal",
            "scale": {**kept, "range": [_WITHIN, _BEYOND]},
            "legend": legend,
        },
        "shape": {
            "field": "kept",
            "type": "nominal",
            "scale": {**kept, "range": ["circle", "diamond"]},
            "legend": legend,
        },
    }
    return _spec(
        values,
        [
            {
                "mark": {"type": "line", "interpolate": "step-after", "color": _QUIET},
                "encoding": place,
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                "encoding": point,
            },
        ],
    )


def packages_chart(
    report: AppraisalReport, words: SheetWords, *, marked: tuple[int, ...], first: str
) -> str:
    """Specify the packages: a line each over the criteria, scores in the middle.

    Each criterion runs from the least to the most of the packages. At most 300 are
    drawn.

    Parameters
    ----------
    marked : tuple of int
        Numbers of packages that stand out, from 1.
    first : str
        What a package is called, before its number.
    """
    problem = report.weighing.problem
    packages = report.solution.packages[:MOST_DRAWN]
    middles = []
    for package in packages:
        totals = criterion_totals(problem, package)
        middles.append([(t.lower + t.upper) / 2 for t in totals.values()])
    names = list(words.criteria.values())
    values = []
    for k, row in enumerate(middles):
        for c, value in enumerate(row):
            ends = [other[c] for other in middles]
            low, high = min(ends), max(ends)
            values.append(
                {
                    "package": k + 1,
                    "name": f"{first} {k + 1}",
                    "criterion": names[c],
                    "value": 0.5 if high == low else (value - low) / (high - low),
                    "marked": (k + 1) in marked,
                }
            )
    return _spec(values, _lines(names, marked))


def _lines(names: list[str], marked: tuple[int, ...]) -> list[dict[str, object]]:
    place = {
        "x": {
            "field": "criterion",
            "type": "nominal",
            "sort": names,
            "axis": {
                "title": None,
                "labelAngle": 0,
                "labelLimit": 0,
                "grid": True,
                "labelExpr": "split(datum.label, ' ')",
            },
            "scale": {"padding": 0.3},
        },
        "y": {
            "field": "value",
            "type": "quantitative",
            "axis": None,
        },
        "detail": {"field": "package", "type": "nominal"},
    }
    layers: list[dict[str, object]] = [
        {
            "mark": {"type": "line", "color": _QUIET, "opacity": 0.6},
            "encoding": place,
        }
    ]
    if marked:
        layers.append(
            {
                "transform": [{"filter": "datum.marked"}],
                "mark": {"type": "line", "strokeWidth": 3, "point": {"size": 60}},
                "encoding": {
                    **place,
                    "color": {
                        "field": "name",
                        "type": "nominal",
                        "scale": {"range": [_WITHIN, _BEYOND, "#009E73", "#CC79A7"]},
                        "legend": {"title": None, "orient": "top"},
                    },
                },
            }
        )
    return layers


def _spec(values: list[dict[str, object]], layers: list[dict[str, object]]) -> str:
    spec = {
        "$schema": _SCHEMA,
        "background": "white",
        "width": 520,
        "height": 260,
        "data": {"values": values},
        "layer": layers,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 12,
                "titleFontSize": 12,
                "gridColor": "#dfe3e8",
                "titleFontWeight": "normal",
            },
            "legend": {"labelFontSize": 12, "symbolSize": 100, "labelLimit": 0},
        },
    }
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)
