"""The evidence store: publishers' files as they were, and what they say."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias, TypeVar

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import Place
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.evidence.catalogue import sources
from landenbenadering.evidence.columnar import ObservationRow, read_observations
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.manifests import StoredFile, read_manifest
from landenbenadering.evidence.shipped import ShippedFigures, shipped_figures
from landenbenadering.evidence.standing import all_that_stand
from landenbenadering.evidence.tables.lines import line_of

T = TypeVar("T")
_INDICATORS = {indicator.value: indicator for indicator in Indicator}
Key: TypeAlias = tuple[Indicator, str, str, int, str]

# The product is older than any import: its own figures were entered first.
_ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Vintage:
    """One extraction of one table that the store can show.

    Attributes
    ----------
    entered : datetime or None
        When this store took it in; `None` for figures that the product ships.
    rows : int
        Rows of the file; of shipped figures, the cells that are carried.
    shipped : bool
        Whether the product carries the figures without the file.
    """

    source: str
    dataflow: str
    vintage: str
    file_name: str
    sha256: str
    known_from: date
    entered: datetime | None
    rows: int
    shipped: bool


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Restrictions of a question; `None` does not restrict."""

    indicators: frozenset[Indicator] | None = None
    reporters: frozenset[str] | None = None
    citizenships: frozenset[str] | None = None
    years: frozenset[int] | None = None

    def holds(self, observation: Observation) -> bool:
        """Say whether an observation is asked for."""
        return (
            _within(observation.indicator, self.indicators)
            and _within(observation.reporter, self.reporters)
            and _within(observation.citizenship, self.citizenships)
            and _within(observation.year, self.years)
        )


