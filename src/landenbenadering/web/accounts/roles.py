"""The roles, what each may do, and who holds one: one table, read everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from landenbenadering.policy.vocabulary import Department, Disclosure


class Role(StrEnum):
    """What someone is in the approach."""

    DESK_OFFICER = "desk_officer"
    ADVISER = "adviser"
    COORDINATOR = "coordinator"
    DECISION_MAKER = "decision_maker"
    LIAISON = "liaison"
    HOUSE_READER = "house_reader"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """What can be allowed."""

    RECORD_FACT = "record_fact"
    KEEP_LISTS = "keep_lists"
    PROPOSE = "propose"
    ADVISE = "advise"
    COORDINATE = "coordinate"
    APPRAISE = "appraise"
    DECIDE = "decide"
    REVIEW = "review"
    CLEAR_LETTER = "clear_letter"
    SEND_LETTER = "send_letter"
    READ_HOUSE = "read_house"
    READ_INTERNAL = "read_internal"
    READ_AUDIT = "read_audit"
    MANAGE_ACCOUNTS = "manage_accounts"


PER_DEPARTMENT = frozenset({Role.DESK_OFFICER, Role.ADVISER})

_READING = frozenset({Act.READ_HOUSE, Act.READ_INTERNAL})
MAY: Mapping[Role, frozenset[Act]] = {
    Role.DESK_OFFICER: _READING
    | {Act.RECORD_FACT, Act.PROPOSE, Act.APPRAISE, Act.REVIEW},
    Role.ADVISER: _READING | {Act.ADVISE, Act.APPRAISE},
    Role.COORDINATOR: _READING
    | {
        Act.RECORD_FACT,
        Act.KEEP_LISTS,
        Act.COORDINATE,
        Act.APPRAISE,
        Act.REVIEW,
        Act.CLEAR_LETTER,
    },
    Role.DECISION_MAKER: _READING | {Act.DECIDE},
    Role.LIAISON: _READING | {Act.RECORD_FACT, Act.CLEAR_LETTER, Act.SEND_LETTER},
    Role.HOUSE_READER: frozenset({Act.READ_HOUSE}),
    Role.AUDITOR: _READING | {Act.READ_AUDIT},
    # Who hands out roles reads no more than the public does.
    Role.ADMINISTRATOR: frozenset({Act.MANAGE_ACCOUNTS}),
}

LEVEL_OF: Mapping[Act, Disclosure] = {
    Act.READ_HOUSE: Disclosure.HOUSE,
    Act.READ_INTERNAL: Disclosure.INTERNAL,
}


@dataclass(frozen=True, slots=True)
class Capacity:
    """A role, with its department where the role belongs to one.

    Attributes
    ----------
    department : Department or None
        `None` for a role that belongs to no department.
    """

    role: Role
    department: Department | None = None

    def __str__(self) -> str:
        """Write it as the audit trail does: `adviser:finance`, `coordinator`."""
        if self.department is None:
            return self.role.value
        return f"{self.role.value}:{self.department.value}"

    def allows(self, act: Act, *, department: Department | None = None) -> bool:
        """Say whether this capacity allows `act`.

        Parameters
        ----------
        department : Department or None
            For whose policy area it is done: a role that belongs to a department
            acts for that one alone. `None` asks about no department in particular.
        """
        if act not in MAY[self.role]:
            return False
        if department is None or self.role not in PER_DEPARTMENT:
            return True
        return self.department is department
