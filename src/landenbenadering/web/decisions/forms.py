"""The form of a proposal."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.deciding import (
    Alternative,
    Interest,
    ProblemSize,
    Proposal,
)
from landenbenadering.policy.vocabulary import Department, Frame, ProposalState
from landenbenadering.web.register.describe import countries_by_name
from landenbenadering.web.register.fields import DayField, set_choices
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import choices_of, word

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LONGEST = 4000
SPARE_ROWS = 2
CHOOSE = ("", _("Choose …"))


class PlainTextField(forms.CharField):
    """A text in the author's own language."""

    def __init__(
        self,
        *,
        label: "StrPromise | str",
        help_text: "StrPromise | str" = "",
        required: bool = False,
        rows: int = 3,
    ) -> None:
        super().__init__(
            label=label,
            help_text=help_text,
            required=required,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": rows}),
        )


@dataclass(frozen=True, slots=True)
class OnOffer:
    """Papers and contacts that may lie with a proposal: record id and title."""

    documents: Sequence[tuple[str, str]]
    contacts: Sequence[tuple[str, str]]


class ProposalForm(forms.Form):
    """A proposal while it is a draft; nothing but country, title and text is needed.

    What the rules ask for may be filled in later: the page says what lacks.

    Parameters
    ----------
    departments : sequence of Department
        Those for which the author may propose.
    on_offer : OnOffer
        Papers and contacts that may lie with the proposal.
    held : Proposal or None
        The version that is changed; two more rows of interests and alternatives
        than it holds are offered. `None` for a new proposal.
    """

    # A browser would show what is still to be filled in as if it were wrong.
    use_required_attribute = False

    country = forms.ChoiceField(label=_("Country"))
    owner = forms.ChoiceField(label=_("Department that makes it"))
    title = forms.CharField(label=_("Title"), max_length=200)
    text = PlainTextField(label=_("What is proposed, and why"), required=True, rows=5)
    pursues_forced_return = forms.BooleanField(
        label=_("Cooperation with forced return is asked"), required=False
    )
    least = forms.IntegerField(
        label=_("People, at least"), required=False, min_value=0, max_value=10_000_000
    )
    most = forms.IntegerField(
        label=_("People, at most"),
        help_text=_("Leave this empty when nobody can say."),
        required=False,
        min_value=0,
        max_value=10_000_000,
    )
    basis = PlainTextField(label=_("On what these numbers rest"), rows=2)
    consideration = PlainTextField(
        label=_("Situation and problems of the country, and help with them")
    )
    relations_effect = PlainTextField(label=_("Effect on the bilateral relation"))
    country_effect = PlainTextField(label=_("Effect on the country and its people"))
    frame = forms.ChoiceField(label=_("Frame"))
    frame_reason = PlainTextField(
        label=_("Why not the European frame"),
        help_text=_("Needed for every other frame."),
        rows=2,
    )
    joins_dialogue = forms.BooleanField(
        label=_("It joins a migration dialogue or mobility partnership"), required=False
    )
    dialogue_weight = PlainTextField(
        label=_("Weight of migration in the relation"),
        help_text=_("Needed when it joins a dialogue or partnership."),
        rows=2,
    )
    documents = forms.MultipleChoiceField(
        label=_("Assessments and other papers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contacts = forms.MultipleChoiceField(
        label=_("Contacts in which this was raised"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    review_on = DayField(label=_("Day of the review"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    groups: ClassVar[list[tuple[Promise, tuple[str, ...], tuple[str, ...]]]] = [
        (
            _("Proposal"),
            (*("country", "owner", "title", "text"), "pursues_forced_return"),
            ("LB01", "LB12"),
        ),
        (_("How many people is this about?"), ("least", "most", "basis"), ("LB15",)),
        (_("Interests"), (), ()),
        (_("Alternatives and why not"), (), ("LB06",)),
        (
            _("Effects"),
            ("relations_effect", "country_effect", "consideration"),
            ("LB03", "LB05"),
        ),
        (
            _("Frame"),
            ("frame", "frame_reason", "joins_dialogue", "dialogue_weight"),
            ("LB14", "LB18"),
        ),
        (
            _("Papers and contacts"),
            ("documents", "contacts"),
            ("LB02", "LB03", "LB05", "LB13", "LB16"),
        ),
        (_("Review"), ("review_on",), ("LB07",)),
    ]

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        departments: Sequence[Department],
        on_offer: OnOffer,
        held: Proposal | None = None,
        version: int = 0,
        country: str = "",
    ) -> None:
        initial = {"version": version, "country": country, **_initial(held)}
        super().__init__(data, initial=initial)
        self._held = held
        by_name = [(c.iso3, country_name(c.iso3)) for c in countries_by_name()]
        set_choices(self, "country", [CHOOSE, *by_name])
        set_choices(self, "owner", [(d.value, word(d)) for d in departments])
        set_choices(self, "frame", choices_of(Frame))
        set_choices(self, "documents", on_offer.documents)
        set_choices(self, "contacts", on_offer.contacts)
        if held is not None:
            # Another country or department is another proposal.
            del self.fields["country"], self.fields["owner"]
        self._add_rows("interest", _held_rows(data, "interest", held))
        self._add_rows("alternative", _held_rows(data, "alternative", held))

    def grouped(
        self,
    ) -> Iterator[tuple[Promise, list[forms.BoundField], tuple[str, ...]]]:
        """Give the fields in groups, with a heading and the rules that ask for them."""
        rows = {2: "interest", 3: "alternative"}
        for place, (name, names, rules) in enumerate(self.groups):
            kept = [field for field in names if field in self.fields]
            if place in rows:
                kept = [field for field in self.fields if field.startswith(rows[place])]
            yield name, [self[field] for field in kept], rules

    def clean(self) -> dict[str, object]:
        """Check what no field can tell alone."""
        least, most = self.cleaned_data.get("least"), self.cleaned_data.get("most")
        if least is not None and most is not None and most < least:
            self.add_error("most", _("This is less than the lower bound."))
        if least is None and most is not None:
            self.add_error("least", _("Give the lower bound too; it may be 0."))
        for name in list(self.fields):
            if name.startswith("alternative_text_"):
                self._require_pair(name, name.replace("text", "why"))
            if name.startswith("interest_text_"):
                self._require_pair(name, name.replace("text", "of"))
        return self.cleaned_data

    def proposal(self) -> Proposal:
        """Give what was entered; call it only on a form that is valid."""
        data = self.cleaned_data
        held = self._held
        least = data["least"]
        return Proposal(
            country=data["country"] if held is None else held.country,
            title=data["title"],
            text=data["text"],
            owner=Department(data["owner"]) if held is None else held.owner,
            author="" if held is None else held.author,
            state=ProposalState.DRAFT,
            linkages=() if held is None else held.linkages,
            pursues_forced_return=data["pursues_forced_return"],
            interests=tuple(
                Interest(Department(of), text)
                for of, text in self._pairs("interest_of", "interest_text")
            ),
            alternatives=tuple(
                Alternative(text, why)
                for text, why in self._pairs("alternative_text", "alternative_why")
            ),
            problem_size=None
            if least is None
            else ProblemSize(least, data["most"], data["basis"]),
            documents=tuple(data["documents"]),
            contacts=tuple(data["contacts"]),
            consideration=data["consideration"],
            relations_effect=data["relations_effect"],
            country_effect=data["country_effect"],
            frame=Frame(data["frame"]),
            frame_reason=data["frame_reason"],
            joins_dialogue=data["joins_dialogue"],
            dialogue_weight=data["dialogue_weight"],
            appraisal=None if held is None else held.appraisal,
            review_on=data["review_on"],
        )

    def _add_rows(self, kind: str, count: int) -> None:
        for number in range(1, count + 1):
            values = {"number": number}
            if kind == "interest":
                of = forms.ChoiceField(
                    label=_("Interest %(number)s: department") % values, required=False
                )
                of.choices = [CHOOSE, *choices_of(Department)]
                self.fields[f"interest_of_{number}"] = of
                label = _("Interest %(number)s: what it is, and its weight") % values
                self.fields[f"interest_text_{number}"] = PlainTextField(
                    label=label, rows=2
                )
            else:
                label = _("Alternative %(number)s") % values
                self.fields[f"alternative_text_{number}"] = PlainTextField(
                    label=label, rows=2
                )
                label = _("Alternative %(number)s: why not") % values
                self.fields[f"alternative_why_{number}"] = PlainTextField(
                    label=label, rows=2
                )

    def _require_pair(self, one: str, other: str) -> None:
        given = [name for name in (one, other) if self.cleaned_data.get(name)]
        if len(given) == 1:
            (missing,) = {one, other} - set(given)
            if missing not in self.errors:
                self.add_error(missing, _("Fill in both of this pair, or neither."))

    def _pairs(self, one: str, other: str) -> Iterator[tuple[str, str]]:
        number = 1
        while f"{one}_{number}" in self.fields:
            first = self.cleaned_data[f"{one}_{number}"]
            second = self.cleaned_data[f"{other}_{number}"]
            if first and second:
                yield first, second
            number += 1


def _held_rows(
    data: Mapping[str, object] | None, kind: str, held: Proposal | None
) -> int:
    """Say how many rows to show: those that were sent, else the held ones and two."""
    if data is not None:
        prefix = f"{kind}_text_"
        sent = [name for name in data if name.startswith(prefix)]
        numbers = [int(n) for name in sent if (n := name[len(prefix) :]).isdigit()]
        return min(max(numbers, default=0), 50)
    if held is None:
        return SPARE_ROWS
    rows = held.interests if kind == "interest" else held.alternatives
    return len(rows) + SPARE_ROWS


def _initial(held: Proposal | None) -> dict[str, object]:
    if held is None:
        return {"pursues_forced_return": True, "frame": Frame.EUROPEAN.value}
    size = held.problem_size
    initial: dict[str, object] = {
        name: getattr(held, name)
        for name in (
            *("title", "text", "pursues_forced_return", "consideration"),
            *("relations_effect", "country_effect", "frame_reason"),
            *("joins_dialogue", "dialogue_weight", "review_on"),
        )
    }
    initial |= {
        "frame": held.frame.value,
        "documents": list(held.documents),
        "contacts": list(held.contacts),
        "least": None if size is None else size.least,
        "most": None if size is None else size.most,
        "basis": "" if size is None else size.basis,
    }
    for number, interest in enumerate(held.interests, start=1):
        initial[f"interest_of_{number}"] = interest.department.value
        initial[f"interest_text_{number}"] = interest.text
    for number, other in enumerate(held.alternatives, start=1):
        initial[f"alternative_text_{number}"] = other.text
        initial[f"alternative_why_{number}"] = other.why_not
    return initial
