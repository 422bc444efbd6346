"""Parquet files through DuckDB, without a network and without data frames.

DuckDB is imported on first use: commands that only read shipped figures start
without it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from landenbenadering.evidence.observation_columns import ObservationColumns

if TYPE_CHECKING:
    import duckdb

ObservationRow = tuple[str, str, str, str, int, int | None, str, int, str, str]

_WRITE = """
COPY (
  SELECT unnest($indicator::VARCHAR[]) AS indicator,
         unnest($reporter::VARCHAR[]) AS reporter,
         unnest($citizenship::VARCHAR[]) AS citizenship,
         unnest($year::SMALLINT[]) AS "year",
         unnest($value::BIGINT[]) AS "value",
         unnest($flag::VARCHAR[]) AS flag,
         unnest($row::INTEGER[]) AS "row",
         unnest($column::VARCHAR[]) AS "column",
         unnest($part::VARCHAR[]) AS part
) TO '{path}' (FORMAT parquet)
"""

# Files of earlier versions have no part, and hold values in 32 bits.
_READ = """
SELECT filename, indicator, reporter, citizenship,
       "year", "value", flag, "row", "column", coalesce(part, '')
FROM (
  SELECT NULL::VARCHAR AS part, NULL::BIGINT AS "value" WHERE false
  UNION ALL BY NAME
  SELECT * FROM read_parquet($files, filename = true, union_by_name = true)
)
WHERE ($indicators IS NULL OR list_contains($indicators, indicator))
  AND ($reporters IS NULL OR list_contains($reporters, reporter))
  AND ($citizenships IS NULL OR list_contains($citizenships, citizenship))
  AND ($years IS NULL OR list_contains($years, "year"))
"""


def write_observations(columns: ObservationColumns, path: Path) -> None:
    """Write observations to a Parquet file."""
    statement = _WRITE.format(path=str(path).replace("'", "''"))
    names = ObservationColumns.__dataclass_fields__
    _connection().cursor().execute(
        statement, {name: list(getattr(columns, name)) for name in names}
    )


def read_observations(
    files: Sequence[Path],
    *,
    indicators: Collection[str] | None,
    reporters: Collection[str] | None,
    citizenships: Collection[str] | None,
    years: Collection[int] | None,
) -> list[ObservationRow]:
    """Read observations from Parquet files, each with the path of its file.

    `None` does not restrict; an empty collection matches nothing.
    """
    if not files:
        return []
    parameters = {
        "files": [str(path) for path in files],
        "indicators": _listed(indicators),
        "reporters": _listed(reporters),
        "citizenships": _listed(citizenships),
        "years": None if years is None else list(years),
    }
    return _connection().cursor().execute(_READ, parameters).fetchall()


def _listed(values: Collection[str] | None) -> list[str] | None:
    return None if values is None else [str(value) for value in values]


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    import duckdb

    return duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "threads": 2,
        },
    )
