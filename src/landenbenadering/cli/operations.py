"""Options of the commands that keep an installation, put it back and move it."""

import argparse
from pathlib import Path

Commands = argparse._SubParsersAction  # noqa: SLF001  (argparse gives it no public name)


def add_operations(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Add `backup`, `restore` and `transfer`."""
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
