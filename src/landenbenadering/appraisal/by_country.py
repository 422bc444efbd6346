"""What the packages of a programme hold for each of its countries."""

from dataclasses import dataclass

import numpy as np

from landenbenadering.appraisal.robust import Solution, Standing, core_index, standing
from landenbenadering.appraisal.weighing import Weighing


@dataclass(frozen=True, slots=True)
class CountryPart:
    """A country within the packages that nothing beats.

    Attributes
    ----------
    country : str
        ISO 3166 alpha-3.
    packages : int
        How many different choices for this country the packages hold.
    core, borderline, exterior : tuple of str
        Codes of its instruments that are in all, some and none of the packages.
    least_eur, most_eur : int
        What a package spends on it, least and most, over all departments and years.
    """

    country: str
    packages: int
    core: tuple[str, ...]
    borderline: tuple[str, ...]
    exterior: tuple[str, ...]
    least_eur: int
    most_eur: int


def country_parts(weighing: Weighing, solution: Solution) -> tuple[CountryPart, ...]:
    """Divide the packages by country, in the order of the sheet.

    Empty when there is no package.
    """
    if not len(solution.chosen):
        return ()
    lines = weighing.sheet.instrument
    instruments = solution.problem.instruments
    stands = {
        code: standing(share)
        for code, share in core_index(solution.problem, solution.chosen).items()
    }
    parts = []
    for country in dict.fromkeys(line.country for line in lines):
        places = [at for at, line in enumerate(lines) if line.country == country]
        taken = solution.chosen[:, places]
        costs = np.array([sum(instruments[at].costs.values()) for at in places])
        spent = taken.astype(np.int64) @ costs.astype(np.int64)
        own = [instruments[at].code for at in places]
        parts.append(
            CountryPart(
                country=country,
                packages=len(np.unique(taken, axis=0)),
                core=tuple(c for c in own if stands[c] is Standing.CORE),
                borderline=tuple(c for c in own if stands[c] is Standing.BORDERLINE),
                exterior=tuple(c for c in own if stands[c] is Standing.EXTERIOR),
                least_eur=int(spent.min()),
                most_eur=int(spent.max()),
            )
        )
    return tuple(parts)
