"""Which kinds of fact are recorded on a page, how they are grouped, and by whom."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landenbenadering.policy.codec import FACT_KINDS, kind_name
from landenbenadering.policy.deciding import Advice, Decision, Proposal, Review
from landenbenadering.policy.facts import Fact
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.permissions import Act, User, may

# Proposals, advice, decisions and reviews are steps of the cycle, with rules of their
# own; the decisions app has their forms. An addition starts at the fact it belongs to.
GROUPS: Mapping[Promise, tuple[str, ...]] = {
    _("Dealings with a country"): (
        *("contact", "linkage", "project", "allegation", "treaty", "agreement"),
        "performance",
        *("document_grant", "chain_counts"),
    ),
    _("How a country stands"): (
        *("strategy", "judgement", "situation", "position", "circle"),
        "mobility_partnership",
    ),
    _("Papers and promises"): ("document", "statement", "commitment"),
    _("Lists that all countries share"): (
        *("instrument", "instrument_kind", "project_kind", "reason", "support"),
        "office",
    ),
}
_OF_THE_CYCLE = frozenset(map(kind_name, (Proposal, Advice, Decision, Review)))
# Shared by all countries, and so kept by whoever coordinates.
_SHARED = frozenset(
    {"instrument", "instrument_kind", "project_kind", "reason", "support", "office"}
)
# The field that says for which department a fact is recorded.
DEPARTMENT_FIELD: Mapping[str, str] = {"strategy": "lead", "project": "department"}


def recordable(kind: str) -> type[Fact] | None:
    """Give the class of a kind that is recorded on a page; `None` for another."""
    return None if kind in _OF_THE_CYCLE else FACT_KINDS.get(kind)


def act_for(kind: str) -> Act:
    """Give what someone has to be allowed to do to record a kind of fact."""
    return Act.KEEP_LISTS if kind in _SHARED else Act.RECORD_FACT


def may_record(user: User, kind: str, fact: Fact | None = None) -> bool:
    """Say whether someone may record a kind of fact, or a version of this one.

    The judgement of cooperation is the ministry's that coordinates; what belongs to a
    department is recorded by its own desk officers, or by a role that belongs to none.
    """
    department = Department.MIGRATION if kind == "judgement" else None
    field = DEPARTMENT_FIELD.get(kind)
    if field is not None and fact is not None:
        department = Department(getattr(fact, field))
    return may(user, act_for(kind), department=department)


def departments_of(user: User) -> tuple[Department, ...]:
    """Give the departments for which someone may record facts."""
    return tuple(d for d in Department if may(user, Act.RECORD_FACT, department=d))
