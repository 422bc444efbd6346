"""Under which id a new fact is recorded."""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import count

from django.utils.text import slugify

from landenbenadering.core.clocks import PartialDate
from landenbenadering.policy.checks import countries_of
from landenbenadering.policy.codec import kind_name, record_to_plain
from landenbenadering.policy.dealings import Strategy
from landenbenadering.policy.facts import Document, Judgement, MobilityPartnership
from landenbenadering.policy.listing import listing_of
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.documents import document_id
from landenbenadering.web.register.marks import mark_of

# Of these a country has one, which changes.
ONE_PER_COUNTRY = (Judgement, MobilityPartnership, Strategy)
_LONGEST = 60


def possible_ids(record: Record) -> Iterator[str]:
    """Give ids for a new fact, the plainest first.

    They do not end, but for what there is one of: a paper, or the strategy for a
    country. What not everybody may read bears a mark of what it says in place of a
    number: that would be missing among those that everybody sees, or tell of those
    before it once it is published. Sent twice, it has the same mark.
    """
    fact = record.fact
    if isinstance(fact, Document):
        yield document_id(fact, dated=fact.dated or record.known_from)
        return
    plain = _plain(record)
    if isinstance(fact, ONE_PER_COUNTRY):
        yield plain
        return
    if record.disclosure is not Disclosure.PUBLIC:
        yield from (_marked(plain, record, number) for number in count())
    yield plain
    for number in count(2):
        yield f"{plain}-{number}"


def _marked(plain: str, record: Record, number: int) -> str:
    content = json.dumps(record_to_plain(record), sort_keys=True)
    return f"{record.disclosure.value}-{plain}-{mark_of(str(number), content)}"


def _plain(record: Record) -> str:
    fact = record.fact
    kind = kind_name(type(fact)).replace("_", "-")
    about = countries_of(fact)[:1]
    if isinstance(fact, ONE_PER_COUNTRY):
        return f"{kind}-{about[0].lower()}"
    if about:
        return f"{kind}-{about[0].lower()}-{_year(record)}"
    named = listing_of(fact).about
    if named:
        return f"{kind}-{named}-{_year(record)}"
    text = getattr(fact, "text", None) or getattr(fact, "title", None)
    words = slugify(getattr(text, "en", ""))
    return f"{kind}-{re.sub(r'[-_]+', '-', words)[:_LONGEST].strip('-')}".strip("-")


def _year(record: Record) -> int:
    fact = record.fact
    for said in (getattr(fact, "since", None), getattr(fact, "on", None)):
        if isinstance(said, PartialDate | date):
            return said.year
    return (record.valid_from or record.known_from).year
