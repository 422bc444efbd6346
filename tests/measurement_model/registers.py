"""Invented registers with known truth, published as statistical offices do."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.core.provenance import Provenance
from landenbenadering.measurement.cooperation.keys import Indices, Reals
from landenbenadering.measurement.cooperation.model import walk_covariance

PROVENANCE = Provenance(
    source="invented",
    dataflow="INVENTED",
    vintage="invented",
    file_name="invented.csv",
    sha256="0" * 64,
    row=1,
    column="Value",
    known_from=date(2013, 3, 6),
)
FIRST_YEAR = 2012


@dataclass(frozen=True)
class Truth:
    """What lies behind an invented register.

    `course` holds the effect of each citizenship in each year; `eta` the log
    rate by citizenship, state and year.
    """

    course: Reals
    eta: Reals


def code(letter: str, number: int) -> str:
    """Name the n-th invented state or citizenship."""
    return letter + chr(65 + number // 26) + chr(65 + number % 26)


def to_five(values: Indices) -> Indices:
    """Round to the nearest multiple of 5."""
    return 5 * ((values + 2) // 5)


def observation(
    indicator: Indicator, citizenship: str, reporter: str, year: int, value: int | None
) -> Observation:
    """Make one published count."""
    return Observation(indicator, reporter, citizenship, year, value, "", PROVENANCE)


def invented_register(
    seed: int,
    *,
    citizenships: int = 30,
    states: int = 8,
    years: int = 4,
    log_size: float = 3.0,
    heavy: bool = False,
    fewer_than_five: bool = False,
) -> tuple[list[Observation], Truth]:
    """Draw a register from the model and publish it rounded to 5.

    The first year has orders of the year before in it as well, as in reality,
    but they are not published. Pairs have about exp(`log_size`) orders a year. With
    `heavy` counts vary by a t distribution with three degrees of freedom, which the
    model does not know. With `fewer_than_five` counts are published as they are, and
    those below 5 hidden under the flag c.
    """
    generator = np.random.default_rng(seed)
    walk = walk_covariance(np.arange(years))
    level = generator.normal(0, 0.8, citizenships)
    steps = generator.multivariate_normal(np.zeros(years), walk, citizenships)
    course = level[:, None] + 0.2 * steps
    practice = generator.normal(0, 0.6, (states, 1)) + generator.normal(
        0, 0.3, (states, years)
    )
    pair = generator.normal(0, 0.5, (citizenships, states))
    eta = -1.0 + course[:, None] + practice[None] + pair[:, :, None]
    size = generator.lognormal(log_size, 1.5, (citizenships, states, 1))
    noise = generator.lognormal(0, 0.3, (citizenships, states, years + 1))
    orders = generator.poisson(size * noise)
    exposure = 0.75 * orders[:, :, 1:] + 0.25 * orders[:, :, :-1]
    mean = np.maximum(exposure * np.exp(eta), 1e-9)
    if heavy:
        returns = generator.poisson(
            mean * np.exp(0.35 * generator.standard_t(3, mean.shape))
        )
    else:
        returns = generator.negative_binomial(6.0, 6.0 / (6.0 + mean))
    published = []
    for c, s, t in np.ndindex(eta.shape):
        key = (code("C", c), code("S", s), FIRST_YEAR + t)
        for indicator, value in (
            (Indicator.ORDERED_TO_LEAVE, orders[c, s, t + 1]),
            (Indicator.RETURNED, returns[c, s, t]),
        ):
            if fewer_than_five:
                shown = observation(indicator, *key, None if value < 5 else int(value))
                published.append(replace(shown, flag="c" if value < 5 else ""))
            else:
                published.append(observation(indicator, *key, int(to_five(value))))
    return published, Truth(course, eta)


STATES = {
    "Belgium": "BEL",
    "Denmark": "DNK",
    "France": "FRA",
    "Netherlands": "NLD",
    "Sweden": "SWE",
}
CITIZENSHIPS = {
    "Albania": "ALB",
    "Brazil": "BRA",
    "China": "CHN",
    "Ghana": "GHA",
    "India": "IND",
    "Japan": "JPN",
    "Nigeria": "NGA",
    "Somalia": "SOM",
    "Turkey": "TUR",
    "Ukraine": "UKR",
}
_HEADERS = {
    Indicator.ORDERED_TO_LEAVE: '"TIME","GEO","CITIZEN","UNIT","Value",'
    '"Flag and Footnotes"',
    Indicator.RETURNED: '"TIME","GEO","CITIZEN","INDIC_MG","UNIT","Value",'
    '"Flag and Footnotes"',
}
_TABLES = {
    Indicator.ORDERED_TO_LEAVE: "migr_eiord.csv",
    Indicator.RETURNED: "migr_eirtn.csv",
}
_KIND = {
    Indicator.ORDERED_TO_LEAVE: (),
    Indicator.RETURNED: ("Total number of persons returned",),
}


def eurostat_files(folder: Path, seed: int, *, years: int = 2) -> list[Path]:
    """Write an invented register as the publisher would, under real names."""
    published, _ = invented_register(
        seed, citizenships=len(CITIZENSHIPS), states=len(STATES), years=years
    )
    states = {code("S", number): name for number, name in enumerate(STATES)}
    countries = {code("C", number): name for number, name in enumerate(CITIZENSHIPS)}
    rows: dict[Indicator, list[str]] = {indicator: [] for indicator in _TABLES}
    for item in published:
        cells = (
            str(item.year),
            states[item.reporter],
            countries[item.citizenship],
            *_KIND[item.indicator],
            "Person",
            ":" if item.value is None else f"{item.value:,}",
            "",
        )
        rows[item.indicator].append(",".join(f'"{cell}"' for cell in cells))
    paths = []
    for indicator, name in _TABLES.items():
        path = folder / name
        text = "\n".join((_HEADERS[indicator], *rows[indicator])) + "\n"
        path.write_text(text, encoding="latin-1")
        paths.append(path)
    return paths


def by_kind_file(returned: Path, *, forced_of: int = 4) -> Path:
    """Write a table of returns by kind beside one of all: a share of each forced."""
    rows = ['"TIME","GEO","CITIZEN","RETURN","UNIT","Value","Flag and Footnotes"']
    for line in returned.read_text(encoding="latin-1").splitlines()[1:]:
        year, state, country, _, unit, value, flag = line.split('","')
        every = int(value.replace(",", ""))
        forced = 5 * (every // (5 * forced_of))
        kinds = (("Forced return", forced), ("Voluntary return", every - forced))
        rows += [
            '","'.join((year, state, country, kind, unit, str(count), flag))
            for kind, count in kinds
        ]
    path = returned.with_name("migr_eirt_vol.csv")
    path.write_text("\n".join(rows) + "\n", encoding="latin-1")
    return path
