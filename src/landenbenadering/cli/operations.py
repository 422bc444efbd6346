"""Options of the commands that keep an installation, put it back and move it."""

import argparse
from pathlib import Path

Commands = argparse._SubParsersAction  # noqa: SLF001  (argparse gives it no public name)


def add_operations(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `digest`, `backup`, `restore` and `transfer`."""
    digest = commands.add_parser("digest", help="mail people what waits for them")
    outcome = digest.add_mutually_exclusive_group()
    outcome.add_argument(
        "--print", action="store_true", help="show the mails and send none (default)"
    )
    outcome.add_argument("--send", action="store_true", help="send the mails")
    digest.add_argument(
        "--days",
        type=int,
        default=1,
        metavar="N",
        help="what waits since N days counts as new (default: 1)",
    )
    digest.set_defaults(carry_out="landenbenadering.cli.digest:digest")

    backup = commands.add_parser("backup", help="keep the whole installation in a file")
    backup.add_argument("file", type=Path, metavar="FILE")
    backup.set_defaults(carry_out="landenbenadering.cli.backup:backup")

    restore = commands.add_parser("restore", help="put an installation back")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.add_argument(
        "--replace",
        metavar="NAME",
        help="name of the database that may lose what it holds (default: none)",
    )
    restore.set_defaults(carry_out="landenbenadering.cli.restore:restore")

    transfer = commands.add_parser(
        "transfer", help="copy the database to another, as from SQLite to PostgreSQL"
    )
    transfer.add_argument(
        "--to", required=True, metavar="ADDRESS", help="address of an empty database"
    )
    transfer.set_defaults(carry_out="landenbenadering.cli.transfer:transfer")
