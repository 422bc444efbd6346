"""One fact of every kind, with everything said that can be said."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.funnel import Departure, Follow, Stage
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.policy.chain import ChainCounts, CountedStage, CountedWait
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.dealings import (
    Addendum,
    Agreement,
    Allegation,
    Contact,
    DocumentGrant,
    Instrument,
    Performance,
    Position,
    Project,
    Situation,
    Strategy,
    Term,
    Treaty,
)
from landenbenadering.policy.facts import (
    Circle,
    Commitment,
    Document,
    Fact,
    InstrumentKind,
    Judgement,
    Linkage,
    MobilityPartnership,
    Occasion,
    Office,
    ProjectKind,
    Purpose,
    Reason,
    Statement,
    Support,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    AddendumTopic,
    AgreementForm,
    AllegationState,
    CircleState,
    ClauseWeighing,
    ContactLevel,
    Cooperation,
    Department,
    Direction,
    Disclosure,
    DocumentKind,
    LinkageState,
    OfficeRole,
    PolicyArea,
    PositionKind,
    Priority,
    ReasonKind,
    SituationKind,
    StatementKind,
    SupportForm,
    TermKind,
    TermUnit,
    Topic,
    TreatyState,
)

DAY = date(2013, 3, 6)
SAID = Bilingual(nl="iets in het Nederlands", en="something in English")
MORE = Bilingual(nl="nog iets", en="something more")
PLACE = Citation("paper", page=3, paragraph=12, note=2)
ABOUT = PartialDate(2012, 6)
TERM = Term("documents", TermKind.DEADLINE, 5, TermUnit.DAYS, SAID)
QUOTA = Term("returns", TermKind.QUOTA, 50, TermUnit.PERSONS_A_MONTH, MORE)

_FACTS: tuple[Fact, ...] = (
    Document(
        DocumentKind.HANDELINGEN,
        SAID,
        number="28",
        dated=DAY,
        session="2012-2013",
        item=3,
        pages="3-12",
        url="https://example.org/paper",
    ),
    Office(OfficeRole.SIGNATORY, SAID, holder="A. Ambt"),
    Statement(Topic.APPROACH, StatementKind.PRINCIPLE, SAID, 3, ("GHA", "IRQ")),
    Judgement("GHA", Cooperation.LESS_SMOOTH, True, ReasonKind.CAPACITY),
    Reason(ReasonKind.IDENTITY, SAID),
    Support(SupportForm.IN_KIND, SAID),
    Linkage(
        country="GHA",
        policy_area=PolicyArea.DEVELOPMENT,
        direction=Direction.RESTRICTION,
        actor=Actor.OTHER_STATE,
        text=SAID,
        since=ABOUT,
        state=LinkageState.RUNNING,
        condition=MORE,
        amount=Money(Decimal("1500000.50"), "EUR"),
        purposes=(Purpose(SAID, PLACE), Purpose(MORE, Citation("paper"))),
        reason=SAID,
        outcome=MORE,
        instrument="instrument-held",
        states=("BEL", "LUX"),
        review_on=date(2014, 1, 1),
        evaluation="paper",
    ),
    InstrumentKind(PolicyArea.TRADE, (Direction.INCENTIVE,), SAID),
    ProjectKind(SAID),
    Circle("AFG", ("BEL", "DEU"), CircleState.SOUGHT, SAID),
    MobilityPartnership("MAR"),
    Commitment(
        text=SAID,
        made_by=("office-held",),
        made=(
            Occasion(ABOUT, SAID, PLACE, further=(Citation("paper", page=4),)),
            Occasion(None, MORE, Citation("paper", page=5)),
        ),
        due=date(2013, 7, 1),
        due_text=MORE,
        kept_by="paper",
    ),
    Strategy(
        *("GHA", Priority.HIGH, Department.MIGRATION, SAID, True),
        support=(SupportForm.ADVICE, SupportForm.MONEY),
    ),
    Instrument(
        policy_area=PolicyArea.AVIATION,
        department=Department.INFRASTRUCTURE,
        directions=tuple(Direction),
        text=SAID,
        usable_by=(Actor.NETHERLANDS, Actor.EU),
        used_by=(Actor.EU,),
        legal_basis=MORE,
        reversible=False,
        lead_time_months=6,
        prerequisites=("instrument-held",),
        exclusions=("instrument-held",),
        humanitarian=True,
    ),
    Contact(
        country="GHA",
        level=ContactLevel.MINISTER,
        on=PartialDate(2012, 6, 21),
        by=Actor.NETHERLANDS,
        text=SAID,
        message_given=False,
        why_not=MORE,
        asks=SAID,
    ),
    Project("GHA", Department.DEFENCE, SAID, Money(Decimal(5), "USD"), "IOM"),
    Allegation("project-held", ABOUT, SAID, AllegationState.FOUNDED, MORE),
    Treaty(
        *("GHA", PolicyArea.AVIATION, SAID, TreatyState.SIGNED),
        *(ClauseWeighing.LEFT_OUT, MORE),
    ),
    Agreement(
        *("GHA", Actor.NETHERLANDS, AgreementForm.MEMORANDUM, SAID, True),
        with_states=("BEL", "LUX"),
        terms=(TERM, QUOTA),
    ),
    Performance("agreement-held", "documents", Decimal(3), Decimal("4.5")),
    DocumentGrant("GHA", 52, None, 5, 1, 2, 30),
    ChainCounts(
        country="GHA",
        counted=SAID,
        stages=(
            CountedStage(Stage.REQUESTS, value=140),
            CountedStage(Stage.DOCUMENT_ISSUED, below=5),
            CountedStage(Stage.DEPARTED, Departure.FORCED, 0),
        ),
        reporter="BEL",
        follow=Follow.COHORT,
        rounded_to=10,
        waits=(CountedWait(0, 30, 0), CountedWait(31, None, below=5)),
        waiting_below=5,
    ),
    Addendum("agreement-held", AddendumTopic.AMOUNT, SAID, Money(Decimal(7), "EUR")),
    Situation("GHA", SituationKind.DISPLACEMENT, SAID),
    Position("GHA", PositionKind.MEASURE, SAID, "DEU", "(EU) 2021/1781"),
)
FACTS: Mapping[str, Fact] = {kind_name(type(fact)): fact for fact in _FACTS}


def record(name: str, fact: Fact) -> Record:
    """Give a record with all its dates, resting on the paper."""
    added = isinstance(fact, Addendum)
    return Record(
        id=name,
        fact=fact,
        disclosure=Disclosure.INTERNAL if added else Disclosure.PUBLIC,
        known_from=DAY,
        citations=() if isinstance(fact, Document) else (PLACE, Citation("paper")),
        valid_from=ABOUT,
        valid_until=PartialDate(2030),
    )


_PAPER = Document(DocumentKind.REPORT, SAID, number="1", dated=DAY)
POINTED_AT = [
    record("paper", _PAPER),
    record("office-held", FACTS["office"]),
    record("project-held", FACTS["project"]),
    record("agreement-held", FACTS["agreement"]),
    record(
        "instrument-held",
        Instrument(
            PolicyArea.TRADE, Department.FINANCE, (), MORE, usable_by=(Actor.EU,)
        ),
    ),
]
