"""`landenbenadering account`: who may sign in, and in which roles."""

import argparse
import getpass
import sys

from rich.table import Table

from landenbenadering.cli.prepare import database_refusals, prepare
from landenbenadering.cli.terminal import output, progress_bar
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.roles import Role


def show(options: argparse.Namespace) -> None:
    """List every account with its roles of today."""
    del options
    _prepare()
    from landenbenadering.web.accounts.selectors import accounts_today

    table = Table("Account", "Roles today", "Second factor", "Last signed in")
    for row in accounts_today():
        table.add_row(
            row.username,
            ", ".join(map(str, row.capacities)) or "–",
            "yes" if row.second_factor else "no",
            f"{row.last_signed_in:%Y-%m-%d}" if row.last_signed_in else "never",
        )
    output().print(table)


def add(options: argparse.Namespace) -> None:
    """Make an account."""
    _prepare()
    from landenbenadering.web.accounts.services import create_account

    given = None if options.no_password else _asked_password()
    with database_refusals():
        create_account(options.username, password=given, by=None, reason=options.reason)
    _say(f"{options.username} is made. It holds no role yet: account assign.")


def assign(options: argparse.Namespace) -> None:
    """Give a role to an account."""
    _prepare()
    from landenbenadering.web.accounts import services
    from landenbenadering.web.accounts.selectors import account_named

    with database_refusals():
        held = services.assign(
            account_named(options.username),
            _role(options),
            department=_department(options),
            by=None,
            valid_from=options.valid_from,
            valid_until=options.valid_until,
            reason=options.reason,
        )
    until = f" until {held.valid_until}" if held.valid_until else ""
    _say(f"{held}, from {held.valid_from}{until}.")


def end(options: argparse.Namespace) -> None:
    """Take a role away from today."""
    _prepare()
    from landenbenadering.web.accounts.selectors import account_named, held_assignment
    from landenbenadering.web.accounts.services import end_assignment

    with database_refusals():
        held = held_assignment(
            account_named(options.username),
            _role(options),
            department=_department(options),
        )
        end_assignment(held, by=None, reason=options.reason)
    _say(f"{held}: ended.")


def password(options: argparse.Namespace) -> None:
    """Give an account another password, which ends its sessions."""
    _prepare()
    from landenbenadering.web.accounts.selectors import account_named
    from landenbenadering.web.accounts.services import set_password

    account = account_named(options.username)
    given = _asked_password()
    with database_refusals():
        set_password(account, given, by=None, reason=options.reason)
    _say(f"{options.username} has another password, and is signed out everywhere.")


def reset(options: argparse.Namespace) -> None:
    """Take the second factors of an account away."""
    _prepare()
    from landenbenadering.web.accounts.second_factors import reset_second_factors
    from landenbenadering.web.accounts.selectors import account_named

    account = account_named(options.username)
    with database_refusals():
        taken = reset_second_factors(account, by=None, reason=options.reason)
    _say(f"{taken} taken away from {options.username}.")


def close(options: argparse.Namespace) -> None:
    """Close an account, which ends its sessions."""
    _prepare()
    from landenbenadering.web.accounts.closing import close_account
    from landenbenadering.web.accounts.selectors import account_named

    account = account_named(options.username)
    with database_refusals():
        close_account(account, by=None, reason=options.reason)
    _say(f"{options.username} is closed, and is signed out everywhere.")


def reopen(options: argparse.Namespace) -> None:
    """Open a closed account again."""
    _prepare()
    from landenbenadering.web.accounts.closing import reopen_account
    from landenbenadering.web.accounts.selectors import account_named

    account = account_named(options.username)
    with database_refusals():
        reopen_account(account, by=None, reason=options.reason)
    _say(f"{options.username} is open again.")


def unbind(options: argparse.Namespace) -> None:
    """Take the bindings of an account at providers away, which ends its sessions."""
    _prepare()
    from landenbenadering.web.accounts import bindings
    from landenbenadering.web.accounts.selectors import account_named

    account = account_named(options.username)
    with database_refusals():
        for held in bindings.bindings_of(account, issuer=options.issuer):
            bindings.unbind(held, by=None, reason=options.reason)
            _say(f"{options.username} is no longer bound at {held.issuer}.")
    _say(f"{options.username} is signed out everywhere.")


def _prepare() -> None:
    with progress_bar() as bar:
        prepare(bar)


def _asked_password() -> str:
    """Ask twice on a terminal; else read the first line of standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    given = getpass.getpass("Password: ")
    while getpass.getpass("Once more: ") != given:
        _say("The two are not the same.")
        given = getpass.getpass("Password: ")
    return given


def _role(options: argparse.Namespace) -> Role:
    return Role(options.role)


def _department(options: argparse.Namespace) -> Department | None:
    return None if options.department is None else Department(options.department)


def _say(text: str) -> None:
    output().print(text, markup=False, soft_wrap=True)
