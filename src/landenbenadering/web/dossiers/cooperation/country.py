"""One country among the others: what its page on cooperation shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from landenbenadering.core.clocks import AsOf
from landenbenadering.letters.formats import alphabetical_by_name
from landenbenadering.measurement.cooperation.results import Multiplier
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.web.dossiers.cooperation.kept import (
    OF_ALL_YEARS,
    Lack,
    Places,
    comparison,
    places,
)
from landenbenadering.web.dossiers.cooperation.question import Question
from landenbenadering.web.dossiers.cooperation.words import country_name

HOME = "NLD"


@dataclass(frozen=True, slots=True)
class Course:
    """A country's multipliers from one point of view.

    Attributes
    ----------
    average : Multiplier
        Over all years.
    years : tuple of Multiplier
        One each.
    """

    iso3: str
    name: str
    average: Multiplier
    years: tuple[Multiplier, ...]


@dataclass(frozen=True, slots=True)
class CountryView:
    """A country from one point of view, beside others.

    Attributes
    ----------
    reporter : str or None
        Whose view it is; `None` for all states together.
    course : Course or None
        `None` where the country has no usable counts from this point of view.
    beside : tuple of Course
        Countries that the reader chose.
    without : tuple of str
        Names of chosen countries without usable counts.
    elsewhere : Multiplier or None
        The same country from the other point of view: all states where one was
        asked for, the Netherlands otherwise.
    """

    reporter: str | None
    course: Course | None
    beside: tuple[Course, ...]
    without: tuple[str, ...]
    elsewhere: Multiplier | None

    @property
    def shown(self) -> tuple[Course, ...]:
        """The country and those beside it."""
        own = () if self.course is None else (self.course,)
        return (*own, *self.beside)

    @property
    def average(self) -> Multiplier | None:
        """The country over all years; `None` where it has no usable counts."""
        return None if self.course is None else self.course.average

    @property
    def apart(self) -> bool:
        """Whether both points of view exclude what the other says."""
        if self.course is None or self.elsewhere is None:
            return False
        one, other = self.course.average.ninety, self.elsewhere.ninety
        return one.upper < other.lower or other.upper < one.lower


def country_view(iso3: str, *, known: Cooperation, question: Question) -> CountryView:
    """Take a country and those beside it out of a comparison."""
    reporter = question.reporter(known)
    found = places(known, reporter=reporter)
    others = tuple(code for code in question.beside if code != iso3)
    return CountryView(
        reporter=reporter,
        course=_course(iso3, found),
        beside=tuple(
            course for course in (_course(code, found) for code in others) if course
        ),
        without=tuple(country_name(code) for code in others if code not in found),
        elsewhere=_elsewhere(iso3, known, reporter),
    )


def usual_view(iso3: str, as_of: AsOf) -> CountryView | None:
    """Give a country as a summary shows it: all states, and the Netherlands elsewhere.

    `None` if nothing was computed.
    """
    known = comparison(as_of)
    if isinstance(known, Lack):
        return None
    return country_view(iso3, known=known, question=Question())


def chart_points(view: CountryView) -> list[tuple[str, Multiplier]]:
    """Give every multiplier of a year with the name of its country."""
    return [(course.name, item) for course in view.shown for item in course.years]


def state_choices(known: Cooperation, chosen: str | None) -> list[tuple[str, str]]:
    """Give the states that a reader can choose or chose, the Netherlands first."""
    codes = {*known.basis.states, *([] if chosen is None else [chosen])}
    return sorted(named(codes), key=lambda pair: pair[0] != HOME)


def country_choices(known: Cooperation) -> list[tuple[str, str]]:
    """Give the countries that a reader can set beside another."""
    return named(known.basis.citizenships)


def named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Give codes with names in the alphabetical order of the names."""
    by_name = {country_name(code): code for code in codes}
    return [(by_name[name], name) for name in alphabetical_by_name(by_name)]


def _course(iso3: str, found: Places) -> Course | None:
    if iso3 not in found:
        return None
    years = {year: item for year, item in found[iso3].items() if year != OF_ALL_YEARS}
    return Course(
        iso3=iso3,
        name=country_name(iso3),
        average=found[iso3][OF_ALL_YEARS],
        years=tuple(years[year] for year in sorted(years)),
    )


def _elsewhere(
    iso3: str, known: Cooperation, reporter: str | None
) -> Multiplier | None:
    other = None if reporter is not None else HOME
    if known.basis.one_state or other not in (None, *known.basis.states):
        return None
    found = places(known, reporter=other).get(iso3)
    return None if found is None else found[OF_ALL_YEARS]
