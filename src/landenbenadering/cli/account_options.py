"""The options of `landenbenadering account`."""

import argparse

from landenbenadering.cli.days import day
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.roles import Role

Parsers = argparse._SubParsersAction  # noqa: SLF001  (argparse gives it no public name)
_ROOM = "landenbenadering.cli.account"


def add_account(commands: "Parsers[argparse.ArgumentParser]") -> None:
    """Add `account` with what can be done to one."""
    account = commands.add_parser("account", help="who may sign in, in which roles")
    actions = account.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser(
        "list", help="list accounts with the roles that they hold today"
    ).set_defaults(carry_out=f"{_ROOM}:show")
    _add(actions)
    _assign(actions)
    _end(actions)
    password = _about(actions, "password", "give an account another password")
    password.set_defaults(carry_out=f"{_ROOM}:password")
    reset = _about(actions, "reset", "take the second factors of an account away")
    reset.set_defaults(carry_out=f"{_ROOM}:reset")
    close = _about(actions, "close", "close the account of someone who left")
    close.set_defaults(carry_out=f"{_ROOM}:close")
    reopen = _about(actions, "reopen", "open a closed account again")
    reopen.set_defaults(carry_out=f"{_ROOM}:reopen")
    unbind = _about(actions, "unbind", "take the bindings at providers away")
    unbind.add_argument("--issuer", default="", metavar="URL", help="only at this one")
    unbind.set_defaults(carry_out=f"{_ROOM}:unbind")


def _about(
    actions: "Parsers[argparse.ArgumentParser]", name: str, text: str
) -> argparse.ArgumentParser:
    parser = actions.add_parser(name, help=text)
    parser.add_argument("username", metavar="NAME")
    parser.add_argument("--reason", default="", help="why, for the audit trail")
    return parser


def _add(actions: "Parsers[argparse.ArgumentParser]") -> None:
    add = _about(actions, "add", "make an account that holds no role yet")
    add.add_argument(
        "--no-password",
        action="store_true",
        help="it signs in through the organisation alone",
    )
    add.set_defaults(carry_out=f"{_ROOM}:add")


def _assign(actions: "Parsers[argparse.ArgumentParser]") -> None:
    assign = _about(actions, "assign", "give a role to an account")
    _add_role(assign)
    assign.add_argument(
        "--from", dest="valid_from", type=day, metavar="DATE", help="first day"
    )
    assign.add_argument(
        "--until",
        dest="valid_until",
        type=day,
        metavar="DATE",
        help="first day on which it holds no longer",
    )
    assign.set_defaults(carry_out=f"{_ROOM}:assign")


def _end(actions: "Parsers[argparse.ArgumentParser]") -> None:
    end = _about(actions, "end", "take a role away from today")
    _add_role(end)
    end.set_defaults(carry_out=f"{_ROOM}:end")


def _add_role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("role", choices=[role.value for role in Role], metavar="ROLE")
    parser.add_argument(
        "--department",
        choices=[department.value for department in Department],
        help="for desk_officer and adviser",
    )
