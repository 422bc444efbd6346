"""The forms of the smaller steps: linkage, paper, advice, decision, review."""

from collections.abc import Iterable, Mapping
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.policy.deciding import Override, Review
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.book import Verdict
from landenbenadering.policy.rules.parameters import Effect
from landenbenadering.policy.vocabulary import (
    Actor,
    AdvicePosition,
    DecisionOutcome,
    Direction,
    DocumentKind,
    LinkageState,
    PolicyArea,
    ReviewFinding,
)
from landenbenadering.web.decisions.forms import CHOOSE, PlainTextField
from landenbenadering.web.register.documents import document_record
from landenbenadering.web.register.fields import (
    AmountField,
    Choices,
    DayField,
    OwnWordsField,
    SecureAddressField,
    set_choices,
)
from landenbenadering.web.register.words import choices_of

OVERRIDE = "override_"


class VersionedForm(forms.Form):
    """A form that knows which version its author saw."""

    # A browser would show what is still to be filled in as if it were wrong.
    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class AppraisalForm(VersionedForm):
    """Which frozen appraisal a draft adopts; none to let go of one."""

    appraisal = forms.ChoiceField(label=_("Frozen appraisal"), required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        version: int,
        held: str | None,
        on_offer: Choices,
    ) -> None:
        super().__init__(data, initial={"version": version, "appraisal": held or ""})
        none: Choices = [("", _("none"))]
        set_choices(self, "appraisal", none + on_offer)

    def name(self) -> str | None:
        """Give the name of the appraisal; `None` for none."""
        return str(self.cleaned_data["appraisal"]) or None


class PackageLinkageForm(VersionedForm):
    """A linkage of a package that is being proposed."""

    policy_area = forms.ChoiceField(label=_("Policy area"))
    direction = forms.ChoiceField(label=_("Direction"))
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    text_nl = OwnWordsField(label=_("What is given or withheld, in Dutch"))
    text_en = OwnWordsField(label=_("What is given or withheld, in English"))
    condition_nl = OwnWordsField(label=_("Condition, in Dutch"), required=False)
    condition_en = OwnWordsField(label=_("Condition, in English"), required=False)
    amount = AmountField(
        label=_("Amount"), help_text=_("In whole units, as in 10,000,000.")
    )
    currency = forms.RegexField(
        r"[A-Z]{3}",
        label=_("Currency"),
        help_text=_("As in EUR."),
        required=False,
        initial="EUR",
    )

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        version: int,
        instruments: Choices,
    ) -> None:
        super().__init__(data, initial={"version": version, "currency": "EUR"})
        set_choices(self, "policy_area", [CHOOSE, *choices_of(PolicyArea)])
        set_choices(self, "direction", [CHOOSE, *choices_of(Direction)])
        set_choices(self, "instrument", [("", _("not in the catalogue")), *instruments])

    def clean(self) -> dict[str, object]:
        """Ask for a condition in both languages, and for the currency."""
        data = self.cleaned_data
        if bool(data.get("condition_nl")) != bool(data.get("condition_en")):
            missing = "condition_en" if data.get("condition_nl") else "condition_nl"
            self.add_error(
                missing, _("Give this in both languages, or leave both empty.")
            )
        if data.get("amount") is not None and not data.get("currency"):
            self.add_error("currency", _("Give the currency of the amount."))
        return data

    def linkage(self, country: str) -> Linkage:
        """Give what was entered; call it only on a form that is valid."""
        data = self.cleaned_data
        today = timezone.localdate()
        asked = data["condition_nl"], data["condition_en"]
        amount = data["amount"]
        return Linkage(
            country=country,
            policy_area=PolicyArea(data["policy_area"]),
            direction=Direction(data["direction"]),
            actor=Actor.NETHERLANDS,
            text=Bilingual(data["text_nl"], data["text_en"]),
            since=PartialDate(today.year, today.month, today.day),
            state=LinkageState.SIGNALLED,
            condition=Bilingual(*asked) if all(asked) else None,
            amount=None if amount is None else Money(amount, data["currency"]),
            instrument=data["instrument"] or None,
        )


