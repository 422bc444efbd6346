"""Who read what is internal."""

from collections.abc import Iterable

from django.db import transaction

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, User, capacity_for
from landenbenadering.web.audit.services import EventDraft, record_events
from landenbenadering.web.audit.subjects import Subject

READ = "item.read"


def note_reading(user: User, shown: Iterable[tuple[Subject, Disclosure]]) -> None:
    """Record each internal item of a page as read; nothing for what is not internal.

    Called by the view that shows the items, once for the whole page.
    """
    drafts = [
        EventDraft(action=READ, subject=subject, disclosure=Disclosure.INTERNAL)
        for subject, level in shown
        if level is Disclosure.INTERNAL
    ]
    if not drafts or not isinstance(user, Account):
        return
    capacity = str(capacity_for(user, Act.READ_INTERNAL) or "")
    with transaction.atomic():
        record_events(drafts, actor=user, capacity=capacity)