class EvidenceStore:
    """Reads what was imported, together with the figures that the product ships.

    The folder holds `snapshots/` (files as they were, named by their hash),
    `observations/` (what they say, in Parquet) and `manifests/`. Only what a
    manifest names counts; the folder need not exist before the first import.

    Parameters
    ----------
    root : Path
        The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def observations(
        self,
        *,
        as_of: AsOf,
        indicators: Collection[Indicator] | None = None,
        reporters: Collection[str] | None = None,
        citizenships: Collection[str] | None = None,
        years: Collection[int] | None = None,
    ) -> list[Observation]:
        """Give, for every cell, the count of the newest vintage known at `as_of`.

        Newest is the one known last; of two known from the same day, the one
        entered last. `None` does not restrict.

        Returns
        -------
        list of Observation
            Ordered by indicator, reporter, citizenship, year and part.
        """
        wanted = _Wanted(
            indicators=_frozen(indicators),
            reporters=_frozen(reporters),
            citizenships=_frozen(citizenships),
            years=_frozen(years),
        )
        return list(_newest(self.root, self._names(), as_of, wanted))

    def standing(
        self, *, as_of: AsOf, indicators: Collection[Indicator]
    ) -> list[Observation]:
        """Give, for every cell, all counts that stand at `as_of`.

        A table extracted later revises the same table. Two tables do not revise each
        other, nor do two files of one table that are known from the same day: where
        they give a cell differently, both counts stand.

        Returns
        -------
        list of Observation
            Ordered by indicator, reporter, citizenship, year and part; the counts of
            one cell side by side, each different.
        """
        wanted = _Wanted(indicators=frozenset(indicators))
        return all_that_stand(_ranked(self.root, self._names(), as_of, wanted))

    def every_vintage(
        self,
        *,
        indicator: Indicator,
        reporter: str,
        citizenship: str,
        year: int,
        as_of: AsOf,
        part: str = "",
    ) -> list[Observation]:
        """Give one cell as each vintage known at `as_of` states it, oldest first.

        `part` is that of the observation. A shipped figure and the same cell of its
        imported file count once.
        """
        wanted = _Wanted(
            indicators=frozenset({indicator}),
            reporters=frozenset({reporter}),
            citizenships=frozenset({citizenship}),
            years=frozenset({year}),
        )
        by_file: dict[str, Observation] = {}
        for observation in _ranked(self.root, self._names(), as_of, wanted):
            if observation.part != part:
                continue
            by_file.pop(observation.provenance.sha256, None)
            by_file[observation.provenance.sha256] = observation
        return list(by_file.values())

    def vintages(self, as_of: AsOf) -> list[Vintage]:
        """Give the vintages known at `as_of`, oldest first.

        Shipped figures stand beside the file that they come from, once imported.
        """
        files = _known_files(self.root, self._names(), as_of)
        vintages = [
            *map(_shipped_vintage, _known_shipped(as_of)),
            *map(_imported_vintage, files),
        ]
        return sorted(vintages, key=lambda v: (v.known_from, v.entered or _ALWAYS))

    def stored_file(self, sha256: str) -> StoredFile | None:
        """Give what the store says now of a file; `None` if it was not imported."""
        return _statements(self.root, self._names(), None).get(sha256)

    def raw_line(self, sha256: str, row: int) -> str | None:
        """Give a line of an imported file as it stands there.

        `None` if the file was not imported or has no such line.

        Raises
        ------
        EvidenceError
            EVI183: the stored file is gone or no longer has its hash.
        """
        stored = self.stored_file(sha256)
        if stored is None:
            return None
        content = _verified(self.root / "snapshots" / sha256, sha256)
        return line_of(
            content, row=row, encoding=stored.encoding, gzipped=stored.gzipped
        )

    def _names(self) -> tuple[str, ...]:
        """Give the imports so far; they never change, so they key every cache."""
        folder = self.root / "manifests"
        if not folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in folder.glob("*.json")))


def observations_path(root: Path, sha256: str) -> Path:
    """Give the place of a Parquet file by its hash."""
    return root / "observations" / f"{sha256}.parquet"


@lru_cache(maxsize=8)
def _entries(root: Path, names: tuple[str, ...]) -> tuple[StoredFile, ...]:
    folder = root / "manifests"
    files = [file for name in names for file in read_manifest(folder / name)]
    return tuple(sorted(files, key=lambda file: file.entered))


def _statements(
    root: Path, names: tuple[str, ...], entered_by: datetime | None
) -> dict[str, StoredFile]:
    """Give, per file, what the last import of it by `entered_by` says."""
    statements: dict[str, StoredFile] = {}
    for file in _entries(root, names):
        if entered_by is None or file.entered <= entered_by:
            statements.pop(file.sha256, None)
            statements[file.sha256] = file
    return statements


def _known_files(root: Path, names: tuple[str, ...], as_of: AsOf) -> list[StoredFile]:
    statements = _statements(root, names, as_of.entered_by).values()
    return [file for file in statements if file.known_from <= as_of.known_on]


def _known_shipped(as_of: AsOf) -> list[ShippedFigures]:
    return [f for f in shipped_figures() if f.known_from <= as_of.known_on]


@lru_cache(maxsize=16)
def _newest(
    root: Path, names: tuple[str, ...], as_of: AsOf, wanted: _Wanted
) -> tuple[Observation, ...]:
    newest: dict[Key, Observation] = {}
    for observation in _ranked(root, names, as_of, wanted):
        newest[_key(observation)] = observation
    return tuple(newest[key] for key in sorted(newest))


def _ranked(
    root: Path, names: tuple[str, ...], as_of: AsOf, wanted: _Wanted
) -> Iterator[Observation]:
    """Give what every known vintage says, the newest vintage last."""
    files = [
        file
        for file in _known_files(root, names, as_of)
        if _may_hold(file.source, wanted)
    ]
    by_file = _imported(root, files, wanted)
    ranked = [
        (figures.known_from, _ALWAYS, figures.observations)
        for figures in _known_shipped(as_of)
        if _within(figures.indicator, wanted.indicators)
    ]
    ranked += [(file.known_from, file.entered, by_file[file.sha256]) for file in files]
    for _, entered, observations in sorted(ranked, key=lambda entry: entry[:2]):
        if entered is _ALWAYS:
            yield from filter(wanted.holds, observations)
        else:
            yield from observations


def _may_hold(source_id: str, wanted: _Wanted) -> bool:
    """Say whether files of a source can hold what is asked for."""
    if wanted.indicators is None:
        return True
    named = [source for source in sources() if source.id == source_id]
    return not named or bool(named[0].indicators & wanted.indicators)


def _imported(
    root: Path, files: list[StoredFile], wanted: _Wanted
) -> dict[str, tuple[Observation, ...]]:
    paths = [observations_path(root, file.observations_sha256) for file in files]
    for path, file in zip(paths, files, strict=True):
        _verify_once(path, file.observations_sha256)
    by_path: dict[str, list[ObservationRow]] = {str(path): [] for path in paths}
    for row in read_observations(
        paths,
        indicators=wanted.indicators,
        reporters=wanted.reporters,
        citizenships=wanted.citizenships,
        years=wanted.years,
    ):
        by_path[row[0]].append(row)
    return {
        file.sha256: tuple(_observation(row, file) for row in by_path[str(path)])
        for path, file in zip(paths, files, strict=True)
    }


def _observation(row: ObservationRow, file: StoredFile) -> Observation:
    _, indicator, reporter, citizenship, year, value, flag, line, column, part = row
    return Observation(
        indicator=_INDICATORS[indicator],
        reporter=reporter,
        citizenship=citizenship,
        year=year,
        value=value,
        flag=flag,
        provenance=Provenance(
            source=file.source,
            dataflow=file.dataflow,
            vintage=file.vintage,
            file_name=file.file_name,
            sha256=file.sha256,
            row=line,
            column=column,
            known_from=file.known_from,
        ),
        part=part,
    )


def _key(observation: Observation) -> Key:
    return (
        observation.indicator,
        observation.reporter,
        observation.citizenship,
        observation.year,
        observation.part,
    )


def _shipped_vintage(figures: ShippedFigures) -> Vintage:
    return Vintage(
        source=figures.source,
        dataflow=figures.dataflow,
        vintage=figures.vintage,
        file_name=figures.file_name,
        sha256=figures.sha256,
        known_from=figures.known_from,
        entered=None,
        rows=figures.rows,
        shipped=True,
    )


def _imported_vintage(file: StoredFile) -> Vintage:
    return Vintage(
        source=file.source,
        dataflow=file.dataflow,
        vintage=file.vintage,
        file_name=file.file_name,
        sha256=file.sha256,
        known_from=file.known_from,
        entered=file.entered,
        rows=file.rows,
        shipped=False,
    )


@lru_cache(maxsize=1024)
def _verify_once(path: Path, sha256: str) -> None:
    _verified(path, sha256)


def _verified(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _damaged(path, f"cannot be read ({error.strerror})") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise _damaged(path, "is not what was imported: its hash differs")
    return content


def _damaged(path: Path, what: str) -> EvidenceError:
    return EvidenceError(
        "EVI183",
        problem=f"A file of the store {what}.",
        remedy="Restore the store from a backup, or start an empty one and import "
        "the files again.",
        place=Place(str(path)),
    )


def _within(value: object, allowed: Collection[object] | None) -> bool:
    return allowed is None or value in allowed


def _frozen(values: Collection[T] | None) -> frozenset[T] | None:
    return None if values is None else frozenset(values)
