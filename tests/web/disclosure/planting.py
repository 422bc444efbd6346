"""A register in which things of every kind and level lie beside and over one another.

What not everybody may read bears a word that stands nowhere else, in every text, in its
id and in the id of the paper that it cites.
"""

import contextlib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.chain import ChainCounts
from landenbenadering.policy.codec import FACT_KINDS
from landenbenadering.policy.dealings import Addendum
from landenbenadering.policy.deciding import (
    Advice,
    Alternative,
    Decision,
    Interest,
    Override,
    ProblemSize,
    Proposal,
    Review,
)
from landenbenadering.policy.facts import Document, Fact
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    AddendumTopic,
    AdvicePosition,
    DecisionOutcome,
    Department,
    Disclosure,
    ProposalState,
    ReviewFinding,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.register.services import add_records, store_record
from tests.web.recording.facts import FACTS, POINTED_AT

WORDS = {Disclosure.HOUSE: "zqkamer", Disclosure.INTERNAL: "zqintern"}
DAY, LATER, LATEST = date(2013, 3, 6), date(2014, 5, 6), date(2015, 7, 8)
# Texts that one writes; all other texts are codes, names of records or of countries.
WRITTEN = frozenset(
    (
        *("number", "holder", "implementer", "reference", "title", "text", "reason"),
        *("reasons", "conditions", "weighing", "consideration", "relations_effect"),
        *("country_effect", "frame_reason", "dialogue_weight", "basis", "why_not"),
        *("author", "given_by", "taken_by"),
    )
)
V = TypeVar("V")
Levels = frozenset[Disclosure]

CYCLE: dict[str, Fact] = {
    "proposal": Proposal(
        country="GHA",
        title="A package",
        text="Words.",
        owner=Department.MIGRATION,
        author="desk",
        state=ProposalState.ADVICE,
        linkages=("open-linkage",),
        interests=(Interest(Department.FINANCE, "An interest."),),
        alternatives=(Alternative("Another way.", "It is slower."),),
        problem_size=ProblemSize(10, 20, "counts"),
        consideration="Considered.",
        relations_effect="Some.",
        country_effect="Little.",
        advice_due=date(2014, 1, 1),
    ),
    "advice": Advice(
        proposal="{proposal}",
        proposal_version=1,
        department=Department.FINANCE,
        asked_on=DAY,
        due=date(2014, 1, 1),
        position=AdvicePosition.OBJECT,
        reasons="Reasons.",
        given_by="helper",
        given_on=DAY,
    ),
    "decision": Decision(
        proposal="{proposal}",
        proposal_version=1,
        taken_on=DAY,
        taken_by="minister",
        outcome=DecisionOutcome.ADOPTED,
        weighing="Weighed.",
        overrides=(Override("LB05", "No time.", "minister"),),
    ),
    "review": Review("open-linkage", DAY, "desk", ReviewFinding.ADEQUATE, "Reviewed."),
}
ALL: dict[str, Fact] = {**FACTS, **CYCLE}


def marked(value: V, word: str) -> V:
    """Write a word into every text that someone wrote."""
    if isinstance(value, Bilingual):
        return replace(value, nl=f"{word} {value.nl}", en=f"{word} {value.en}")
    if isinstance(value, tuple):
        return tuple(marked(part, word) for part in value)  # type: ignore[return-value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if type(held) is str:
            changed[field.name] = f"{word} {held}" if field.name in WRITTEN else held
        else:
            changed[field.name] = marked(held, word)
    return replace(value, **changed)


def named(prefix: str, kind: str) -> str:
    """Name a fact."""
    return f"{prefix}-{kind}".replace("_", "-")


def record(
    name: str, fact: Fact, level: Disclosure, *, known: date = DAY, paper: str = "paper"
) -> Record:
    cited = () if isinstance(fact, Document) else (Citation(paper, page=3),)
    # Only counts of the chain need a period.
    period = PartialDate(2012) if isinstance(fact, ChainCounts) else None
    return Record(
        name, fact, known, cited, period, valid_until=period, disclosure=level
    )


def base() -> None:
    """Record what everything else points at."""
    add_records(POINTED_AT)


def open_facts(at: datetime) -> list[Record]:
    """Record one fact of every kind for everybody, and give the records."""
    kinds = [kind for kind in ALL if kind != "addendum"]
    found = [
        record(named("open", k), _of(ALL[k], "open"), Disclosure.PUBLIC) for k in kinds
    ]
    add_records(found, at=at)
    return found


def later_versions(at: datetime) -> None:
    """Record that everything is still so, for everybody."""
    kinds = [kind for kind in ALL if kind != "addendum"]
    add_records(
        [
            record(
                named("open", k), _of(ALL[k], "open"), Disclosure.PUBLIC, known=LATEST
            )
            for k in kinds
        ],
        at=at,
    )


def hidden_facts(at: datetime, levels: Levels) -> None:
    """Record facts of every kind that not everybody may read."""
    for level, word in _words(levels):
        paper = record(f"{word}-paper", marked(FACTS["document"], word), level)
        add_records(
            [
                paper,
                *(
                    record(
                        named(word, kind),
                        marked(_of(fact, word), word),
                        level,
                        paper=paper.id,
                    )
                    for kind, fact in ALL.items()
                    if kind != "review"
                ),
            ],
            at=at,
        )


def hidden_over_open(at: datetime, levels: Levels, author: Account) -> None:
    """Record versions, corrections and additions over facts for everybody."""
    for level, word in _words(levels):
        for kind, fact in ALL.items():
            if kind == "addendum":
                continue
            name = named("open", kind)
            own = marked(_of(fact, "open"), word)
            over = record(name, own, level, known=LATER, paper=f"{word}-paper")
            add_records([over], at=at)
            add_records([replace(over, corrects=1, known_from=LATEST)], at=at)
        for held in POINTED_AT:
            added = Addendum(
                held.id,
                AddendumTopic.AMOUNT,
                Bilingual(f"{word} erbij", f"{word} added"),
            )
            add_records([record(f"{word}-on-{held.id}", added, level)], at=at)
        review = marked(CYCLE["review"], word)
        add_records([record(f"{word}-review", review, level)], at=at)
        _be_refused(level, word, author)


def _words(levels: Levels) -> list[tuple[Disclosure, str]]:
    return [(level, word) for level, word in WORDS.items() if level in levels]


def _be_refused(level: Disclosure, word: str, author: Account) -> None:
    wrong = record("open-contact", marked(FACTS["contact"], word), level)
    wrong = replace(wrong, citations=(Citation(f"{word}-nowhere"),))
    with contextlib.suppress(LandenbenaderingError):
        store_record(wrong, entered_by_user=author)


def _of(fact: Fact, prefix: str) -> Fact:
    """Point a fact of the cycle at the proposal of its own."""
    if isinstance(fact, Advice | Decision):
        return replace(fact, proposal=f"{prefix}-proposal")
    return fact


def hidden_ids() -> Iterator[str]:
    """Give the ids of what not everybody may read, and of nothing at all."""
    for word in WORDS.values():
        for kind in FACT_KINDS:
            yield named(word, kind)
        yield f"{word}-paper"
        yield f"{word}-on-paper"
    yield "nothing-at-all"
