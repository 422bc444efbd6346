"""The figures that pages show, read from this installation's store."""

from collections.abc import Iterable

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Observation
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.measure import measure
from landenbenadering.pipelines.settings import evidence_home


def evidence_store() -> EvidenceStore:
    """Give the store of this installation."""
    return EvidenceStore(evidence_home())


def figures_of_countries(as_of: AsOf, *, reporter: str) -> tuple[ReturnFigures, ...]:
    """Give the figures of every country that has any at `as_of`."""
    measured = measure(evidence_store(), as_of=as_of, reporter=reporter)
    return tuple(item for item in measured if item.years)


def figures_of_country(
    country: str, as_of: AsOf, *, reporter: str
) -> ReturnFigures | None:
    """Give one country's figures; `None` where nothing is known at `as_of`."""
    measured = measure(
        evidence_store(), as_of=as_of, reporter=reporter, countries=(country,)
    )
    return next((item for item in measured if item.years), None)


def cells_of(figures: Iterable[ReturnFigures]) -> list[Observation]:
    """Give every published count behind the figures."""
    return [
        cell
        for item in figures
        for year in item.years
        for cell in (year.orders, year.returns)
        if cell is not None
    ]


def vintage_lines(figures: Iterable[ReturnFigures]) -> list[str]:
    """Name the extractions behind the figures, as downloads and captions cite them."""
    return vintages_of(cells_of(figures))


def vintages_of(cells: Iterable[Observation]) -> list[str]:
    """Name the extractions that published counts stand in."""
    seen = {
        (p.source, p.dataflow, p.vintage, p.known_from)
        for p in (cell.provenance for cell in cells)
    }
    return [
        f"{source_named(source).publisher}, {dataflow}, {vintage} "
        f"({known_from.isoformat()})"
        for source, dataflow, vintage, known_from in sorted(seen)
    ]
