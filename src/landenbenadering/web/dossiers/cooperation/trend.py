"""The chart of multipliers over the years, a panel for each country."""

import json
from collections.abc import Iterable, Sequence

from landenbenadering.letters.charts import FONT
from landenbenadering.measurement.cooperation.results import Multiplier

_INK = "#154273"
_TICKS = (0.02, 0.05, 0.1, 0.2, 0.5, 0.7, 1, 1.5, 2, 5, 10, 20, 50)
_ALWAYS = (0.5, 2.0)
_WIDTH, _NARROW, _HEIGHT = 460, 210, 220


def trend_spec(
    multipliers: Iterable[tuple[str, Multiplier]],
    *,
    names: Sequence[str],
    decimal: str,
) -> str:
    """Specify one panel a country: the median and its 50 and 90 % intervals.

    All panels share one scale, in which twice as many and half as many lie equally
    far from the average country.

    Parameters
    ----------
    multipliers : iterable of (str, Multiplier)
        The name of the country, and its multiplier of one year.
    names : sequence of str
        In the order of the panels.
    decimal : str
        The decimal mark.
    """
    shown = list(multipliers)
    ends = [end for _, item in shown for end in (item.ninety.lower, item.ninety.upper)]
    domain = [min(*ends, _ALWAYS[0]), max(*ends, _ALWAYS[1])]
    values = [
        {
            "c": name,
            "y": str(item.years[0]),
            "m": item.median,
            "l5": item.half.lower,
            "u5": item.half.upper,
            "l9": item.ninety.lower,
            "u9": item.ninety.upper,
        }
        for name, item in shown
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "data": {"values": values},
        "facet": {
            "field": "c",
            "type": "nominal",
            "sort": list(names),
            "header": {"title": None, "labelFontSize": 13, "labelFontWeight": "bold"},
        },
        "columns": 2,
        "spec": {
            "width": _WIDTH if len(names) == 1 else _NARROW,
            "height": _HEIGHT,
            "layer": _layers(decimal, domain),
        },
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 13, "gridColor": "#dfe3e8"},
        },
    }
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def _layers(decimal: str, domain: list[float]) -> list[dict[str, object]]:
    year = {
        "field": "y",
        "type": "ordinal",
        "axis": {"title": None, "labelAngle": 0, "grid": False},
    }
    mark = json.dumps(decimal)
    scale = {
        "type": "quantitative",
        "scale": {"type": "log", "nice": False, "domain": domain},
        "axis": {
            "title": None,
            "values": list(_TICKS),
            "labelExpr": f"replace(format(datum.value, '~g'), '.', {mark})",
        },
    }

    def band(lower: str, upper: str, width: float) -> dict[str, object]:
        return {
            "mark": {"type": "bar", "width": width, "color": _INK, "opacity": 0.28},
            "encoding": {
                "x": year,
                "y": {"field": lower, **scale},
                "y2": {"field": upper},
            },
        }

    return [
        {
            "mark": {"type": "rule", "color": "#555555", "strokeDash": [4, 4]},
            "encoding": {"y": {"datum": 1, **scale}},
        },
        band("l9", "u9", 12),
        band("l5", "u5", 22),
        {
            "mark": {"type": "line", "color": _INK, "strokeWidth": 2},
            "encoding": {"x": year, "y": {"field": "m", **scale}},
        },
        {
            "mark": {
                "type": "point",
                "filled": True,
                "color": _INK,
                "size": 55,
                "opacity": 1,
            },
            "encoding": {"x": year, "y": {"field": "m", **scale}},
        },
    ]
