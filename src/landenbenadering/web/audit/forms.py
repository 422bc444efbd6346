"""The form in which the trail is searched."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landenbenadering.web.audit.models import LENGTHS
from landenbenadering.web.audit.selectors import EventFilter
from landenbenadering.web.audit.words import named_actions, named_kinds

_ALL = ("", _("All"))


class TrailForm(forms.Form):
    """What, who, to what and when."""

    action = forms.ChoiceField(label=_("What"), required=False)
    actor = forms.CharField(
        label=_("Who (name of the account)"),
        max_length=LENGTHS["actor_name"],
        required=False,
    )
    kind = forms.ChoiceField(label=_("Kind of subject"), required=False)
    subject = forms.CharField(
        label=_("Subject"), max_length=LENGTHS["subject_id"], required=False
    )
    since = forms.DateField(label=_("From"), required=False)
    until = forms.DateField(label=_("Until"), required=False)

    def __init__(self, data: Mapping[str, object]) -> None:
        super().__init__(data)
        for name, words in (("action", named_actions()), ("kind", named_kinds())):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [_ALL, *words]

    def wanted(self) -> EventFilter:
        """Give what is searched for; a field with an error counts as empty."""
        self.is_valid()
        held = self.cleaned_data
        until = held.get("until")
        return EventFilter(
            action=held.get("action") or "",
            actor=held.get("actor") or "",
            kind=held.get("kind") or "",
            subject=held.get("subject") or "",
            since=_begin(held.get("since")),
            before=_begin(until + timedelta(days=1)) if until else None,
        )


def _begin(day: date | None) -> datetime | None:
    """Give the first moment of a day here."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
