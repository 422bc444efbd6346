"""Carry the figures of what binds Ghana, Iraq and Morocco with the Netherlands and EU.

Run it with the folder that holds the publishers' files, in one folder for each
subject::

    python -m tools.carry_exposures FOLDER

It writes one table of figures and one description for each of `CARRIED` to
`src/landenbenadering/reference/figures`, beside those of `carry_figures`.
"""

import argparse
import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.catalogue import Source, source_named
from landenbenadering.evidence.readers import READERS
from landenbenadering.evidence.tables.reading import Reading
from landenbenadering.policy.council_rules import council_members
from tools.carry_figures import FIGURES

CARRIED_ON = date(2026, 11, 24)
COUNTRIES = ("GHA", "IRQ", "MAR")

DESCRIPTION = """\
# Carried over by tools/carry_exposures.py; do not edit by hand.

source = "{source}"
publisher = "{publisher}"
licence = "{licence}"
dataflow = "{dataflow}"
indicator = "{indicator}"
vintage = "{vintage}"
file_name = "{file_name}"
sha256 = "{sha256}"
column = "{column}"
figures = "{figures}"

# Neither publication nor extraction is in the file: known from the day on which the
# figures were carried over, the first on which they certainly existed in this form.
known_from = {known_from}
"""
COVERS = """
# For these states, the figures of these years hold every partner.
[[covers]]
years = {years}
reporters = {reporters}
citizenships = {citizenships}
"""

Row = tuple[str, str, int, int | None, str, int, str, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """Figures to carry over from one file.

    Attributes
    ----------
    years : tuple of int
        Years carried for the Netherlands and the three countries.
    eu_years : tuple of int
        Years among them in which every member of the EU is carried as well.
    partners_only : bool
        Whether only the cells between the Netherlands and the countries are carried.
    """

    source: str
    path: str
    indicator: Indicator
    name: str
    vintage: str
    years: tuple[int, ...]
    eu_years: tuple[int, ...] = ()
    partners_only: bool = False


CARRIED = (
    Carried(
        "oecd-dac2a", "oda/dac2a_2009_2022.csv.gz", Indicator.AID_NET,
        "tie-aid-net", "2009-2022", tuple(range(2009, 2023)), (2012,),
    ),
    Carried(
        "oecd-dac2a", "oda/dac2a_2009_2022.csv.gz", Indicator.AID_HUMANITARIAN,
        "tie-aid-humanitarian", "2009-2022", tuple(range(2009, 2023)),
        partners_only=True,
    ),
    Carried(
        "cow-trade", "trade/cow_trade_2000_2014.csv.gz", Indicator.GOODS_IMPORTED,
        "tie-goods", "4.0", (2010, 2012, 2014), (2012,),
    ),
    Carried(
        "schengen-visas", "schengen_visa/synthese_2013_with_filters_en.xls",
        Indicator.VISAS_ISSUED, "tie-visas-2013", "2013", (2013,), (2013,),
    ),
    Carried(
        "schengen-visas",
        "schengen_visa/2023-schengen-visa-statistics-consulates_en.xlsx",
        Indicator.VISAS_ISSUED, "tie-visas-2023", "2023", (2023,), (2023,),
    ),
    Carried(
        "oecd-students", "students/oecd_students_2013_2019.csv.gz",
        Indicator.STUDENTS, "tie-students", "2013-2019", (2013, 2019), (2019,),
    ),
    Carried(
        "world-bank-remittances",
        "remittances/WB_Bilateral_Remittance_Estimates_2017.xlsx",
        Indicator.REMITTANCES_SENT, "tie-remittances", "April 2018", (2017,), (2017,),
    ),
    Carried(
        "diplometrics", "diplomacy/diplometrics_missions_2000_2020.csv",
        Indicator.MISSION, "tie-missions", "2000-2020", (2012, 2020), (2020,),
    ),
    Carried(
        "world-bank-wdi", "economy/wdi_selected_1950_2023.csv.gz", Indicator.INCOME,
        "tie-income", "1950-2023", tuple(range(2009, 2024)),
    ),
)  # fmt: skip


def main() -> None:
    """Carry over everything in `CARRIED`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for carried in CARRIED:
        content = (folder / carried.path).read_bytes()
        source = source_named(carried.source)
        reading = READERS[source.id](
            content, file=carried.path, source=source, day=CARRIED_ON
        )
        rows = sorted(_rows(carried, reading), key=lambda row: (row[5], row[7]))
        sha256 = hashlib.sha256(content).hexdigest()
        _write(carried, source, reading, rows, sha256)


def _rows(carried: Carried, reading: Reading) -> Iterator[Row]:
    columns = reading.observations
    for row in zip(
        columns.indicator,
        columns.reporter,
        columns.citizenship,
        columns.year,
        columns.value,
        columns.flag,
        columns.row,
        columns.part,
        columns.column,
        strict=True,
    ):
        if row[0] == carried.indicator and _wanted(carried, *row[1:4]):
            yield row[1:]


def _wanted(carried: Carried, reporter: str, citizenship: str, year: int) -> bool:
    if year not in carried.years:
        return False
    sides = {reporter, citizenship}
    if carried.partners_only:
        return sides == {"NLD", citizenship} and citizenship in COUNTRIES
    if carried.indicator is Indicator.INCOME:
        return reporter in COUNTRIES
    return bool(sides & _whole(carried, year))


def _whole(carried: Carried, year: int) -> set[str]:
    """Give the states of which every figure of a year is carried."""
    states = {"NLD", *COUNTRIES}
    if year in carried.eu_years:
        states |= set(council_members(date(year, 12, 31)))
    return states


def _write(
    carried: Carried, source: Source, reading: Reading, rows: list[Row], sha256: str
) -> None:
    with (FIGURES / f"{carried.name}.csv").open(
        "w", encoding="utf-8", newline=""
    ) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        names = ("reporter", "citizenship", "year", "value", "flag", "row", "part")
        writer.writerow((*names, "column"))
        columns = {row[7] for row in rows}
        column = min(columns) if len(columns) == 1 else ""
        writer.writerows((*row[:7], "" if column else row[7]) for row in rows)
    text = DESCRIPTION.format(
        source=source.id,
        publisher=source.publisher,
        licence=source.licence,
        dataflow=reading.dataflow,
        indicator=carried.indicator,
        vintage=carried.vintage,
        file_name=Path(carried.path).name,
        sha256=sha256,
        column=column or "each names its own",
        figures=f"{carried.name}.csv",
        known_from=CARRIED_ON.isoformat(),
    )
    if not (carried.partners_only or carried.indicator is Indicator.INCOME):
        for years in (set(carried.years) - set(carried.eu_years), carried.eu_years):
            if years:
                states = json.dumps(sorted(_whole(carried, min(years))))
                text += COVERS.format(
                    years=sorted(years), reporters=states, citizenships=states
                )
    (FIGURES / f"{carried.name}.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
