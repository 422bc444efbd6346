"""Bring the database of this installation up to what the software expects."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import Progress

from landenbenadering.cli.errors import CommandError
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.pipelines.settings import data_home

SETTINGS = "landenbenadering.web.config.settings"


def connect() -> None:
    """Have Django know the database, and leave it as it is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()


def prepare(progress: Progress) -> None:
    """Create or update the database and load the shipped register.

    What is there already is kept; done twice, the second time changes nothing.
    """
    task = progress.add_task("Preparing the database", total=3)
    connect()
    from landenbenadering.web.operations.services import finish_cut_off_restore

    finish_cut_off_restore(data_home())
    progress.advance(task)
    with database_refusals():
        _migrate()
        progress.advance(task)
        from landenbenadering.web.register.services import load_records

        report = load_records(reference_records())
    progress.advance(task)
    if report.left_to_people:
        progress.console.print(
            "Kept as people here recorded them, though the shipped register has "
            f"changed: {', '.join(report.left_to_people)}.",
            markup=False,
        )


@contextmanager
def database_refusals() -> Iterator[None]:
    """Say in plain words that the database cannot be used.

    Raises
    ------
    CommandError
        CLI103, with what the database says.
    """
    from django.db import DatabaseError

    try:
        yield
    except DatabaseError as error:
        raise CommandError(
            "CLI103",
            problem=f"The database cannot be used: {str(error).strip()}.",
            remedy="Make room, give access, or wait until no other program holds it.",
        ) from error


def _migrate() -> None:
    """Apply the migrations that are not applied yet."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)
