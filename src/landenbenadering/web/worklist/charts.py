"""The chart of the linkages by state and direction."""

import json
from collections.abc import Mapping

from landenbenadering.letters.charts import FONT
from landenbenadering.policy.vocabulary import Direction, LinkageState
from landenbenadering.web.register.tallies import LinkageKey
from landenbenadering.web.register.words import word

_COLOUR = "#0072B2"
_WIDTH = 250


def linkage_chart(counts: Mapping[LinkageKey, int]) -> str:
    """Specify two panels of bars, incentives and restrictions, each with its number.

    Direction is told by the panel and not by colour.
    """
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "data": {"values": _values(counts)},
        "facet": {
            "column": {
                "field": "direction",
                "type": "nominal",
                "sort": [word(direction) for direction in Direction],
                "header": {"title": None, "labelFontSize": 14},
            }
        },
        "spec": {"width": _WIDTH, "layer": _layers()},
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 13},
            "text": {"fontSize": 13},
        },
    }
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def _values(counts: Mapping[LinkageKey, int]) -> list[dict[str, object]]:
    return [
        {
            "state": word(state),
            "direction": word(direction),
            "linkages": sum(
                number
                for (held, way, _actor), number in counts.items()
                if (held, way) == (state, direction)
            ),
        }
        for direction in Direction
        for state in LinkageState
    ]


def _layers() -> list[dict[str, object]]:
    place = {
        "y": {
            "field": "state",
            "type": "nominal",
            "sort": [word(state) for state in LinkageState],
            "axis": {"title": None, "labelLimit": 0},
        },
        "x": {
            "field": "linkages",
            "type": "quantitative",
            "axis": None,
            "scale": {"zero": True},
        },
    }
    number = {"text": {"field": "linkages", "type": "quantitative"}}
    return [
        {"mark": {"type": "bar", "color": _COLOUR}, "encoding": place},
        {
            "mark": {"type": "text", "align": "left", "dx": 4},
            "encoding": {**place, **number},
        },
    ]
