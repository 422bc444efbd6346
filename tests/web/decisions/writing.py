"""Those who write in a register at the same time, each a process of its own.

Run as `python -m tests.web.decisions.writing WHAT FILE …`; what they did, they write
to FILE line by line, each when it is done.
"""

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from landenbenadering.cli.prepare import connect
from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    AdvicePosition,
    DecisionOutcome,
    Direction,
    Disclosure,
    LinkageState,
    PolicyArea,
)

if TYPE_CHECKING:
    # Nothing of Django before it knows the database.
    from landenbenadering.web.accounts.models import Account
    from landenbenadering.web.decisions.selectors import Dossier

THREADS = 2
SAID = Bilingual(nl="iets", en="something")


def edited(number: int) -> Record:
    """Give the first version of a fact that many edit."""
    fact = Linkage(
        country="IRQ",
        policy_area=PolicyArea.DEVELOPMENT,
        direction=Direction.INCENTIVE,
        actor=Actor.EU,
        text=SAID,
        since=PartialDate(2026),
        state=LinkageState.RUNNING,
    )
    cited = (Citation("paper"),)
    return Record(f"edited-{number}", fact, date(2026, 1, 2), cited)


def marked(record: Record, mark: str) -> Record:
    """Give the version of a fact that bears a mark."""
    if not isinstance(record.fact, Linkage):
        raise TypeError(record.id)
    return replace(
        record, fact=replace(record.fact, outcome=Bilingual(nl=mark, en=mark))
    )


def main() -> None:
    """Do what is asked until it is done, or until killed."""
    what, file, *numbers = sys.argv[1:]
    connect()
    with Path(file).open("a", encoding="utf-8", buffering=1) as log:
        {"edit": _edit, "decide": _decide}[what](log, [int(n) for n in numbers])


def _edit(log: TextIO, numbers: list[int]) -> None:
    """Edit facts at random, so many times; several threads at once."""
    seed, edits, facts = numbers
    with ThreadPoolExecutor(THREADS) as pool:
        share = [edits // THREADS + (n < edits % THREADS) for n in range(THREADS)]
        places = [f"{seed}-{n}" for n in range(THREADS)]
        list(pool.map(lambda p, n: _edit_some(log, p, n, facts), places, share))


def _edit_some(log: TextIO, place: str, edits: int, facts: int) -> None:
    from django.db import connections

    from landenbenadering.web.accounts.models import Account
    from landenbenadering.web.register.errors import VersionConflictError
    from landenbenadering.web.register.services import store_record

    chance = random.Random(place)  # noqa: S311  (the same edits each time)
    author = Account.objects.get(username="desk")
    for number in range(edits):
        seen = _latest(f"edited-{chance.randrange(facts)}")
        mark = f"{place}-{number}"
        try:
            kept = store_record(
                marked(seen, mark),
                entered_by_user=author,
                expected_version=seen.version,
            )
            log.write(f"stored {seen.id} {kept.version} {mark}\n")
        except VersionConflictError:
            log.write(f"refused {seen.id} {seen.version} {mark}\n")
    connections.close_all()


def _latest(name: str) -> Record:
    from landenbenadering.web.register.models import RecordVersion
    from landenbenadering.web.register.rows import record_of

    rows = RecordVersion.objects.filter(record_id=name)
    return record_of(rows.order_by("-version")[0])


def _decide(log: TextIO, _numbers: list[int]) -> None:
    """Carry packages from draft to decision, one after the other, for ever."""
    from landenbenadering.web.accounts.models import Account

    people = {account.username: account for account in Account.objects.all()}
    while True:
        for record in _one_package(people):
            line = f"{record.id} {record.version}\n"
            log.write(line)


def _one_package(people: "dict[str, Account]") -> Iterator[Record]:
    """Carry one package to its decision; give what each step has stored."""
    from landenbenadering.web.decisions import services
    from tests.web.decisions.conftest import CUT, full_proposal, papers_of_the_rules

    desk = people["desk"]
    draft = services.open_proposal(full_proposal(papers_of_the_rules()), author=desk)
    yield draft
    opened = services.add_linkage(
        draft, CUT, expected_version=draft.version, author=desk
    )
    yield opened
    yield services.ask_advice(
        _dossier(draft.id), expected_version=opened.version, author=desk
    )
    for department, who in (
        ("foreign-affairs", "diplomat"),
        ("development-trade", "helper"),
    ):
        asked = _latest(f"advice-{draft.id}-{department}")
        yield services.give_advice(
            asked,
            position=AdvicePosition.AGREE,
            reasons="",
            conditions="",
            expected_version=asked.version,
            author=people[who],
        )
    found = _dossier(draft.id)
    closed = services.close_advice(
        found, expected_version=found.record.version, author=people["coordinator"]
    )
    yield closed
    yield services.decide(
        _dossier(draft.id),
        outcome=DecisionOutcome.ADOPTED,
        weighing="Return weighs more here.",
        overrides=(),
        review_on=None,
        expected_version=closed.version,
        author=people["minister"],
    )


def _dossier(name: str) -> "Dossier":
    from django.utils import timezone

    from landenbenadering.web.decisions.selectors import dossier_of

    found = dossier_of(name, AsOf(timezone.localdate()), frozenset(Disclosure))
    if found is None:
        raise LookupError(name)
    return found


if __name__ == "__main__":
    main()
