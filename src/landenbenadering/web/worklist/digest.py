"""The digest: what is new and what is overdue for one person, as a mail."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.worklist import Item, Urgency
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.register.naming import names_beside
from landenbenadering.web.register.selectors import PUBLIC
from landenbenadering.web.worklist.models import DigestChoice
from landenbenadering.web.worklist.selectors import Told, desk_of, told_of
from landenbenadering.web.worklist.shown import ItemShown, shown


@dataclass(frozen=True, slots=True)
class Digest:
    """One mail, ready to be sent or shown.

    Attributes
    ----------
    items, named : int
        How many things it tells of, and how many of them it names.
    """

    choice: DigestChoice
    subject: str
    text: str
    html: str
    items: int
    named: int

    def mail(self) -> EmailMultiAlternatives:
        """Make the message, plain text first."""
        message = EmailMultiAlternatives(
            self.subject, self.text, to=[self.choice.email]
        )
        message.attach_alternative(self.html, "text/html")
        return message


def digest_for(choice: DigestChoice, as_of: AsOf, *, days: int) -> Digest | None:
    """Write someone's digest in their language; `None` where there is nothing to say.

    Parameters
    ----------
    days : int
        What waits since this many days counts as new.
    """
    whole: bool = settings.MAIL_NAMES_INTERNAL
    with translation.override(choice.language):
        told = [
            one
            for one in told_of(choice.account, as_of, whole=whole)
            if _is_told(one.item, as_of, days=days)
        ]
        return _written(choice, told, as_of) if told else None


def _is_told(item: Item, as_of: AsOf, *, days: int) -> bool:
    today = as_of.known_on
    new = item.since > today - timedelta(days=days)
    return new or item.urgency(today=today) is Urgency.OVERDUE


def _written(choice: DigestChoice, told: list[Told], as_of: AsOf) -> Digest:
    desk, today = desk_of(choice.account), as_of.known_on
    named = [one.item for one in told if one.named]
    levels = readable_by(choice.account) if settings.MAIL_NAMES_INTERNAL else PUBLIC
    names = names_beside((item.about for item in named), as_of, levels)
    rows = [
        shown(item, desk=desk, today=today, past=False, names=names) for item in named
    ]
    context = {
        "overdue": [_linked(row) for row in rows if row.overdue],
        "new": [_linked(row) for row in rows if not row.overdue],
        "unnamed": len(told) - len(rows),
        "address": f"{settings.SITE_ADDRESS}{reverse('worklist:work')}",
        "choices": f"{settings.SITE_ADDRESS}{reverse('worklist:feed')}",
        "language": choice.language,
        "subject": _subject(len(told)),
    }
    return Digest(
        choice=choice,
        subject=_subject(len(told)),
        text=render_to_string("worklist/digest.txt", context).strip() + "\n",
        html=render_to_string("worklist/digest.html", context),
        items=len(told),
        named=len(rows),
    )


def _linked(row: ItemShown) -> tuple[ItemShown, str]:
    return row, f"{settings.SITE_ADDRESS}{row.address}"


def _subject(number: int) -> str:
    text = ngettext(
        "%(number)d thing waits for you", "%(number)d things wait for you", number
    )
    return text % {"number": number}
