"""Countries that show why the raw ratio misleads."""

from collections.abc import Iterable
from dataclasses import dataclass

from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.web.dossiers.cooperation.kept import OF_ALL_YEARS, places
from landenbenadering.web.dossiers.cooperation.words import country_name


@dataclass(frozen=True, slots=True)
class Example:
    """A country's raw ratio in one state, beside what is compared.

    Attributes
    ----------
    own : Multiplier
        As that state meets it.
    every : Multiplier or None
        Over all states together; `None` with one state.
    """

    iso3: str
    name: str
    own: Multiplier
    every: Multiplier | None

    @property
    def of_hundred(self) -> int:
        """Returns counted for each 100 orders."""
        return round(100 * self.own.returns / max(self.own.orders, 1))


def examples(
    known: Cooperation, citizenships: Iterable[str], *, reporter: str
) -> list[Example]:
    """Give those of the countries that the state has usable counts of."""
    own, every = places(known, reporter=reporter), places(known, reporter=None)
    return [
        Example(
            iso3=code,
            name=country_name(code),
            own=own[code][OF_ALL_YEARS],
            every=every[code][OF_ALL_YEARS] if code in every else None,
        )
        for code in citizenships
        if code in own
    ]
