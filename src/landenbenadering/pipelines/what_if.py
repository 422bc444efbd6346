"""What would be said of a country if its counts were others."""

from collections.abc import Sequence

import numpy as np

from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.measurement.cooperation.what_if import SupposedCell, supposed
from landenbenadering.pipelines.cooperation import SEED, Cooperation


def what_if(
    known: Cooperation,
    citizenship: str,
    cells: Sequence[SupposedCell],
    *,
    reporter: str | None = None,
) -> tuple[Multiplier, ...]:
    """Estimate a country as if its counts were these; as in `supposed`.

    The same question has the same answer, draw for draw.
    """
    return supposed(
        known.sampled,
        citizenship,
        cells,
        generator=np.random.default_rng(SEED),
        reporter=reporter,
        standard=known.standard,
    )
