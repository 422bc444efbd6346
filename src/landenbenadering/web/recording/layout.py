"""How the fields of a form stand on the page: sections, lists and their groups."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.forms import BoundField
from django.utils.translation import gettext as _

from landenbenadering.web.recording.forms import NEW, FactForm
from landenbenadering.web.recording.shapes import COUNT, Leaf, Many, Parts, Shape, under
from landenbenadering.web.recording.words import label_of, one_of


@dataclass(frozen=True, slots=True)
class Group:
    """One value of a list, with a button to take it out."""

    label: str
    name: str
    rows: "list[Row]"


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of values, with a button for one more.

    `count_name` and `count` are the hidden field that says how many are asked.
    """

    label: str
    one: str
    name: str
    count_name: str
    count: int
    groups: list[Group]
    of_one_field: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field, or a list of values."""

    field: BoundField | None = None
    listed: Listed | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form under a heading; folded where it is rarely needed."""

    title: str
    about: str = ""
    rows: list[Row] = field(default_factory=list)
    folded: bool = False


def sections_of(form: FactForm, *, title: str) -> list[Section]:
    """Give the form in the order of the page: fact, sources, dates, readers."""
    shapes = {part.name: part for part in form.shape.parts}
    found = [Section(title, rows=list(_rows(form, shapes["fact"], "fact")))]
    sources = list(_rows(form, shapes["citations"], "citations"))
    found.append(Section(_("Sources"), rows=sources))
    if form.document is not None:
        about = _("Only where a source is not in the register yet.")
        rows = list(_rows(form, form.document, NEW))
        found.append(Section(_("New document"), about, rows, not _used(rows)))
    days = ("valid_from", "valid_until", "known_from")
    found.append(Section(_("Dates"), rows=[Row(form[name]) for name in days]))
    if form["version"].value() not in (0, "0"):
        found.append(Section(_("Why"), rows=[Row(form["why"])]))
    found.append(Section(_("Who may read it"), rows=[Row(form["disclosure"])]))
    return found


def _used(rows: list[Row]) -> bool:
    """Say whether anything was entered in some fields, or should have been."""
    fields = [row.field for row in rows if row.field is not None]
    return any(one.errors or one.value() for one in fields)


def _rows(form: FactForm, shape: Shape, at: str) -> Iterator[Row]:
    match shape:
        case Leaf():
            yield Row(form[at])
        case Parts(parts=parts):
            # What can grow stands after what cannot.
            for part in sorted(parts, key=lambda part: isinstance(part, Many)):
                yield from _rows(form, part, under(at, part.name))
        case Many():
            yield Row(listed=_listed(form, shape, at))


def _listed(form: FactForm, many: Many, at: str) -> Listed:
    count = form.count(at, many)
    one = one_of(many)
    groups = [
        Group(
            label=f"{one} {number + 1}",
            name=under(at, number),
            rows=list(_rows(form, many.of, under(at, number))),
        )
        for number in range(count)
    ]
    return Listed(
        label_of(many, None),
        one,
        at,
        under(at, COUNT),
        count,
        groups,
        isinstance(many.of, Leaf),
    )
