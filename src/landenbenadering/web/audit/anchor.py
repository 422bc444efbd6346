"""The anchor: the tail of the chain, written outside the database.

A chain that is cut off at the end is still a chain. So after each commit number,
hash and moment of the last event are added to a file that the database does not
hold, best on another disk or a log server. A process that is killed between commit
and line leaves the line out; the next one covers it.
"""

import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from landenbenadering.web.audit.canonical import moment_text
from landenbenadering.web.audit.errors import AuditError
from landenbenadering.web.audit.models import AuditEvent

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class AnchorLine:
    """The tail of the chain at one commit."""

    sequence: int
    hash: str
    at: str


def anchor_path() -> Path:
    """Give the file that the setting LANDENBENADERING_AUDIT_ANCHOR names."""
    return Path(settings.AUDIT_ANCHOR)


def anchor_after_commit(last: AuditEvent) -> None:
    """Add a line for `last` once the transaction is committed."""
    line = f"{last.sequence} {last.hash} {moment_text(last.at)}\n"
    transaction.on_commit(lambda: _append(anchor_path(), line))


def read_anchor(path: Path) -> Iterator[AnchorLine]:
    """Read the lines of an anchor; a last line that was cut off is left out.

    Raises
    ------
    AuditError
        AUD107 the file cannot be read, or a line is not one of an anchor.
    """
    try:
        with path.open(encoding="ascii") as lines:
            for number, line in enumerate(lines, start=1):
                if line.endswith("\n"):
                    yield _line(path, number, line)
    except (OSError, UnicodeDecodeError) as error:
        raise AuditError(
            "AUD107",
            problem=f"The anchor {path} cannot be read: {error}.",
            remedy="Name the anchor with --anchor, or find out who changed it.",
        ) from error


def _line(path: Path, number: int, line: str) -> AnchorLine:
    sequence, _, rest = line.rstrip("\n").partition(" ")
    hashed, _, moment = rest.partition(" ")
    if not sequence.isdigit() or len(hashed) != len("0" * 64) or not moment:
        raise AuditError(
            "AUD107",
            problem=f"Line {number} of the anchor {path} is not one of an anchor.",
            remedy="Find out who changed it.",
        )
    return AnchorLine(int(sequence), hashed, moment)


def _append(path: Path, line: str) -> None:
    """Add a line in one write, so that lines of several processes never mix."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        descriptor = os.open(path, flags, 0o600)
        try:
            os.write(descriptor, line.encode("ascii"))
        finally:
            os.close(descriptor)
    except OSError:
        # The change is committed; whoever asked for it must not hear that it failed.
        logger.exception("The audit anchor %s cannot be written", path)
