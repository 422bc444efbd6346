"""One register twice: as everybody may read it, and with all that is hidden in it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from tests.web.assessments.conftest import unhurried
from tests.web.disclosure import planting
from tests.web.disclosure.weighing import weighed
from tests.web.pages.conftest import shipped

__all__ = ["shipped", "unhurried"]
ROLES: dict[str, tuple[Role, Department | None]] = {
    "desk": (Role.DESK_OFFICER, Department.MIGRATION),
    "helper": (Role.ADVISER, Department.FINANCE),
    "coordinator": (Role.COORDINATOR, None),
    "minister": (Role.DECISION_MAKER, None),
    "liaison": (Role.LIAISON, None),
    "house": (Role.HOUSE_READER, None),
    "auditor": (Role.AUDITOR, None),
    "administrator": (Role.ADMINISTRATOR, None),
}
People = dict[str, Account]
Plant = Callable[[planting.Levels], None]


@pytest.fixture
def people(shipped: None, db: None) -> People:
    found = {"nobody": Account.objects.create_user("nobody", password="a long one")}
    for name, (role, department) in ROLES.items():
        found[name] = Account.objects.create_user(name, password="a long one")
        assign(found[name], role, department=department, by=None)
    return found


@pytest.fixture
def plant(people: People, monkeypatch: pytest.MonkeyPatch) -> Plant:
    """Give what fills the register, with what is hidden of some levels.

    The clock stands still, so that two worlds differ in nothing else.
    """
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    planting.base()
    entered = now - timedelta(minutes=1)
    # Not the moment of what is open: a row of one world is none of the other.
    unseen = now - timedelta(minutes=2)

    def fill(levels: planting.Levels) -> None:
        planting.open_facts(entered)
        planting.hidden_facts(unseen, levels)
        planting.hidden_over_open(unseen, levels, people["desk"])
        planting.later_versions(entered)
        weighed(levels, people["desk"])

    return fill
