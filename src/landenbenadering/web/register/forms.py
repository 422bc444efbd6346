"""The form in which a linkage is recorded."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    Direction,
    DocumentKind,
    LinkageState,
    PolicyArea,
)
from landenbenadering.web.register.describe import countries_by_name, title_of
from landenbenadering.web.register.fields import (
    AmountField,
    Choices,
    DayField,
    OwnWordsField,
    PartialDateField,
    SecureAddressField,
    set_choices,
)
from landenbenadering.web.register.linkages import LinkageEntry, document_record
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import choices_of

_CHOOSE = ("", _("Choose …"))


class LinkageForm(forms.Form):
    """A linkage, its dates and its source.

    Parameters
    ----------
    documents : Mapping
        Documents that may be cited, by record id.
    """

    country = forms.ChoiceField(label=_("Country"))
    policy_area = forms.ChoiceField(label=_("Policy area"))
    direction = forms.ChoiceField(label=_("Direction"))
    actor = forms.ChoiceField(label=_("Made by"))
    text_nl = OwnWordsField(label=_("What is given or withheld, in Dutch"))
    text_en = OwnWordsField(label=_("What is given or withheld, in English"))
    condition_nl = OwnWordsField(label=_("Condition, in Dutch"), required=False)
    condition_en = OwnWordsField(label=_("Condition, in English"), required=False)
    amount = AmountField(
        label=_("Amount"),
        help_text=_("In whole units, not in thousands or millions."),
    )
    currency = forms.CharField(
        label=_("Currency"),
        initial="EUR",
        required=False,
        widget=forms.TextInput(attrs={"maxlength": 3}),
        validators=[
            RegexValidator(r"^[A-Z]{3}\Z", _("Write three capitals, as in EUR."))
        ],
    )
    purpose_nl = OwnWordsField(
        label=_("Purpose according to the source, in Dutch"), required=False
    )
    purpose_en = OwnWordsField(
        label=_("Purpose according to the source, in English"), required=False
    )
    reason_nl = OwnWordsField(label=_("Reason, in Dutch"), required=False)
    reason_en = OwnWordsField(label=_("Reason, in English"), required=False)
    since = PartialDateField(
        label=_("Made in"),
        help_text=_("A year, month or day, as in 2012, 2012-06 or 2012-06-21."),
    )
    state = forms.ChoiceField(label=_("State"))
    outcome_nl = OwnWordsField(label=_("Outcome so far, in Dutch"), required=False)
    outcome_en = OwnWordsField(label=_("Outcome so far, in English"), required=False)
    valid_from = PartialDateField(label=_("Valid from"))
    valid_until = PartialDateField(label=_("Valid until"))
    known_from = DayField(
        label=_("Known from"),
        help_text=_("The day from which the source was public."),
    )
    document = forms.ChoiceField(
        label=_("Document that says so"),
        help_text=_("Choose a document, or describe a new one below."),
        required=False,
    )
    page = forms.IntegerField(
        label=_("Page"), required=False, min_value=1, max_value=100_000
    )
    paragraph = forms.IntegerField(
        label=_("Paragraph"), required=False, min_value=1, max_value=100_000
    )
    document_kind = forms.ChoiceField(label=_("Kind of document"), required=False)
    document_number = forms.CharField(
        label=_("Number of the document"),
        help_text=_("As in 29 344, nr. 116."),
        max_length=100,
        required=False,
    )
    document_title_nl = OwnWordsField(label=_("Title, in Dutch"), required=False)
    document_title_en = OwnWordsField(label=_("Title, in English"), required=False)
    document_date = DayField(label=_("Date of the document"), required=False)
    document_url = SecureAddressField(label=_("Address of the official page"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    # Browsers and the design system mark what is required and empty as wrong; that is
    # said by `aria-required`, and as a mistake only after sending.
    use_required_attribute = False

    groups: ClassVar[list[tuple[Promise, tuple[str, ...]]]] = [
        (
            _("Linkage"),
            (
                *("country", "policy_area", "direction", "actor", "text_nl"),
                *("text_en", "condition_nl", "condition_en", "amount", "currency"),
                *("reason_nl", "reason_en", "since", "state"),
                *("outcome_nl", "outcome_en"),
            ),
        ),
        (
            _("Source"),
            (
                *("document", "page", "paragraph", "purpose_nl", "purpose_en"),
                "known_from",
            ),
        ),
        (
            _("New document"),
            (
                *("document_kind", "document_number", "document_title_nl"),
                *("document_title_en", "document_date", "document_url"),
            ),
        ),
        (_("Validity"), ("valid_from", "valid_until")),
    ]

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        documents: Mapping[str, tuple[Document, date]],
        initial: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {"version": 0}))
        self._documents = documents
        for name in ("valid_from", "valid_until"):
            self.fields[name].required = False
        by_name = [(c.iso3, country_name(c.iso3)) for c in countries_by_name()]
        set_choices(self, "country", [_CHOOSE, *by_name])
        for name, members in (
            ("policy_area", PolicyArea),
            ("direction", Direction),
            ("actor", Actor),
            ("state", LinkageState),
            ("document_kind", DocumentKind),
        ):
            set_choices(self, name, [_CHOOSE, *choices_of(members)])
        set_choices(self, "document", [("", _("A new document")), *_titles(documents)])

    def grouped(self) -> list[tuple[Promise, list[forms.BoundField]]]:
        """Give the fields in groups with a heading, in the order of the page."""
        return [(name, [self[field] for field in names]) for name, names in self.groups]

    def clean(self) -> dict[str, object]:
        """Check what no field can tell alone."""
        for name in ("condition", "purpose", "reason", "outcome", "document_title"):
            self._require_both_languages(name)
        amount, currency = self._cleaned("amount"), self._cleaned("currency")
        if amount is not None and not currency and "currency" not in self.errors:
            self.add_error("currency", _("Give the currency of the amount."))
        self._check_document()
        self._check_days()
        return self.cleaned_data

    def entry(self) -> LinkageEntry:
        """Give what was entered; call it only on a form that is valid."""
        data = self.cleaned_data
        new = self._new_document() if not data["document"] else None
        amount = data["amount"]
        return LinkageEntry(
            linkage=Linkage(
                country=data["country"],
                policy_area=PolicyArea(data["policy_area"]),
                direction=Direction(data["direction"]),
                actor=Actor(data["actor"]),
                text=Bilingual(data["text_nl"], data["text_en"]),
                since=data["since"],
                state=LinkageState(data["state"]),
                condition=self._bilingual("condition"),
                amount=None if amount is None else Money(amount, data["currency"]),
                reason=self._bilingual("reason"),
                outcome=self._bilingual("outcome"),
            ),
            purpose=self._bilingual("purpose"),
            known_from=data["known_from"],
            valid_from=data["valid_from"],
            valid_until=data["valid_until"],
            source=Citation(
                document=new.id if new else data["document"],
                page=data["page"],
                paragraph=data["paragraph"],
            ),
            new_document=new,
        )

    def _cleaned(self, name: str) -> object:
        return self.cleaned_data.get(name)

    def _bilingual(self, name: str) -> Bilingual | None:
        data = self.cleaned_data
        nl, en = data[f"{name}_nl"], data[f"{name}_en"]
        return Bilingual(nl, en) if nl else None

    def _require_both_languages(self, name: str) -> None:
        fields = (f"{name}_nl", f"{name}_en")
        given = [field for field in fields if self._cleaned(field)]
        if len(given) == 1:
            for field in set(fields) - set(given) - set(self.errors):
                self.add_error(
                    field, _("Give this in both languages, or leave both empty.")
                )

    def _check_document(self) -> None:
        named = [name for name in self.groups[2][1] if self._cleaned(name)]
        if self._cleaned("document"):
            for name in named:
                self.add_error(
                    name, _("Leave this empty, or choose “A new document” above.")
                )
            return
        needed = ("document_kind", "document_title_nl", "document_title_en")
        for name in (*needed, "document_date"):
            if name not in named and name not in self.errors:
                self.add_error(name, _("A new document needs this."))

    def _check_days(self) -> None:
        today = timezone.localdate()
        for name in ("known_from", "document_date"):
            day = self._cleaned(name)
            if isinstance(day, date) and day > today:
                self.add_error(name, _("This day is in the future."))
        known_from, dated = self._cleaned("known_from"), self._date_of_source()
        if isinstance(known_from, date) and dated and known_from < dated:
            self.add_error(
                "known_from", _("This is before the date of the document that says so.")
            )
        since = self._cleaned("since")
        if (
            isinstance(since, PartialDate)
            and isinstance(known_from, date)
            and since.earliest > known_from
        ):
            self.add_error("since", _("This is later than the day of “Known from”."))
        self._check_validity()

    def _check_validity(self) -> None:
        start, end = self._cleaned("valid_from"), self._cleaned("valid_until")
        if (
            isinstance(start, PartialDate)
            and isinstance(end, PartialDate)
            and end.earliest < start.earliest
            and not str(start).startswith(str(end))
        ):
            self.add_error("valid_until", _("This is before the start."))

    def _date_of_source(self) -> date | None:
        chosen = self._cleaned("document")
        if isinstance(chosen, str) and chosen in self._documents:
            return self._documents[chosen][1]
        dated = self._cleaned("document_date")
        return dated if isinstance(dated, date) else None

    def _new_document(self) -> Record:
        data = self.cleaned_data
        document = Document(
            kind=DocumentKind(data["document_kind"]),
            title=Bilingual(data["document_title_nl"], data["document_title_en"]),
            number=data["document_number"],
            url=data["document_url"] or None,
        )
        return document_record(document, dated=data["document_date"])


def linkage_initial(record: Record, *, version: int) -> dict[str, object]:
    """Give the values with which the form shows a linkage.

    `version` is the last version that the register holds.
    """
    fact = record.fact
    if not isinstance(fact, Linkage):
        raise TypeError(f"{record.id} is not a linkage")
    source = record.citations[0]
    purposes = [p for p in fact.purposes if p.according_to.document == source.document]
    texts = {
        "text": fact.text,
        "condition": fact.condition,
        "reason": fact.reason,
        "outcome": fact.outcome,
        "purpose": purposes[0].text if purposes else None,
    }
    return {
        **{f"{name}_nl": text.nl for name, text in texts.items() if text},
        **{f"{name}_en": text.en for name, text in texts.items() if text},
        "country": fact.country,
        "policy_area": fact.policy_area.value,
        "direction": fact.direction.value,
        "actor": fact.actor.value,
        "state": fact.state.value,
        "amount": fact.amount.amount if fact.amount else None,
        "currency": fact.amount.currency if fact.amount else "EUR",
        "since": str(fact.since),
        "valid_from": str(record.valid_from or ""),
        "valid_until": str(record.valid_until or ""),
        "known_from": record.known_from,
        "document": source.document,
        "page": source.page,
        "paragraph": source.paragraph,
        "version": version,
    }


def _titles(
    documents: Mapping[str, tuple[Document, date]],
) -> Choices:
    named: Choices = [
        (record_id, " – ".join(filter(None, (document.number, title_of(document)))))
        for record_id, (document, _dated) in documents.items()
    ]
    return sorted(named, key=lambda item: str(item[1]))
