"""The form of any kind of fact: its fields from the shape of its record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, StrEnum, auto

from django import forms
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.chain import ChainCounts
from landenbenadering.policy.checks import OWN_SOURCES
from landenbenadering.policy.codec import kind_name, record_from_plain
from landenbenadering.policy.dealings import Contact, DocumentGrant, Performance
from landenbenadering.policy.errors import MisreadError
from landenbenadering.policy.facts import Document, Fact, Linkage
from landenbenadering.policy.plain import to_plain
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import ANY
from landenbenadering.policy.vocabulary import Actor
from landenbenadering.web.recording.fields import NEW_DOCUMENT, field_for
from landenbenadering.web.recording.meanings import Meaning, may_be_empty, meant_by
from landenbenadering.web.recording.offers import Offers
from landenbenadering.web.recording.own_reports import department_chosen, own_report
from landenbenadering.web.recording.reading import Reading
from landenbenadering.web.recording.shapes import (
    COUNT,
    Leaf,
    Many,
    Parts,
    Shape,
    document_shape,
    record_shape,
    under,
)
from landenbenadering.web.recording.words import (
    help_of,
    label_of,
    one_of,
    period_help,
)
from landenbenadering.web.register.documents import document_record
from landenbenadering.web.register.fields import OwnWordsField, set_choices

NEW = "new_document"
MOST = 50
# Facts that count what happened in a period.
_OF_A_PERIOD = (ChainCounts, DocumentGrant, Performance)


@dataclass(frozen=True, slots=True)
class Entry:
    """What someone entered.

    Attributes
    ----------
    record : Record
        Under an id that is still to be given.
    new_document : Record or None
        The document that it cites and that the register does not hold yet.
    why : str
        Why it was changed, for the trail.
    """

    record: Record
    new_document: Record | None
    why: str


class Asked(Enum):
    """When something has to be said: always, once its group is used, or never."""

    ALWAYS = auto()
    IN_A_GROUP = auto()
    FREELY = auto()


class FactForm(forms.Form):
    """A fact of one kind with its dates and its sources.

    Parameters
    ----------
    data : Mapping or None
        What was sent.
    initial : Mapping
        What the form shows first, by name of field.
    asks_why : bool
        Whether a reason has to be given.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    why = OwnWordsField(label=_("Why"), required=False)

    # A browser would show what is still to be filled in as if it were wrong.
    use_required_attribute = False

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        kind: type[Fact],
        offers: Offers,
        initial: Mapping[str, object],
        asks_why: bool = False,
    ) -> None:
        super().__init__(data, initial={"version": 0, **initial})
        self.kind = kind
        self.shape = record_shape(kind)
        self.document = None if kind is Document else document_shape(NEW)
        self.fields["why"].required = asks_why
        self._offers = offers
        self._shown = initial if data is None else data
        self._entry: Entry | None = None
        self._needed_in_groups: list[str] = []
        self._add_fields(self.shape, "", None, Asked.ALWAYS)
        if self.document is not None:
            self._add_fields(self.document, NEW, None, Asked.IN_A_GROUP)
        if "fact-term" in self.fields:
            terms = offers.terms(self._shown.get("fact-agreement"))
            set_choices(self, "fact-term", [("", _("Choose …")), *terms])

    def count(self, at: str, many: Many) -> int:
        """Say how many values of a list are asked."""
        said = str(self._shown.get(under(at, COUNT), ""))
        asked = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else 0
        # What is its own source may still be named by another.
        cited = at == "citations" and not issubclass(self.kind, OWN_SOURCES)
        least = many.needed or isinstance(many.of, Leaf) or cited
        return min(max(asked, int(least)), MOST)

    def entry(self) -> Entry:
        """Give what was entered; call it only on a form that is valid."""
        if self._entry is None:
            raise TypeError("the form is not valid")
        return self._entry

    def clean(self) -> dict[str, object]:
        """Put the values together, as the codec reads them."""
        cited = issubclass(self.kind, (*OWN_SOURCES, Linkage))
        reading = Reading(
            self.cleaned_data,
            wrong=self.errors.keys(),
            count=self.count,
            needed=() if cited else ("citations",),
        )
        plain = reading.read(self.shape, "")
        described = self._read_document(reading)
        for name, said in reading.missing:
            self.add_error(name, said)
        self._check_days()
        self._check_own_report()
        if not self.errors and isinstance(plain, dict):
            self._make(plain, described)
        self._mark_needed()
        return self.cleaned_data

    def _add_fields(
        self, shape: Shape, at: str, within: Shape | None, asked: Asked
    ) -> None:
        match shape:
            case Leaf():
                self._add_field(shape, at, within, asked)
            case Parts(parts=parts):
                if not shape.needed and at != NEW:
                    asked = Asked.FREELY
                for part in parts:
                    self._add_fields(part, under(at, part.name), shape, asked)
            case Many(of=of):
                needed = shape.needed and not may_be_empty(shape)
                grouped = needed or isinstance(of, Parts)
                for number in range(self.count(at, shape)):
                    place = under(at, number)
                    asked = Asked.IN_A_GROUP if grouped else Asked.FREELY
                    self._add_fields(of, place, None, asked)
                    if isinstance(of, Leaf):
                        self.fields[place].label = f"{one_of(shape)} {number + 1}"

    def _add_field(
        self, leaf: Leaf, at: str, within: Shape | None, asked: Asked
    ) -> None:
        held = self.initial.get(at)
        if leaf.several and isinstance(held, str):
            self.initial[at] = [held]
        if held is None and leaf.default is not None:
            self.initial[at] = to_plain(leaf.default)
        if held is None and meant_by(leaf).meaning is Meaning.CURRENCY:
            self.initial[at] = "EUR"
        field = field_for(
            leaf,
            label=label_of(leaf, within),
            offers=self._offers,
            # Of any kind there are too many to choose from: one was named before.
            held=self._shown.get(at) if meant_by(leaf).kind == ANY else held,
        )
        needed = (leaf.needed or _always_chosen(leaf)) and not may_be_empty(leaf)
        field.required = needed and asked is Asked.ALWAYS
        field.help_text = help_of(leaf, within)
        if self.kind in _OF_A_PERIOD and period_help(at):
            field.help_text = period_help(at)
            field.required = self.kind is ChainCounts
        self.fields[at] = field
        if needed and asked is Asked.IN_A_GROUP:
            self._needed_in_groups.append(at)
        if not self.is_bound:
            self._mark_needed()

    def _mark_needed(self) -> None:
        """Show as needed what a group needs once anything in it is given.

        Not while the form is checked: a group may be left empty as a whole.
        """
        for name in self._needed_in_groups:
            self.fields[name].required = True

    def _check_own_report(self) -> None:
        """Let a report of one's own speak for the Netherlands alone, and alone."""
        names = [n for n, v in self.cleaned_data.items() if department_chosen([v])]
        told = self.cleaned_data.get("fact-by")
        for name in names if told not in (None, "", Actor.NETHERLANDS.value) else ():
            self.add_error(name, _("Only of a contact of the Netherlands itself."))
        for name in names[1:]:
            self.add_error(name, _("One report of your own is enough."))
        if names and NEW_DOCUMENT in self.cleaned_data.values():
            self.add_error(names[0], _("Choose this or the new document."))

    def _check_days(self) -> None:
        """Refuse what took place after the day from which it is known."""
        known_from = self.cleaned_data.get("known_from")
        for name in ("fact-on", "fact-since"):
            said = self.cleaned_data.get(name)
            if not isinstance(said, PartialDate) or not isinstance(known_from, date):
                continue
            if said.earliest > known_from:
                self.add_error(name, _("This is later than the day of “Known from”."))

    def _read_document(self, reading: Reading) -> object:
        """Read the new document, if it is chosen as a source."""
        if self.document is None:
            return None
        if NEW_DOCUMENT in self.cleaned_data.values():
            return reading.read(self.document, NEW)
        if reading.given(self.document, NEW):
            said = _("Choose “the new document” as a source above, or empty this.")
            self.add_error(f"{NEW}-title-nl", said)
        return None

    def _make(self, plain: dict[str, object], described: object) -> None:
        try:
            document = _document_of(described) or self._own_report(plain)
            named = _with_document(plain, document.id) if document else plain
            record = _record_of(named, self.kind)
        except MisreadError as error:
            name = error.path.replace(".", "-")
            said = f"{error.problem} {error.remedy}"
            self.add_error(name if name in self.fields else None, said)
        else:
            if document is not None:  # as open as what it is described for
                document = replace(document, disclosure=record.disclosure)
            self._entry = Entry(record, document, self.cleaned_data["why"])

    def _own_report(self, plain: dict[str, object]) -> Record | None:
        """Make the report of one's own that is chosen as the source, if it is."""
        department = department_chosen(self.cleaned_data.values())
        if department is None:
            return None
        contact = _record_of(_with_document(plain, "own"), self.kind)
        if not isinstance(contact.fact, Contact):
            raise TypeError("own reports are of contacts")
        return own_report(contact.fact, department, dated=contact.known_from)


def _always_chosen(leaf: Leaf) -> bool:
    return issubclass(leaf.kind, StrEnum) and leaf.default is not None


def _record_of(plain: object, kind: type[Fact]) -> Record:
    if not isinstance(plain, dict):
        raise TypeError("a record is a table of fields")
    return record_from_plain({"id": "new", "kind": kind_name(kind), **plain})


def _document_of(plain: object) -> Record | None:
    if not isinstance(plain, dict):
        return None
    made = _record_of({"known_from": plain["dated"], "fact": plain}, Document)
    if not isinstance(made.fact, Document):
        raise TypeError("a document was read")
    return document_record(made.fact, dated=made.known_from)


def _with_document(plain: object, record_id: str) -> object:
    """Put the id of the new document where it was chosen."""
    match plain:
        case dict():
            return {name: _with_document(v, record_id) for name, v in plain.items()}
        case list():
            return [_with_document(value, record_id) for value in plain]
        case _:
            chosen = plain == NEW_DOCUMENT or department_chosen([plain]) is not None
            return record_id if chosen else plain
