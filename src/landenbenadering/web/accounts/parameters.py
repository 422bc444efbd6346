"""What signing in asks, as dated parameters with their source."""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from landenbenadering.web.accounts.roles import Role

_FILE = Path(__file__).with_name("sign_in.toml")


@dataclass(frozen=True, slots=True)
class SignInParameters:
    """Values in force from one day.

    Attributes
    ----------
    effect : date
        First day.
    source : str
        What they rest on.
    idle, longest : timedelta
        How long a session lasts without a request, and at most.
    second_factor_roles : frozenset of Role
        Roles that need a second factor where others can reach the pages.
    """

    effect: date
    source: str
    idle: timedelta
    longest: timedelta
    second_factor_roles: frozenset[Role]


@cache
def all_parameters() -> tuple[SignInParameters, ...]:
    """Give the values through time, the oldest first."""
    held = tomllib.loads(_FILE.read_text(encoding="utf-8"))["parameters"]
    read = [
        SignInParameters(
            effect=item["effect"],
            source=item["source"],
            idle=timedelta(minutes=item["idle_minutes"]),
            longest=timedelta(hours=item["longest_hours"]),
            second_factor_roles=frozenset(map(Role, item["second_factor_roles"])),
        )
        for item in held
    ]
    return tuple(sorted(read, key=lambda item: item.effect))


def parameters_on(day: date) -> SignInParameters:
    """Give the values in force on a day; before the first day the first."""
    known = all_parameters()
    in_force = [item for item in known if item.effect <= day]
    return in_force[-1] if in_force else known[0]
