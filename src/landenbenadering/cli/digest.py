"""`landenbenadering digest`: mail people what is new and overdue, or show it."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from landenbenadering.cli.errors import CommandError
from landenbenadering.cli.prepare import connect, database_refusals
from landenbenadering.cli.terminal import output

if TYPE_CHECKING:
    from landenbenadering.web.worklist.digest import Digest


def digest(options: argparse.Namespace) -> None:
    """Write the digest of everyone who wants one; send it only where asked."""
    connect()
    with database_refusals():
        made = list(_digests(days=options.days))
        if options.send:
            _send(made)
        else:
            _show(made)


def _digests(*, days: int) -> Iterator["Digest"]:
    from django.utils import timezone

    from landenbenadering.core.clocks import AsOf
    from landenbenadering.web.worklist.digest import digest_for
    from landenbenadering.web.worklist.services import wanted_digests

    for choice in wanted_digests():
        made = digest_for(choice, AsOf(timezone.localdate()), days=days)
        if made is not None:
            yield made


def _show(made: list["Digest"]) -> None:
    console = output()
    for one in made:
        head = f"To: {one.choice.email}\nSubject: {one.subject}\n\n{one.text}"
        console.print(head, markup=False, soft_wrap=True)
    console.print(f"{len(made)} mails written, none sent.", markup=False)


def _send(made: list["Digest"]) -> None:
    """Hand the mails over, and record each that was taken.

    Raises
    ------
    CommandError
        CLI130 no server is named; CLI131 the server refuses.
    """
    from django.conf import settings
    from django.core.mail import get_connection

    from landenbenadering.web.worklist.services import note_sent

    if not settings.EMAIL_HOST:
        raise CommandError(
            "CLI130",
            problem="No server is named to hand mail to.",
            remedy="Set LANDENBENADERING_MAIL_HOST, or leave out --send to see it.",
        )
    sent = 0
    try:
        connection = get_connection()
        for one in made:
            message = one.mail()
            message.connection = connection
            message.send()
            note_sent(one.choice, items=one.items, named=one.named)
            sent += 1
    except OSError as error:
        raise CommandError(
            "CLI131",
            problem=f"The mail server refuses after {sent} of {len(made)} mails: "
            f"{error}.",
            remedy="Check the settings of mail; run it again for those left out.",
        ) from error
    output().print(f"{sent} mails sent.", markup=False)
