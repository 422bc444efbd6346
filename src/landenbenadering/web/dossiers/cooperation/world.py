"""The world by class, for a map with its list and table."""

from dataclasses import dataclass

from landenbenadering.evidence.countries import countries
from landenbenadering.evidence.outlines import Outline, outlines
from landenbenadering.measurement.cooperation.results import Course, Multiplier
from landenbenadering.pipelines.cooperation import Cooperation
from landenbenadering.web.dossiers.choices import not_offered
from landenbenadering.web.dossiers.cooperation.country import named
from landenbenadering.web.dossiers.cooperation.kept import OF_ALL_YEARS, places
from landenbenadering.web.dossiers.cooperation.question import Question
from landenbenadering.web.dossiers.cooperation.words import country_name, course_word


@dataclass(frozen=True, slots=True)
class Place:
    """A country on the map.

    Attributes
    ----------
    kind : str
        A class, or `none` where there are no usable counts.
    label : str
        Its name, with its class where there is one.
    """

    outline: Outline
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """A country in the list and the table."""

    iso3: str
    name: str
    item: Multiplier


@dataclass(frozen=True, slots=True)
class World:
    """All countries from one point of view in one year, or over all of them.

    Attributes
    ----------
    reporter : str or None
    year : int
        `OF_ALL_YEARS` for all together.
    rows : tuple of Row
        Countries with usable counts, in alphabetical order.
    """

    reporter: str | None
    year: int
    rows: tuple[Row, ...]

    @property
    def by_course(self) -> list[tuple[Course, list[Row]]]:
        """Give the rows of each class."""
        return [
            (course, [row for row in self.rows if row.item.course is course])
            for course in Course
        ]

    @property
    def map_places(self) -> list[Place]:
        """Give everything that is drawn."""
        found = {row.iso3: row for row in self.rows}
        return [_place(outline, found.get(outline.iso3)) for outline in outlines()]


def world(known: Cooperation, question: Question) -> World:
    """Take the countries of a year out of a comparison.

    Raises
    ------
    PageError
        PAG103: a state or a year without counts.
    """
    reporter = question.reporter(known)
    years = known.basis.years
    if question.year not in (OF_ALL_YEARS, *years):
        raise not_offered("year", str(question.year), ["all", *map(str, years)])
    found = places(known, reporter=reporter)
    rows = tuple(
        Row(iso3, name, found[iso3][question.year])
        for iso3, name in named(found)
        if question.year in found[iso3]
    )
    return World(reporter, question.year, rows)


def _place(outline: Outline, row: Row | None) -> Place:
    if row is not None:
        course = row.item.course
        return Place(outline, course.value, f"{row.name}: {course_word(course)}")
    name = country_name(outline.iso3) if outline.iso3 in countries() else ""
    return Place(outline, "none", name)
