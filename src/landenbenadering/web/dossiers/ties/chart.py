"""The chart of a country's ties: two shares through the years, a panel a tie."""

import json

from django.utils.translation import gettext as _

from landenbenadering.core.exposure import Exposure, Interdependence, Share
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.letters.charts import FONT
from landenbenadering.web.dossiers.ties.words import FLOWS

_COLOURS = ("#154273", "#a90061")
_WIDTH, _HEIGHT = 260, 110
# Where the title of a panel goes on in a second line.
_BREAK = "|"


def ties_spec(profile: Interdependence, *, decimal: str, columns: int = 2) -> str:
    """Specify a panel for each tie and series, each with its own scale.

    Parameters
    ----------
    profile : Interdependence
        With at least one share that can be told.
    decimal : str
        The decimal mark.
    columns : int
        Panels beside each other.
    """
    sides = (_("of the country's whole"), _("of the sender's whole"))
    names = [_title(one, profile) for one in profile.exposures]
    values = [
        {"p": name, "y": year.year, "k": side, "v": middle}
        for name, one in zip(names, profile.exposures, strict=True)
        for year in one.years
        for side, share in zip(sides, (year.of_country, year.of_sender), strict=True)
        if (middle := _middle(share)) is not None
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "background": "white",
        "data": {"values": values},
        "facet": {
            "field": "p",
            "type": "nominal",
            "sort": names,
            "header": {
                "title": None,
                "labelFontSize": 13,
                "labelFontWeight": "bold",
                "labelExpr": f"split(datum.label, '{_BREAK}')",
                "labelAnchor": "start",
            },
        },
        "columns": columns,
        "resolve": {"scale": {"y": "independent"}, "axis": {"x": "independent"}},
        "spec": {"width": _WIDTH, "height": _HEIGHT, **_lines(sides, decimal)},
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {"labelFontSize": 12, "gridColor": "#dfe3e8"},
        },
    }
    return json.dumps(spec, ensure_ascii=False, sort_keys=True)


def has_shares(profile: Interdependence) -> bool:
    """Say whether any share of a tie can be told, so that there is a chart."""
    return any(
        share.interval is not None
        for one in profile.exposures
        for year in one.years
        for share in (year.of_country, year.of_sender)
    )


def _title(exposure: Exposure, profile: Interdependence) -> str:
    name = str(FLOWS[exposure.flow])
    same = [one for one in profile.exposures if one.flow is exposure.flow]
    if len(same) > 1:
        name += f"{_BREAK}({source_named(exposure.series).publisher})"
    return name[:1].upper() + name[1:]


def _middle(share: Share) -> float | None:
    if share.interval is None:
        return None
    return 50 * (share.interval.lower + share.interval.upper)


def _lines(sides: tuple[str, str], decimal: str) -> dict[str, object]:
    label = f"replace(format(datum.value, '~g'), '.', {json.dumps(decimal)}) + '%'"
    return {
        "mark": {"type": "line", "point": {"filled": True, "size": 35}},
        "encoding": {
            "x": {
                "field": "y",
                "type": "quantitative",
                "scale": {"zero": False},
                "axis": {
                    "title": None,
                    "grid": False,
                    "format": "d",
                    "tickMinStep": 1,
                    "tickCount": 5,
                },
            },
            "y": {
                "field": "v",
                "type": "quantitative",
                "scale": {"zero": True},
                "axis": {"title": None, "labelExpr": label, "tickCount": 4},
            },
            "color": {
                "field": "k",
                "type": "nominal",
                "scale": {"domain": list(sides), "range": list(_COLOURS)},
                "legend": {
                    "title": None,
                    "orient": "top",
                    "labelFontSize": 13,
                    "labelLimit": 400,
                },
            },
            "strokeDash": {
                "field": "k",
                "type": "nominal",
                "scale": {"domain": list(sides), "range": [[1, 0], [5, 3]]},
                "legend": None,
            },
        },
    }
