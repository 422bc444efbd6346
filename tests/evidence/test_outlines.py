"""The outlines of the map."""

import math
import re

import pytest

from landenbenadering.evidence.outlines import Outline, outlines

# Of the 2,000 across the map: along its edge at the date line, not through a country.
LONGEST_LINE_BACK = 60


def lines_back(outline: Outline) -> list[float]:
    """Measure the line that closes each part: from its last point to its first."""
    lengths = []
    for part in filter(None, (outline.path or "").split("z")):
        numbers = [int(number) for number in re.findall(r"-?\d+", part)][2:]
        lengths.append(math.hypot(sum(numbers[::2]), sum(numbers[1::2])))
    return lengths


@pytest.mark.parametrize("iso3", ["RUS", "FJI", "USA"])
def test_a_country_on_the_date_line_is_not_cut_through(iso3: str) -> None:
    """Kamchatka was crossed by a line from the edge of the map to Vladivostok."""
    (outline,) = [one for one in outlines() if one.iso3 == iso3]

    assert lines_back(outline)
    assert max(lines_back(outline)) < LONGEST_LINE_BACK
