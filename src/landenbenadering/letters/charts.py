"""Charts of figures: a Vega-Lite specification, drawn as SVG or PNG.

Drawing takes much memory, so the library is loaded only when a chart is drawn. It
uses Liberation Sans, which it carries itself, and fetches nothing.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

FONT = "Liberation Sans"
# Two colours of Okabe and Ito's palette, told apart also by dash and shape.
_ORDERS = "#D55E00"
_RETURNS = "#0072B2"
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_VEGA_LITE = "5.21"
_PANEL = {"width": 142, "height": 92}
_COLUMNS = 3
_AXIS = 34


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A country's count in a year; `persons` is `None` where there is none."""

    country: str
    year: int
    series: str
    persons: int | None


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The chart's texts: the two series, the vertical axis, the thousands mark."""

    orders: str
    returns: str
    persons: str
    thousands: str


def chart_spec(
    points: Iterable[ChartPoint], *, countries: Sequence[str], words: ChartWords
) -> str:
    """Specify one panel a country, each with its own scale from zero.

    The ratio is not drawn and panels share no scale: countries are not to be
    ranked by it. A missing count leaves a gap in the line.

    Parameters
    ----------
    points : iterable of ChartPoint
        All that is drawn; it stands in the specification itself.
    countries : sequence of str
        Names in the order of the panels.
    """
    values = [
        {"c": p.country, "y": str(p.year), "s": p.series, "n": p.persons}
        for p in points
    ]
    spec = {
        "$schema": _SCHEMA,
        "background": "white",
        "data": {"values": values},
        "facet": {
            "field": "c",
            "type": "nominal",
            "sort": list(countries),
            "header": {"title": None, "labelFontSize": 12, "labelFontWeight": "bold"},
        },
        "columns": min(_COLUMNS, len(countries)),
        "bounds": "flush",
        "spacing": {"row": 50, "column": 62},
        "spec": {**_PANEL, "layer": _layers(words)},
        "resolve": {"scale": {"y": "independent"}, "axis": {"x": "independent"}},
        "config": _config(),
    }
    return json.dumps(spec, ensure_ascii=False)


def _layers(words: ChartWords) -> list[dict[str, object]]:
    series = [words.orders, words.returns]
    mark = json.dumps(words.thousands)
    legend = {"title": None, "orient": "top", "symbolSize": 90, "symbolStrokeWidth": 2}
    colour = {
        "field": "s",
        "type": "nominal",
        "scale": {"domain": series, "range": [_ORDERS, _RETURNS]},
        "legend": legend,
    }
    place: dict[str, object] = {
        "x": {
            "field": "y",
            "type": "ordinal",
            "axis": {"title": None, "labelAngle": 0, "grid": False},
        },
        "y": {
            "field": "n",
            "type": "quantitative",
            "scale": {"zero": True, "nice": True},
            "axis": {
                "title": words.persons,
                "tickCount": 4,
                "tickMinStep": 1,
                "minExtent": _AXIS,
                "maxExtent": _AXIS,
                "titlePadding": 4,
                "labelExpr": f"replace(format(datum.value, ',.0f'), /,/g, {mark})",
            },
        },
        "color": colour,
    }
    dash = {
        "field": "s",
        "type": "nominal",
        "scale": {"domain": series, "range": [[5, 3], [1, 0]]},
        "legend": legend,
    }
    shape = {
        "field": "s",
        "type": "nominal",
        "scale": {"domain": series, "range": ["diamond", "circle"]},
        "legend": legend,
    }
    fill = {
        "field": "s",
        "type": "nominal",
        "scale": {"domain": series, "range": ["#ffffff", _RETURNS]},
        "legend": legend,
    }
    line = {"type": "line", "strokeWidth": 2, "invalid": "break-paths-filter-domains"}
    point = {"type": "point", "filled": False, "size": 42, "strokeWidth": 1.6}
    return [
        {"mark": line, "encoding": {**place, "strokeDash": dash}},
        {
            "mark": {**point, "invalid": "filter"},
            "encoding": {**place, "shape": shape, "fill": fill},
        },
    ]


def _config() -> dict[str, object]:
    return {
        "font": FONT,
        "view": {"stroke": "#cccccc"},
        "axis": {
            "labelFontSize": 10,
            "titleFontSize": 10,
            "titleFontWeight": "normal",
            "gridColor": "#e6e6e6",
            "labelColor": "#222222",
            "titleColor": "#222222",
        },
        "legend": {"labelFontSize": 11, "labelColor": "#222222"},
    }


@lru_cache(maxsize=8)
def chart_svg(spec: str) -> str:
    """Draw a specification as SVG text."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(
        json.loads(spec), vl_version=_VEGA_LITE, allowed_base_urls=[]
    )
    return svg


@lru_cache(maxsize=8)
def chart_png(spec: str, *, scale: float = 2.5) -> bytes:
    """Draw a specification as PNG, `scale` times its size in pixels."""
    import vl_convert

    png: bytes = vl_convert.svg_to_png(chart_svg(spec), scale=scale)
    return png
