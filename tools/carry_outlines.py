"""Carry the outlines of countries over from Natural Earth into the map's own file.

    python tools/carry_outlines.py FOLDER CODES

FOLDER is that of the npm package `world-atlas`, which holds Natural Earth's countries
as TopoJSON; CODES a JSON file with the numeric and alpha-3 codes of ISO 3166-1, as
the package `pycountry` has it. Outlines come from the scale of 1:110 million, places
of countries too small for it from 1:50 million. Everything is projected here, so that
a page only writes paths.
"""

import csv
import json
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from landenbenadering.evidence.countries import countries

TARGET = Path("src/landenbenadering/reference/outlines.csv")
WIDTH = 2000.0
NOT_DRAWN = {"010"}  # Antarctica
# Too small for either scale: longitude and latitude of the capital.
ADDED = {"TUV": (179.2, -8.5)}
# Equal Earth: Šavrič, Patterson and Jenny (2019), IJGIS 33:454-465, equation 1.
A = (1.340264, -0.081106, 0.000893, 0.003796)
ROOT = math.sqrt(3.0) / 2.0

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True)
class Atlas:
    """A TopoJSON file of countries: arcs in degrees, and what refers to them."""

    arcs: list[Ring]
    outlines: list["Outline"]


@dataclass(frozen=True, slots=True)
class Outline:
    """One country: its rings as numbers of arcs, below 0 for one turned round."""

    number: str
    name: str
    rings: list[list[int]]


def main() -> None:
    """Write the file."""
    folder, codes = Path(sys.argv[1]), Path(sys.argv[2])
    wanted = _codes(codes)
    coarse, fine = (_atlas(folder / f"countries-{s}m.json") for s in ("110", "50"))
    rows: list[tuple[str, str, str]] = []
    drawn: set[str] = set()
    for outline in coarse.outlines:
        if outline.number in NOT_DRAWN:
            continue
        iso3 = _code(outline, wanted)
        drawn.add(iso3)
        rows.append((iso3, "outline", _path(coarse, outline)))
    for outline in fine.outlines:
        iso3 = _code(outline, wanted)
        if iso3 in countries() and iso3 not in drawn:
            rows.append((iso3, "dot", _middle(fine, outline)))
    for iso3, place in ADDED.items():
        x, y = _projected(place)
        rows.append((iso3, "dot", f"{x:.0f} {y:.0f}"))
    with TARGET.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("iso3", "kind", "path"))
        writer.writerows(sorted(rows))
    missing = sorted(set(countries()) - {iso3 for iso3, _, _ in rows})
    sys.stdout.write(f"{len(rows)} drawn; without a place: {missing}\n")


def _codes(path: Path) -> dict[str, str]:
    entries = json.loads(path.read_text(encoding="utf-8"))["3166-1"]
    return {entry["numeric"]: entry["alpha_3"] for entry in entries}


def _code(outline: Outline, wanted: dict[str, str]) -> str:
    """Give the alpha-3 code; empty for what has none."""
    return "XKX" if outline.name == "Kosovo" else wanted.get(outline.number, "")


def _atlas(path: Path) -> Atlas:
    said = json.loads(path.read_text(encoding="utf-8"))
    (sx, sy), (tx, ty) = said["transform"]["scale"], said["transform"]["translate"]
    arcs = []
    for arc in said["arcs"]:
        x = y = 0
        ring: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            ring.append((x * sx + tx, y * sy + ty))
        arcs.append(ring)
    outlines = [
        Outline(
            number=str(item.get("id", "")),
            name=item["properties"]["name"],
            rings=[
                ring
                for polygon in (
                    [item["arcs"]] if item["type"] == "Polygon" else item["arcs"]
                )
                for ring in polygon
            ],
        )
        for item in said["objects"]["countries"]["geometries"]
    ]
    return Atlas(arcs, outlines)


def _rings(atlas: Atlas, outline: Outline) -> Iterable[Ring]:
    for indices in outline.rings:
        ring: Ring = []
        for index in indices:
            arc = atlas.arcs[index] if index >= 0 else atlas.arcs[~index][::-1]
            ring += arc[1:] if ring else arc
        yield ring


def _path(atlas: Atlas, outline: Outline) -> str:
    return "".join(
        _written(part) for ring in _rings(atlas, outline) for part in _parts(ring)
    )


def _parts(ring: Ring) -> list[list[tuple[int, int]]]:
    """Give a ring in whole units, parted where it passes the edge of the map.

    A ring ends where it began: its last part goes on in its first, or a line straight
    from the edge to the beginning would cut through the country.
    """
    parts: list[list[tuple[int, int]]] = [[]]
    for point in ring:
        x, y = map(round, _projected(point))
        part = parts[-1]
        if part and abs(x - part[-1][0]) > WIDTH / 2:
            part = []
            parts.append(part)
        if not part or part[-1] != (x, y):
            part.append((x, y))
    if len(parts) > 1 and parts[-1][-1] == parts[0][0]:
        first = parts.pop(0)
        parts[-1] += first[1:]
    return parts


def _written(part: list[tuple[int, int]]) -> str:
    """Write a part with steps from point to point; nothing if it has no extent."""
    if len(part) < 3:
        return ""
    steps = [
        f"{x - before_x} {y - before_y}"
        for (before_x, before_y), (x, y) in pairwise(part)
    ]
    return f"M{part[0][0]} {part[0][1]}l{' '.join(steps)}z"


def _middle(atlas: Atlas, outline: Outline) -> str:
    """Give the middle of the largest part."""
    largest = max(_rings(atlas, outline), key=_extent)
    longitude = sum(x for x, _ in largest) / len(largest)
    latitude = sum(y for _, y in largest) / len(largest)
    x, y = _projected((longitude, latitude))
    return f"{x:.0f} {y:.0f}"


def _extent(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _projected(point: Point) -> Point:
    """Project degrees to the plane, from 0 to `WIDTH` across."""
    longitude, latitude = map(math.radians, point)
    theta = math.asin(ROOT * math.sin(latitude))
    t2 = theta * theta
    t6 = t2**3
    slope = A[0] + 3 * A[1] * t2 + t6 * (7 * A[2] + 9 * A[3] * t2)
    x = longitude * math.cos(theta) / (ROOT * slope)
    y = theta * (A[0] + A[1] * t2 + t6 * (A[2] + A[3] * t2))
    half = math.pi / (ROOT * A[0])
    scale = WIDTH / (2 * half)
    return (x + half) * scale, (half / 2 - y) * scale


if __name__ == "__main__":
    main()
