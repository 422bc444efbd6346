"""What waits for one person, as far as that person may read it."""

from dataclasses import dataclass
from datetime import date

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.policy.worklist import (
    Desk,
    Item,
    all_items,
    items_for,
    notice_until,
)
from landenbenadering.web.accounts.permissions import User, readable_by
from landenbenadering.web.accounts.roles import Act
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.register.remembering import remembered
from landenbenadering.web.register.selectors import PUBLIC
from landenbenadering.web.register.waiting import register_of_waiting


def desk_of(user: User) -> Desk:
    """Say what someone answers for, after the roles held today."""
    held = capacities_of(user)

    def departments(act: Act) -> frozenset[Department]:
        return frozenset(
            capacity.department
            for capacity in held
            if capacity.department is not None and capacity.allows(act)
        )

    def any_allows(act: Act) -> bool:
        return any(capacity.allows(act) for capacity in held)

    return Desk(
        name=user.get_username(),
        advises=departments(Act.ADVISE),
        works_for=departments(Act.PROPOSE),
        coordinates=any_allows(Act.COORDINATE),
        decides=any_allows(Act.DECIDE),
        reports=any_allows(Act.SEND_LETTER),
    )


def waiting_for(
    user: User,
    as_of: AsOf,
    *,
    until: date | None = None,
    disclosure: frozenset[Disclosure] | None = None,
) -> tuple[Item, ...]:
    """Give what waits for someone at `as_of`, by due date.

    Who may read only some levels of disclosure has the list of a register that
    holds no others: no item and no count tells of them.

    Parameters
    ----------
    until : date or None
        How far ahead reviews and commitments are shown; `None` as the rules say.
    disclosure : frozenset of Disclosure or None
        Levels to which the register is held, as where the list leaves the
        application; `None` means all that this person may read.
    """
    desk = desk_of(user)
    if desk == Desk(desk.name):
        return ()
    levels = readable_by(user)
    levels = levels if disclosure is None else levels & disclosure
    return items_for(desk, _items(as_of, levels, until))


@dataclass(frozen=True, slots=True)
class Told:
    """An item that leaves the application.

    Attributes
    ----------
    named : bool
        Whether it may say what it is about; else only that it is there, and its day.
    public : bool
        Whether everybody may read it.
    """

    item: Item
    named: bool
    public: bool


def told_of(user: User, as_of: AsOf, *, whole: bool) -> tuple[Told, ...]:
    """Give what waits for someone, as far as it may be told outside the pages.

    An item counts as public when it stands, word for word, in the list made from
    what is public: then nothing in it rests on what is not.

    Parameters
    ----------
    whole : bool
        Whether also what is not public may be named.
    """
    public = frozenset(waiting_for(user, as_of, disclosure=PUBLIC))
    return tuple(
        Told(item, named=whole or item in public, public=item in public)
        for item in waiting_for(user, as_of)
    )


@remembered
def _items(
    as_of: AsOf, disclosure: frozenset[Disclosure], until: date | None
) -> tuple[Item, ...]:
    """Give what waits for anyone, as far as readers of these levels may know."""
    today = as_of.known_on
    ahead = until or max(notice_until(rule, today=today) for rule in ("LB07", "LB09"))
    register = register_of_waiting(as_of, disclosure=disclosure, until=ahead)
    return all_items(register, today=today, until=until)