class PaperForm(VersionedForm):
    """A paper that is laid with a proposal."""

    kind = forms.ChoiceField(label=_("Kind of document"))
    title_nl = OwnWordsField(label=_("Title, in Dutch"))
    title_en = OwnWordsField(label=_("Title, in English"))
    number = forms.CharField(
        label=_("Number or reference"),
        help_text=_("As it stands on the paper."),
        max_length=100,
    )
    dated = DayField(label=_("Date of the document"))
    url = SecureAddressField(label=_("Address of the page"))

    def __init__(
        self, data: Mapping[str, object] | None = None, *, version: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        set_choices(self, "kind", [CHOOSE, *choices_of(DocumentKind)])

    def clean_dated(self) -> date:
        """Refuse a day that has not come."""
        day = self.cleaned_data["dated"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is in the future."))
        return day  # type: ignore[no-any-return]  # a DateField gives a date

    def record(self) -> Record:
        """Give the document; call it only on a form that is valid."""
        data = self.cleaned_data
        document = Document(
            kind=DocumentKind(data["kind"]),
            title=Bilingual(data["title_nl"], data["title_en"]),
            number=data["number"],
            url=data["url"] or None,
        )
        return document_record(document, dated=data["dated"])


class AdviceForm(VersionedForm):
    """What a department says of a proposal."""

    position = forms.ChoiceField(label=_("Position"), widget=forms.RadioSelect)
    reasons = PlainTextField(
        label=_("Reasons"), help_text=_("Needed for an objection."), rows=4
    )
    conditions = PlainTextField(
        label=_("Conditions"), help_text=_("Needed to agree with conditions."), rows=3
    )

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        set_choices(self, "position", choices_of(AdvicePosition))

    def clean(self) -> dict[str, object]:
        """Ask dissent for its reasons and its conditions."""
        data = self.cleaned_data
        if data.get("position") == AdvicePosition.OBJECT and not data.get("reasons"):
            self.add_error(
                "reasons", _("Say why: dissent stays on record and stands in the note.")
            )
        conditional = data.get("position") == AdvicePosition.AGREE_WITH_CONDITIONS
        if conditional and not data.get("conditions"):
            self.add_error("conditions", _("Name the conditions, or agree without."))
        return data


class DecisionForm(VersionedForm):
    """A decision, with a reason for each rule that it overrides.

    Parameters
    ----------
    broken : iterable of Verdict
        The broken rules that may be overridden.
    """

    outcome = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    weighing = PlainTextField(
        label=_("How the interests were weighed"), required=True, rows=5
    )
    review_on = DayField(label=_("Day of the review"), required=False)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        broken: Iterable[Verdict],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        set_choices(self, "outcome", choices_of(DecisionOutcome))
        for verdict in broken:
            number = verdict.rule.number
            if verdict.effect is Effect.OVERRIDE:
                self.fields[f"{OVERRIDE}{number}"] = PlainTextField(
                    label=_("Reason to break rule %(number)s knowingly")
                    % {"number": number},
                    help_text=_("Leave this empty to keep to the rule."),
                    rows=2,
                )

    def clean_review_on(self) -> date | None:
        """Refuse a review that lies in the past."""
        day: date | None = self.cleaned_data["review_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day

    def overrides(self, *, by: str) -> tuple[Override, ...]:
        """Give the rules that were overridden, each with its reason."""
        return tuple(
            Override(rule=name.removeprefix(OVERRIDE), reason=reason, by=by)
            for name, reason in self.cleaned_data.items()
            if name.startswith(OVERRIDE) and reason
        )


class StepForm(VersionedForm):
    """The next state of a linkage."""

    to = forms.ChoiceField(label=_("Next state"), widget=forms.RadioSelect)

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        version: int,
        states: Choices,
    ) -> None:
        super().__init__(data, initial={"version": version})
        set_choices(self, "to", states)


class ReviewForm(VersionedForm):
    """A review of a linkage."""

    finding = forms.ChoiceField(label=_("Finding"), widget=forms.RadioSelect)
    text = PlainTextField(label=_("What was found"), required=True, rows=5)
    next_on = DayField(
        label=_("Next review"),
        help_text=_("Needed unless the linkage ends."),
        required=False,
    )

    def __init__(
        self, data: Mapping[str, object] | None = None, *, version: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        set_choices(self, "finding", choices_of(ReviewFinding))

    def clean(self) -> dict[str, object]:
        """Ask for the next review of what goes on."""
        data = self.cleaned_data
        next_on = data.get("next_on")
        ends = data.get("finding") == ReviewFinding.END
        if not ends and "next_on" not in self.errors and next_on is None:
            self.add_error("next_on", _("Give the day of the next review."))
        if next_on is not None and next_on <= timezone.localdate():
            self.add_error("next_on", _("Choose a day after today."))
        return data

    def review(self) -> Review:
        """Give the review; who and of what is set by the service."""
        data = self.cleaned_data
        finding = ReviewFinding(data["finding"])
        return Review(
            linkage="",
            on=timezone.localdate(),
            by="",
            finding=finding,
            text=data["text"],
            next_on=None if finding is ReviewFinding.END else data["next_on"],
        )
