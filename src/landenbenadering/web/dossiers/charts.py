"""The chart of one country's orders and returns."""

import json

from landenbenadering.core.observation import Indicator
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.letters.charts import FONT
from landenbenadering.web.dossiers.words import indicator_word

# The palette of Okabe and Ito, also told apart by dash and shape.
_COLOURS = ["#D55E00", "#0072B2"]


def country_chart(figures: ReturnFigures) -> str:
    """Specify the chart: two lines from zero, every point with its count.

    A year without a count leaves a gap.
    """
    names = (
        indicator_word(Indicator.ORDERED_TO_LEAVE),
        indicator_word(Indicator.RETURNED),
    )
    values = [
        {"year": str(year.year), "series": name, "persons": cell and cell.value}
        for year in figures.years
        for name, cell in zip(names, (year.orders, year.returns), strict=True)
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "width": 440,
        "height": 240,
        "data": {"values": values},
        "layer": _layers(names),
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 13, "gridColor": "#dfe3e8", "tickCount": 5},
            "legend": {"labelFontSize": 13, "symbolSize": 110, "labelLimit": 0},
            "text": {"fontSize": 12},
        },
    }
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def _layers(names: tuple[str, str]) -> list[dict[str, object]]:
    def series(values: list[object], *, legend: bool = True) -> dict[str, object]:
        """Encode the two series in a channel."""
        return {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": names, "range": values},
            "legend": {"title": None, "orient": "top"} if legend else None,
        }

    place = {
        "x": {
            "field": "year",
            "type": "ordinal",
            "axis": {"title": None, "labelAngle": 0, "grid": False},
        },
        "y": {
            "field": "persons",
            "type": "quantitative",
            "scale": {"zero": True, "nice": True},
            "axis": {"title": None, "format": "d", "tickMinStep": 5},
        },
        "color": series(list(_COLOURS)),
    }
    line = {"type": "line", "strokeWidth": 2.5, "invalid": "break-paths-filter-domains"}
    point = {"type": "point", "filled": True, "size": 70, "opacity": 1}
    text = {"type": "text", "dy": -13, "invalid": "filter"}
    return [
        {
            "mark": line,
            "encoding": {**place, "strokeDash": series([[6, 4], [1, 0]])},
        },
        {
            "mark": {**point, "invalid": "filter"},
            "encoding": {**place, "shape": series(["diamond", "circle"])},
        },
        # A halo first, so that a line does not run through its own numbers.
        {
            "mark": {**text, "stroke": "white", "strokeWidth": 4},
            "encoding": {**place, "text": {"field": "persons", "type": "quantitative"}},
        },
        {
            "mark": text,
            "encoding": {**place, "text": {"field": "persons", "type": "quantitative"}},
        },
    ]
