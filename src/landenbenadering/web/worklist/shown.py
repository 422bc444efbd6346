"""An item of the work list in words, with the page on which to do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from landenbenadering.policy.deciding import Advice, Proposal
from landenbenadering.policy.facts import Commitment
from landenbenadering.policy.record import Record
from landenbenadering.policy.rules.parameters import rule_texts
from landenbenadering.policy.worklist import Desk, Item, ItemKind, Urgency
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.plain_details import country_name, text_of
from landenbenadering.web.register.words import word
from landenbenadering.web.worklist.words import KINDS, TASKS, URGENCIES


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One row of the work list.

    Attributes
    ----------
    due_text : str
        The day as it was promised, as in "before the summer"; empty for other days.
    overdue : bool
        Whether its day has passed.
    """

    item: Item
    kind: str
    title: str
    country: str
    departments: str
    task: str
    address: str
    due: date | None
    due_text: str
    urgency: str
    overdue: bool


def shown(
    item: Item,
    *,
    desk: Desk,
    today: date,
    past: bool,
    names: Mapping[str, str] | None = None,
) -> ItemShown:
    """Put one item in the language of the page.

    Parameters
    ----------
    past : bool
        Whether the page looks back: then it leads to what was, not to a form.
    names : mapping of str to str
        By id what advice calls its proposal; without it by that id.
    """
    urgency = item.urgency(today=today)
    return ItemShown(
        item=item,
        kind=str(KINDS[item.kind]),
        title=title_of(item.about.fact, names=names),
        country=country_name(item.country) if item.country else "",
        departments=", ".join(map(word, item.departments)),
        task=_task(item),
        address=_address(item, desk=desk, past=past),
        due=item.due,
        due_text=_promised(item.about),
        urgency=str(URGENCIES[urgency]),
        overdue=urgency is Urgency.OVERDUE,
    )


def _task(item: Item) -> str:
    if item.because is None:
        return str(TASKS[item.kind])
    language = page_language()
    because = item.because.in_(language)
    if not item.rule:
        return f"{because} {TASKS[item.kind]}"
    remedy = rule_texts()[item.rule].remedy.in_(language)
    return f"{item.rule}: {because} {remedy}"


def _promised(record: Record) -> str:
    fact = record.fact
    return text_of(fact.due_text) if isinstance(fact, Commitment) else ""


def _address(item: Item, *, desk: Desk, past: bool) -> str:
    """Give the page on which it is done by who may; else where it is shown."""
    name, fact = item.about.id, item.about.fact
    if isinstance(fact, Advice):
        own = item.kind is ItemKind.ADVICE and fact.department in desk.advises
        if own and not past:
            return reverse("decisions:advise", args=[name])
        return reverse("decisions:proposal", args=[fact.proposal])
    if isinstance(fact, Proposal):
        decides = item.kind is ItemKind.DECISION and desk.decides
        page = "decide" if decides and not past else "proposal"
        return reverse(f"decisions:{page}", args=[name])
    if item.kind is ItemKind.REVIEW and not past:
        return reverse("decisions:review-linkage", args=[name])
    if item.kind is ItemKind.COMMITMENT and desk.reports and not past:
        return reverse("decisions:keep", args=[name])
    return reverse("register:record", args=[name])
