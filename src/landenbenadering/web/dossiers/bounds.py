"""What a published count can mean, given how its publisher rounds."""

import numpy as np

from landenbenadering.core.interval import Interval
from landenbenadering.core.observation import Observation
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.measurement.rounding import count_bounds


def bounds_of_count(cell: Observation) -> Interval | None:
    """Bound the true count behind a published one; `None` where none is published."""
    if cell.value is None:
        return None
    base = source_named(cell.provenance.source).rounding_base
    bounds = count_bounds(np.array([cell.value], dtype=np.int64), base)
    return Interval(float(bounds.lower[0]), float(bounds.upper[0]))
