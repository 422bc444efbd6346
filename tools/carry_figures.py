"""Carry figures from the publisher's files into the project's compact format.

Run it with the folder that holds the extraction of 2017-18::

    python tools/carry_figures.py FOLDER

It writes one table of figures and one description per file to
`src/landenbenadering/reference/figures`.
"""

import argparse
import csv
import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.eurostat_eil.reader import read_file
from landenbenadering.evidence.tables.reading import Reading

FIGURES = Path(__file__).parents[1] / "src/landenbenadering/reference/figures"
REPORTERS = ("EU28", "NLD")
VINTAGE = "2017-18"
KNOWN_FROM = date(2018, 12, 31)

DESCRIPTION = """\
# Carried over by tools/carry_figures.py; do not edit by hand.

source = "eurostat-eil"
publisher = "{publisher}"
licence = "{licence}"
dataflow = "{dataflow}"
indicator = "{indicator}"
vintage = "{vintage}"
file_name = "{file_name}"
sha256 = "{sha256}"
column = "Value"
figures = "{figures}"

# The extraction is only known to have been made in 2017 or 2018. A figure counts as
# known from its publication or, where that is not known, its extraction; the last day
# of 2018 is the first on which this extraction certainly existed, so no view of an
# earlier day can show what was not yet known.
known_from = {known_from}
"""


@dataclass(frozen=True, slots=True)
class Carried:
    """A file to carry over and the name that its figures get."""

    file_name: str
    name: str


CARRIED = (
    Carried("migr_eiord_Data_allcitizens.csv", "migr-eiord-2017-18"),
    Carried("migr_eirtn_Data_allcitizens.csv", "migr-eirtn-2017-18"),
)


def main() -> None:
    """Carry over every file of `CARRIED`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    for carried in CARRIED:
        content = (folder / carried.file_name).read_bytes()
        source = source_named("eurostat-eil")
        reading = read_file(
            content, file=carried.file_name, source=source, day=KNOWN_FROM
        )
        _write_figures(reading, FIGURES / f"{carried.name}.csv")
        description = DESCRIPTION.format(
            publisher=source.publisher,
            licence=source.licence,
            dataflow=reading.dataflow,
            indicator=reading.observations.indicator[0],
            vintage=VINTAGE,
            file_name=carried.file_name,
            sha256=hashlib.sha256(content).hexdigest(),
            figures=f"{carried.name}.csv",
            known_from=KNOWN_FROM.isoformat(),
        )
        (FIGURES / f"{carried.name}.toml").write_text(description, encoding="utf-8")


def _write_figures(reading: Reading, path: Path) -> None:
    columns = reading.observations
    rows = zip(
        columns.reporter,
        columns.citizenship,
        columns.year,
        columns.value,
        columns.flag,
        columns.row,
        strict=True,
    )
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["reporter", "citizenship", "year", "value", "flag", "row"])
        writer.writerows(row for row in rows if row[0] in REPORTERS)


if __name__ == "__main__":
    main()
