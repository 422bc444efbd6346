"""What the titles of facts on other facts call those others."""

from collections.abc import Iterable

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.dealings import Addendum, Performance
from landenbenadering.policy.deciding import Advice, Decision, Review
from landenbenadering.policy.record import Record
from landenbenadering.policy.references import references_of
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.describe import short_names
from landenbenadering.web.register.selectors import records_by_id

_ON_OTHERS = Addendum | Advice | Decision | Performance | Review


def names_beside(
    records: Iterable[Record], as_of: AsOf, disclosure: frozenset[Disclosure]
) -> dict[str, str]:
    """Give by id what these readers may call the facts that others are about."""
    named = {
        reference.record_id
        for record in records
        if isinstance(record.fact, _ON_OTHERS)
        for reference in references_of(record.fact)
    }
    if not named:
        return {}
    return short_names(records_by_id(sorted(named), as_of, disclosure).values())
