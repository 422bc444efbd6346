"""Words for what a comparison says."""

from collections.abc import Mapping

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.evidence.countries import countries
from landenbenadering.measurement.cooperation.panel import Series
from landenbenadering.measurement.cooperation.results import Course
from landenbenadering.web.design.language import page_language
from landenbenadering.web.dossiers.words import REPORTERS, reporter_name

LARGE = 10
COURSES: Mapping[Course, Promise] = {
    Course.SMOOTH: _("runs smoothly"),
    Course.LESS_SMOOTH: _("runs less smoothly"),
    Course.CANNOT_TELL: _("cannot tell"),
}
SERIES: Mapping[Series, Promise] = {
    Series.ALL: _("all returns"),
    Series.VOLUNTARY: _("independent return"),
    Series.FORCED: _("forced return"),
}


def country_name(iso3: str) -> str:
    """Name a country in the language of the page; its code where it has no name."""
    country = countries().get(iso3)
    return iso3 if country is None else country.name.in_(page_language())


def course_word(course: Course) -> str:
    """Name a class in the language of the page."""
    return str(COURSES[course])


def multiplier_text(value: float) -> str:
    """Write a multiplier in two digits that say something: `0.08`, `0.96`, `12`."""
    digits = 2 if value < LARGE else 0
    # What stands behind the last place is cut off, not rounded.
    return number_format(round(value, digits), decimal_pos=digits)


def state_name(iso3: str) -> str:
    """Name a reporting state as it stands in a sentence."""
    return reporter_name(iso3) if iso3 in REPORTERS else country_name(iso3)
