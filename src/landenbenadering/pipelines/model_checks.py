"""From the evidence store to what would put the multipliers in doubt."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.core.clocks import AsOf
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.predictive import (
    PredictiveCheck,
    predictive_checks,
)
from landenbenadering.measurement.cooperation.results import (
    DEFAULT_STANDARD,
    Standard,
)
from landenbenadering.measurement.cooperation.sensitivity import (
    PRIORS,
    Refit,
    Shift,
    leave_one_state_out,
    prior_sensitivity,
    require_three_states,
)
from landenbenadering.pipelines.cooperation import (
    SEED,
    Watch,
    cooperation,
    panel_known,
)


@dataclass(frozen=True, slots=True)
class ModelChecks:
    """Every check of one comparison of countries.

    Attributes
    ----------
    predictive : tuple of PredictiveCheck
    priors : tuple of Shift
    states : tuple of Shift
        One for each reporting state left out.
    """

    predictive: tuple[PredictiveCheck, ...]
    priors: tuple[Shift, ...]
    states: tuple[Shift, ...]


def model_checks(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    series: Series = Series.ALL,
    standard: Standard = DEFAULT_STANDARD,
    watch: Watch | None = None,
) -> ModelChecks:
    """Check the comparison of countries on the counts known at a moment.

    Takes a fit for each prior and for each reporting state: with 30 states on
    10,000 cells about half a minute. Nothing of it is kept.

    Parameters
    ----------
    store, as_of, series, standard
        As in `cooperation`.
    watch : callable or None
        Is told which share of the work is done, 0 to 1; what it raises stops it.

    Raises
    ------
    NothingToCompareError, NoSuchSeriesError
        As `cooperation`.
    TooFewStatesError
        MEA206: fewer than three states report.
    """
    panel = panel_known(store, as_of=as_of, series=series)
    states = np.unique(panel.reporter)
    require_three_states(states)
    known = cooperation(store, as_of=as_of, series=series, standard=standard)
    before = known.on_average()
    refit = Refit(known.sampled.start, standard, SEED)
    done, total = 0, len(PRIORS) + states.size

    def seen() -> None:
        nonlocal done
        done += 1
        if watch is not None:
            watch(done / total)

    return ModelChecks(
        predictive=predictive_checks(
            panel, known.sampled, generator=np.random.default_rng(SEED)
        ),
        priors=prior_sensitivity(panel, before, refit=refit, seen=seen),
        states=leave_one_state_out(panel, before, refit=refit, seen=seen),
    )
