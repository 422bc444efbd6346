"""What a published figure can mean, given how its publisher rounds."""

from landenbenadering.core.funnel import PublishedCount
from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Observation
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.measurement.published import published_bounds


def bounds_of_count(cell: Observation) -> Interval | None:
    """Bound the true figure behind a published one; `None` where none is published."""
    if cell.value is None:
        return None
    base = source_named(cell.provenance.source).rounding_base
    if cell.value < 0:
        slack = base // 2
        return Interval(cell.value - slack, cell.value + slack)
    return published_bounds(PublishedCount(cell.value, base))
