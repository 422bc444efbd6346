"""What is asked of the pages on cooperation, as it stands in their addresses."""

from dataclasses import dataclass

from django.http import QueryDict

from landenbenadering.evidence.countries import countries
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.web.dossiers.choices import not_offered
from landenbenadering.web.dossiers.cooperation.kept import OF_ALL_YEARS

ALL_STATES = "all"
MOST_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What a page is asked for.

    Attributes
    ----------
    met_by : str
        `all`, a reporting state, or empty for the page's own choice.
    beside : tuple of str
        Countries to compare with.
    series : Series
    year : int
        `OF_ALL_YEARS` for all together.
    """

    met_by: str = ""
    beside: tuple[str, ...] = ()
    series: Series = Series.ALL
    year: int = OF_ALL_YEARS

    def reporter(self, known: Cooperation) -> str | None:
        """Choose whose view is shown: all states where they can be compared.

        A state without counts, as of one kind of return, is shown as one without.

        Raises
        ------
        PageError
            PAG103: it is no state.
        """
        states = known.basis.states
        if self.met_by not in ("", ALL_STATES, *countries()):
            raise not_offered("met-by", self.met_by, (ALL_STATES, *states))
        if known.basis.one_state:
            return states[0]
        return None if self.met_by in ("", ALL_STATES) else self.met_by


def read_question(query: QueryDict) -> Question:
    """Read an address.

    Raises
    ------
    PageError
        PAG103: a value that the page does not offer.
    """
    beside = tuple(dict.fromkeys(filter(None, query.getlist("with"))))[:MOST_BESIDE]
    for code in beside:
        if code not in countries():
            raise not_offered("with", code, ("GHA", "MAR", "…"))
    series, year = query.get("returns", ""), query.get("year", "")
    if series not in ("", *Series):
        raise not_offered("returns", series, list(Series))
    if year not in ("", "all") and not (year.isascii() and year.isdigit()):
        raise not_offered("year", year, ("all", "2016"))
    return Question(
        met_by=query.get("met-by", ""),
        beside=beside,
        series=Series(series or Series.ALL),
        year=OF_ALL_YEARS if year in ("", "all") else int(year[:6]),
    )
