"""Outlines of countries for a map of the world."""

import csv
from dataclasses import dataclass
from functools import cache

from landenbenadering.evidence.reference import reference_folder

WIDTH, HEIGHT = 2000, 900
DOT = 7


@dataclass(frozen=True, slots=True)
class Outline:
    """One country on the map, in units of a picture of `WIDTH` by `HEIGHT`.

    Attributes
    ----------
    iso3 : str
        ISO 3166 alpha-3; empty for an area that has no code. Areas that have no page
        here bear one too.
    path : str
        Commands of an SVG path; empty for a country too small to have an outline.
    place : tuple of int
        Where the dot of such a country stands, x and y; 0 for others.
    """

    iso3: str
    path: str
    place: tuple[int, int]


@cache
def outlines() -> tuple[Outline, ...]:
    """Give every outline and dot, dots last.

    Made with Natural Earth (public domain), in the projection Equal Earth. The
    outlines take no position on any border.
    """
    text = (reference_folder() / "outlines.csv").read_text(encoding="utf-8")
    found = [_outline(row) for row in csv.DictReader(text.splitlines())]
    return tuple(sorted(found, key=lambda outline: not outline.path))


def _outline(row: dict[str, str]) -> Outline:
    if row["kind"] == "outline":
        return Outline(row["iso3"], row["path"], (0, 0))
    x, y = map(int, row["path"].split())
    return Outline(row["iso3"], "", (x, y))
