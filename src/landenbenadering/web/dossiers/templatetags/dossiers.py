"""How dossiers write numbers, texts and records."""

from django import template
from django.urls import reverse

from landenbenadering.core.interval import Interval
from landenbenadering.core.language import Bilingual
from landenbenadering.core.observation import Observation
from landenbenadering.letters.formats import format_count, format_ratio
from landenbenadering.measurement.cooperation.results import Course
from landenbenadering.policy.facts import Document, Fact
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    CircleState,
    Cooperation,
    Direction,
    DocumentKind,
    LinkageState,
    ReasonKind,
)
from landenbenadering.web.design.language import page_language
from landenbenadering.web.dossiers.cooperation.words import (
    course_word,
    multiplier_text,
)
from landenbenadering.web.dossiers.words import flag_meanings
from landenbenadering.web.register import describe
from landenbenadering.web.register.words import kind_word, word

register = template.Library()

Member = (
    CircleState | Cooperation | Direction | DocumentKind | LinkageState | ReasonKind
)


@register.filter
def persons(count: int | str | None) -> str:
    """Write a count with the language's mark of thousands; a dash if not known.

    Django hands over an empty text where a row has no figures at all.
    """
    if not isinstance(count, int):
        return "–"
    return format_count(count, page_language())


@register.filter
def paper_name(document: Document) -> str:
    """Name a paper shortly, so that a link to it has words."""
    return describe.paper_name(document)


@register.filter
def bounds(interval: Interval | None) -> str:
    """Write bounds of a count as `2.405–2.425`; a dash if not known."""
    if interval is None:
        return "–"
    lower, upper = persons(int(interval.lower)), persons(int(interval.upper))
    return lower if lower == upper else f"{lower}–{upper}"


@register.filter
def ratio(interval: Interval | str | None) -> str:
    """Write bounds of a ratio in whole percents; a dash if it cannot be told."""
    return format_ratio(interval) if isinstance(interval, Interval) else "–"


@register.filter
def percent(share: float | str | None) -> str:
    """Write a share in whole percents; a dash if not known."""
    return f"{100 * share:.0f}%" if isinstance(share, float) else "–"


@register.filter
def course(value: Course) -> str:
    """Name a class of the comparison in the language of the page."""
    return course_word(value)


@register.filter
def multiplier(value: float) -> str:
    """Write a multiplier in two digits that say something: `0.08`, `0.96`, `12`."""
    return multiplier_text(value)


@register.filter
def multipliers(interval: Interval) -> str:
    """Write bounds of a multiplier as `0.72–1.34`."""
    return f"{multiplier(interval.lower)}–{multiplier(interval.upper)}"


@register.filter
def chance(probability: float) -> str:
    """Write a probability in whole percents that is neither sure nor impossible."""
    percents = round(100 * probability)
    if percents in (0, 100):
        return "< 1%" if percents == 0 else "> 99%"
    return f"{percents}%"


@register.filter
def shown(text: Bilingual | None) -> str:
    """Give a text in the language of the page; empty if there is none."""
    return "" if text is None else text.in_(page_language())


@register.filter
def named(member: Member) -> str:
    """Name a member of a closed set in the language of the page."""
    return word(member)


@register.filter
def title(fact: Fact) -> str:
    """Give a fact in one line."""
    return describe.title_of(fact)


@register.filter
def kind(fact: Fact) -> str:
    """Name the kind of a fact."""
    return kind_word(fact)


@register.filter
def details(record: Record) -> list[describe.Detail]:
    """Give everything that a record states."""
    return describe.details_of(record)


@register.filter
def flags(flag: str) -> list[tuple[str, str]]:
    """Give each letter of a publisher's flag with its meaning."""
    return flag_meanings(flag)


@register.filter
def figure_path(cell: Observation) -> str:
    """Give the address of the page of a published count."""
    place = (cell.indicator.value, cell.reporter, cell.citizenship, cell.year)
    return reverse("dossiers:figure", args=place)
