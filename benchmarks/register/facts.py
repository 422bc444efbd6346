"""Invented facts for a register of full size, the same for the same numbers.

No fact is one of the world: countries are taken in order of code, texts name a
number. Their mix follows what a register holds after fourteen years: several
versions, both directions, every actor, every level of disclosure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.evidence.countries import countries
from landenbenadering.policy.dealings import (
    Agreement,
    Contact,
    Performance,
    Situation,
    Strategy,
    Term,
)
from landenbenadering.policy.deciding import Advice, Decision, Proposal, Review
from landenbenadering.policy.facts import Document, Fact, Judgement, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    AdvicePosition,
    AgreementForm,
    ContactLevel,
    Cooperation,
    DecisionOutcome,
    Department,
    Direction,
    Disclosure,
    DocumentKind,
    LinkageState,
    PolicyArea,
    Priority,
    ProposalState,
    ReviewFinding,
    SituationKind,
    TermKind,
    TermUnit,
)

FIRST_DAY = date(2013, 4, 2)
LAST_DAY = date(2026, 10, 1)
LINKAGES_A_PROPOSAL = 20
_SUBJECTS = (
    ("hulp bij registratie", "help with registration"),
    ("visa voor diplomaten", "visas for diplomats"),
    ("beurzen voor studie", "grants for study"),
    ("steun aan de haven", "support for the port"),
    ("een korting op hulp", "a cut in aid"),
)
_LEVELS = (Disclosure.PUBLIC,) * 7 + (Disclosure.HOUSE,) + (Disclosure.INTERNAL,) * 2
_OPEN = (ProposalState.DRAFT, ProposalState.ADVICE, ProposalState.NOTE)


@dataclass(frozen=True, slots=True)
class Size:
    """How large a register is to be: countries, linkages in all, events in all."""

    countries: int = 200
    linkages: int = 20_000
    events: int = 1_000_000

    def __post_init__(self) -> None:
        """Refuse more countries than there are."""
        if not 1 <= self.countries <= len(countries()):
            raise ValueError(f"between 1 and {len(countries())} countries")


def invented_records(size: Size, *, seed: int = 1) -> Iterator[Record]:
    """Give every version of every fact, each after what it points at."""
    codes = sorted(countries())[: size.countries]
    for number, iso3 in enumerate(codes):
        share, rest = divmod(size.linkages, size.countries)
        made = _Country(iso3, Random(f"{seed} {iso3}"), share + (number < rest))  # noqa: S311  (no secret)
        yield from made.records()


@dataclass(frozen=True, slots=True)
class _Country:
    """The facts on one country."""

    iso3: str
    dice: Random
    linkages: int

    def records(self) -> Iterator[Record]:
        """Give the facts on this country, papers first."""
        for number in range(3):
            yield self._record(f"paper-{number}", _paper(self.iso3, number), FIRST_DAY)
        yield from self._dealings()
        names = []
        for number in range(self.linkages):
            versions = list(self._linkage(number))
            names.append(versions[0].id)
            yield from versions
        for number in range(0, self.linkages, LINKAGES_A_PROPOSAL):
            yield from self._cycle(number, names[number : number + 2])

    def _record(self, name: str, fact: Fact, day: date) -> Record:
        paper = f"full-{self.iso3.lower()}-paper-{self.dice.randrange(3)}"
        own = isinstance(fact, Document | Proposal | Advice | Decision | Review)
        return Record(
            id=f"full-{self.iso3.lower()}-{name}",
            fact=fact,
            known_from=day,
            citations=() if own else (Citation(paper, page=1 + day.day),),
        )

    def _day(self) -> date:
        span = (LAST_DAY - FIRST_DAY).days
        return FIRST_DAY + timedelta(days=self.dice.randrange(1, span))

    def _dealings(self) -> Iterator[Record]:
        """Give judgement, strategy, talks, situations and a measured agreement."""
        dice, iso3 = self.dice, self.iso3
        smooth = dice.choice(list(Cooperation))
        yield self._record(
            "judgement", Judgement(iso3, smooth, important_for_return=True), self._day()
        )
        strategy = Strategy(
            country=iso3,
            priority=dice.choice(list(Priority)),
            lead=dice.choice(list(Department)),
            aims=_said("doel", "aim", 1),
            pursues_forced_return=dice.random() < 0.9,
        )
        yield self._record("strategy", strategy, self._day())
        for number in range(10):
            day = self._day()
            talk = Contact(
                country=iso3,
                level=dice.choice(list(ContactLevel)),
                on=PartialDate(day.year, day.month, day.day),
                by=Actor.NETHERLANDS,
                text=_said("gesprek", "talk", number),
                message_given=dice.random() < 0.98,
                why_not=_said("geen tijd", "no time", number),
            )
            if talk.message_given:
                talk = replace(talk, why_not=None)
            yield self._record(f"contact-{number}", talk, day)
        if dice.random() < 0.1:
            kind = dice.choice(list(SituationKind))
            what = Situation(iso3, kind, _said("toestand", "situation", 1))
            yield self._record("situation", what, self._day())
        yield from self._agreement()

    def _agreement(self) -> Iterator[Record]:
        term = Term(
            "answer", TermKind.DEADLINE, 30, TermUnit.DAYS, _said("dagen", "days", 30)
        )
        agreed = Agreement(
            country=self.iso3,
            by=Actor.NETHERLANDS,
            form=AgreementForm.MEMORANDUM,
            text=_said("afspraak", "arrangement", 1),
            terms=(term,),
        )
        first = self._record("agreement", agreed, FIRST_DAY)
        yield first
        for number in range(3):
            day = self._day()
            took = Decimal(self.dice.randrange(5, 60))
            found = self._record(
                f"performance-{number}",
                Performance(first.id, "answer", took, took),
                day,
            )
            on = PartialDate(day.year, day.month)
            yield replace(found, valid_from=on, valid_until=on)

    def _linkage(self, number: int) -> Iterator[Record]:
        """Give a linkage with one to three versions."""
        dice, day = self.dice, self._day()
        nl, en = dice.choice(_SUBJECTS)
        fact = Linkage(
            country=self.iso3,
            policy_area=dice.choice([a for a in PolicyArea if a != "humanitarian"]),
            direction=dice.choice(list(Direction)),
            actor=dice.choice([Actor.NETHERLANDS] * 3 + list(Actor)),
            text=_said(nl, en, number),
            since=PartialDate(day.year, day.month, day.day),
            state=dice.choice(list(LinkageState)),
            condition=_said("reispapieren", "travel papers", number),
            amount=Money(Decimal(1000 * dice.randrange(1, 9000)), "EUR"),
            review_on=day + timedelta(days=dice.randrange(200, 365)),
        )
        if fact.actor is Actor.OTHER_STATE:
            fact = replace(fact, states=("DEU",))
        # Few of twenty thousand are still in force and past their review.
        if fact.state in _LASTING and dice.random() < 0.95:
            fact = replace(fact, state=LinkageState.ENDED)
        level = dice.choice(_LEVELS)
        made = replace(self._record(f"linkage-{number}", fact, day), disclosure=level)
        yield made
        for version in range(2, 2 + dice.choice((0, 0, 0, 1, 1, 2))):
            day += timedelta(days=dice.randrange(20, 400))
            if day > LAST_DAY:
                return
            corrects = version - 1 if dice.random() < 0.1 else None
            said = _said("gevolg", "result", version)
            yield replace(
                made,
                fact=replace(fact, outcome=said),
                known_from=day,
                version=version,
                corrects=corrects,
            )

    def _cycle(self, number: int, linkages: list[str]) -> Iterator[Record]:
        """Give a proposal with advice, decision and review."""
        dice = self.dice
        day = LAST_DAY - timedelta(days=dice.randrange(30))
        closed = dice.random() < 0.95
        state = ProposalState.DECIDED if closed else dice.choice(_OPEN)
        proposal = Proposal(
            country=self.iso3,
            title=f"Proposal {number}",
            text="What is proposed and why.",
            owner=dice.choice(list(Department)),
            author="desk-migration",
            state=state,
            linkages=tuple(linkages),
            documents=(f"full-{self.iso3.lower()}-paper-0",),
            advice_due=day + timedelta(days=20),
            review_on=day + timedelta(days=365),
        )
        opened = replace(
            self._record(f"proposal-{number}", proposal, day),
            disclosure=Disclosure.INTERNAL,
        )
        yield opened
        if state is ProposalState.DRAFT:
            return
        for department in dice.sample(list(Department), 3):
            given = closed or dice.random() < 0.5
            position = dice.choice(list(AdvicePosition)) if given else None
            advice = Advice(
                proposal=opened.id,
                proposal_version=1,
                department=department,
                asked_on=day,
                due=day + timedelta(days=20),
                position=position,
                reasons="Because of this." if given else "",
                given_by="adviser-development" if given else None,
                given_on=day if given else None,
            )
            name = f"advice-{number}-{department.value.replace('_', '-')}"
            yield self._internal(name, advice, day)
        if closed:
            yield from self._closing(number, opened.id, linkages[0], day=day)

    def _closing(
        self, number: int, proposal: str, linkage: str, *, day: date
    ) -> Iterator[Record]:
        outcome = self.dice.choice(list(DecisionOutcome))
        decision = Decision(proposal, 1, day, "decision-maker", outcome, "Weighed.")
        yield self._internal(f"decision-{number}", decision, day)
        finding = self.dice.choice(list(ReviewFinding))
        review = Review(linkage, day, "desk-migration", finding, "Looked at.")
        yield self._internal(f"review-{number}", review, LAST_DAY)

    def _internal(self, name: str, fact: Fact, day: date) -> Record:
        return replace(self._record(name, fact, day), disclosure=Disclosure.INTERNAL)


_LASTING = frozenset(
    {LinkageState.RUNNING, LinkageState.DECIDED, LinkageState.PROPOSED}
)


def _said(nl: str, en: str, number: int) -> Bilingual:
    return Bilingual(nl=f"{nl} {number}", en=f"{en} {number}")


def _paper(iso3: str, number: int) -> Document:
    said = _said(f"Verslag over {iso3}", f"Report on {iso3}", number)
    return Document(
        DocumentKind.REPORT, said, number=f"{iso3}-{number}", dated=FIRST_DAY
    )
