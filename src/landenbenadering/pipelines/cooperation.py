"""From the evidence store to how countries cooperate, practice taken out.

>>> from datetime import date
>>> from landenbenadering.core.clocks import AsOf
>>> known = cooperation(EvidenceStore(evidence_home()), as_of=AsOf(date.today()))
>>> known.everywhere()            # every citizenship and year, all states together
>>> known.met_by("NLD")           # as the Netherlands meets it, its pairs included
>>> known.on_average(reporter="NLD", years=(2012, 2013))
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.catalogue import sources
from landenbenadering.evidence.store import EvidenceStore, Vintage
from landenbenadering.measurement.cooperation.errors import (
    NoSuchSeriesError,
    NothingToCompareError,
    OneStateError,
)
from landenbenadering.measurement.cooperation.model import fit_cooperation
from landenbenadering.measurement.cooperation.panel import (
    NOTHING_SUPPRESSED,
    Panel,
    Range,
    Series,
    build_panel,
)
from landenbenadering.measurement.cooperation.results import (
    DEFAULT_STANDARD,
    FEWEST_COMPARED,
    Multiplier,
    Standard,
    average_multipliers,
    multipliers,
)
from landenbenadering.measurement.cooperation.sample import CooperationSample, sample
from landenbenadering.pipelines.kept_bases import (
    Basis,
    KeptBasis,
    basis_name,
    keep_basis,
    kept_basis,
)
from landenbenadering.pipelines.kept_samples import (
    hash_of,
    keep_sample,
    kept_sample,
    latest_start,
)
from landenbenadering.pipelines.settings import data_home

SEED = 20130306

Watch = Callable[[float], None]


@dataclass(frozen=True, slots=True, eq=False)
class Cooperation:
    """How countries cooperate, as far as the counts known on a day can tell.

    Attributes
    ----------
    series : Series
        Which returns are compared.
    standard : Standard
        Threshold and certainty of the classes.
    basis : Basis
    sampled : CooperationSample
        Draws, for any quantity that is not here.
    """

    series: Series
    standard: Standard
    basis: Basis
    sampled: CooperationSample

    def everywhere(self) -> tuple[Multiplier, ...]:
        """Compare each citizenship in each year, all states together.

        Empty if only one state has counts: see `basis.one_state`.
        """
        if self.basis.one_state:
            return ()
        return multipliers(self.sampled, standard=self.standard)

    def compares(self, reporter: str) -> bool:
        """Say whether a state has usable counts of two countries at least."""
        names = self.sampled.names
        pairs = names.reporters[names.pair_reporter] == reporter
        return int(np.count_nonzero(pairs)) >= FEWEST_COMPARED

    def met_by(self, reporter: str) -> tuple[Multiplier, ...]:
        """Compare each citizenship in each year as one state meets it.

        Empty if the state has no usable counts, or of one country alone.
        """
        if not self.compares(reporter):
            return ()
        return multipliers(self.sampled, reporter=reporter, standard=self.standard)

    def on_average(
        self, *, reporter: str | None = None, years: Sequence[int] | None = None
    ) -> tuple[Multiplier, ...]:
        """Compare each citizenship over several years, all by default.

        Empty under the conditions of `everywhere` and `met_by`, or if none of
        the years has counts.
        """
        asked = self.basis.years if years is None else tuple(years)
        if not set(asked) & set(self.basis.years):
            return ()
        if reporter is not None and not self.compares(reporter):
            return ()
        try:
            return average_multipliers(
                self.sampled, years=asked, reporter=reporter, standard=self.standard
            )
        except OneStateError:
            return ()


def cooperation(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    series: Series = Series.ALL,
    standard: Standard = DEFAULT_STANDARD,
    suppressed: Mapping[str, Range] = NOTHING_SUPPRESSED,
    watch: Watch | None = None,
) -> Cooperation:
    """Compare all countries on the counts of all reporting states known at a moment.

    The first answer for new data takes some seconds (once per installation some
    15 more, to compile); it is kept in the data folder under the hash of the
    panel. With the figures that the product ships only the Netherlands reports:
    `basis.one_state` is then true, no class is given and nothing is said on all
    states together. Import the publisher's files for that.

    Parameters
    ----------
    store : EvidenceStore
    as_of : AsOf
        Only vintages known and entered by then count.
    series : Series
        All returns, or those of one kind.
    standard : Standard
        Threshold and certainty of the classes.
    suppressed : mapping of str to (int, int)
        As in `build_panel`, with the rule of whoever asks: no source in the catalogue
        says which counts it hides. Pages show what was found without such a rule.
    watch : callable or None
        Is told which share of a computation is done, 0 to 1; what it raises
        stops it, and nothing is kept.

    Raises
    ------
    NothingToCompareError
        MEA201: fewer than 2 citizenships or 3 cells are known at that moment.
    NoSuchSeriesError
        MEA204: no known file breaks returns down by kind.
    """
    vintages = _vintages(store, as_of, series)
    rule = tuple(sorted(suppressed.items()))
    found = _known(store.root, vintages, as_of, series, rule)
    folder = _folder()
    sampled = _sampled(folder, found, watch)
    if not rule:
        kept = KeptBasis(found.name, found.basis)
        keep_basis(folder, basis_name(vintages, series), kept)
    return Cooperation(
        series=series, standard=standard, basis=found.basis, sampled=sampled
    )


def kept_cooperation(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    series: Series = Series.ALL,
    standard: Standard = DEFAULT_STANDARD,
) -> Cooperation | None:
    """Give what `cooperation` said before on the same extractions; never compute.

    For pages, which have to answer at once. `None` where nobody asked yet, or the
    answer was let go; `cooperation` finds it again.
    """
    folder = _folder()
    found = kept_basis(folder, basis_name(_vintages(store, as_of, series), series))
    sampled = None if found is None else _kept(folder, found.sample)
    if found is None or sampled is None:
        return None
    return Cooperation(
        series=series, standard=standard, basis=found.basis, sampled=sampled
    )


def keep_comparison(
    store: EvidenceStore,
    *,
    as_of: AsOf,
    series: Series = Series.ALL,
    watch: Watch | None = None,
) -> bool:
    """Compute and keep what the pages show at a moment, if they lack it.

    Returns
    -------
    bool
        Whether there is something to show; not if no two countries can be compared,
        or no file has returns of that kind.
    """
    if kept_cooperation(store, as_of=as_of, series=series) is not None:
        return True
    try:
        cooperation(store, as_of=as_of, series=series, watch=watch)
    except (NothingToCompareError, NoSuchSeriesError):
        return False
    return True


def rests_on_something(
    store: EvidenceStore, *, as_of: AsOf, series: Series = Series.ALL
) -> bool:
    """Say whether any orders or returns are known at a moment; of a kind, those."""
    if series is Series.ALL:
        return bool(_vintages(store, as_of, series))
    return bool(store.observations(as_of=as_of, indicators=(series.indicator,)))


def panel_known(
    store: EvidenceStore, *, as_of: AsOf, series: Series = Series.ALL
) -> Panel:
    """Give the cells that `cooperation` rests on.

    Raises
    ------
    NothingToCompareError, NoSuchSeriesError
        As `cooperation`.
    """
    return _known(store.root, _vintages(store, as_of, series), as_of, series).panel


def _folder() -> Path:
    return data_home() / "results" / "cooperation"


def _vintages(store: EvidenceStore, as_of: AsOf, series: Series) -> tuple[Vintage, ...]:
    """Give the extractions that a comparison at this moment rests on."""
    wanted = {Indicator.ORDERED_TO_LEAVE, series.indicator}
    named = {source.id for source in sources() if wanted & source.indicators}
    return tuple(item for item in store.vintages(as_of) if item.source in named)


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """A panel with its hash."""

    panel: Panel
    name: str
    basis: Basis


@lru_cache(maxsize=8)
def _known(
    root: Path,
    vintages: tuple[Vintage, ...],
    as_of: AsOf,
    series: Series,
    suppressed: tuple[tuple[str, Range], ...] = (),
) -> _Known:
    observations = EvidenceStore(root).standing(
        as_of=as_of, indicators=(Indicator.ORDERED_TO_LEAVE, series.indicator)
    )
    panel = build_panel(observations, series=series, suppressed=dict(suppressed))
    used = {f"{item.dataflow} {item.vintage}" for item in vintages}
    named = {
        f"{item.provenance.dataflow} {item.provenance.vintage}" for item in observations
    }
    return _Known(
        panel,
        hash_of(panel),
        Basis(
            states=_strings(panel.reporter),
            citizenships=_strings(panel.citizenship),
            years=tuple(int(year) for year in np.unique(panel.year)),
            cells=int(panel.year.size),
            missing=panel.missing,
            without_orders=panel.without_orders,
            vintages=tuple(sorted(used & named)),
        ),
    )


def _strings(values: np.typing.NDArray[np.str_]) -> tuple[str, ...]:
    return tuple(str(value) for value in np.unique(values))


_IN_MEMORY: dict[tuple[Path, str], CooperationSample] = {}
_MOST_IN_MEMORY = 4


def _sampled(folder: Path, known: _Known, watch: Watch | None) -> CooperationSample:
    found = _kept(folder, known.name)
    if found is None:
        fitted = fit_cooperation(known.panel, earlier=latest_start(folder), watch=watch)
        found = sample(fitted, generator=np.random.default_rng(SEED))
        keep_sample(folder, known.name, found)
        _remember((folder, known.name), found)
    return found


def _kept(folder: Path, name: str) -> CooperationSample | None:
    """Give the sample of that name from memory or from disk."""
    key = (folder, name)
    found = _IN_MEMORY.get(key) or kept_sample(folder, name)
    if found is not None:
        _remember(key, found)
    return found


def _remember(key: tuple[Path, str], found: CooperationSample) -> None:
    while key not in _IN_MEMORY and len(_IN_MEMORY) >= _MOST_IN_MEMORY:
        _IN_MEMORY.pop(next(iter(_IN_MEMORY)))
    _IN_MEMORY[key] = found


def forget() -> None:
    """Let go of everything kept in memory; what is on disk stays."""
    _known.cache_clear()
    _IN_MEMORY.clear()
