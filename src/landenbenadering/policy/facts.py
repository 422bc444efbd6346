"""The facts of the register, one frozen value per kind.

A fact says *what*; the `Record` around it says since when, known from when, and
on which paper it rests. Countries are ISO 3166 alpha-3.
"""

from dataclasses import dataclass
from datetime import date

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.policy.chain import ChainCounts
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
    Treaty,
)
from landenbenadering.policy.deciding import Advice, Decision, Proposal, Review
from landenbenadering.policy.vocabulary import (
    Actor,
    CircleState,
    Cooperation,
    Direction,
    DocumentKind,
    LinkageState,
    OfficeRole,
    PolicyArea,
    ReasonKind,
    StatementKind,
    SupportForm,
    Topic,
)


@dataclass(frozen=True, slots=True)
class Document:
    """A paper that facts rest on.

    `number` is the paper's own reference, as in `29 344, nr. 116`; `item` and
    `pages` point within a volume of Handelingen. `url` is the official page and
    `None` where none is known; `dated` is `None` for a paper without a known date.
    """

    kind: DocumentKind
    title: Bilingual
    number: str
    dated: date | None = None
    session: str | None = None
    item: int | None = None
    pages: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """A public office that signs, shares responsibility for or receives letters.

    `title` is the office with its article, as in running text ("the Minister of
    Foreign Affairs"); `holder` the name under which the office signs, `None` where
    a letter does not give it.
    """

    role: OfficeRole
    title: Bilingual
    holder: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Something that is stated, held or intended, in our own words.

    `countries` are those that the statement names; `position` orders statements
    of one topic.
    """

    topic: Topic
    kind: StatementKind
    text: Bilingual
    position: int = 0
    countries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """The ministry's judgement of one country's cooperation with forced return.

    `reason` is `None` where the source gives no reason for this country alone.
    """

    country: str
    cooperation: Cooperation
    important_for_return: bool
    reason: ReasonKind | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of reason that the ministry gives for less smooth cooperation.

    `text` is a full sentence.
    """

    kind: ReasonKind
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Support:
    """A form of support for independent return, as a noun phrase."""

    form: SupportForm
    text: Bilingual


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a linkage's money or favour is for, according to one source.

    Sources may differ; all are kept.
    """

    text: Bilingual
    according_to: Citation


@dataclass(frozen=True, slots=True)
class Linkage:
    """A link between cooperation with return and another policy area.

    Attributes
    ----------
    country : str
        The country of origin.
    text : Bilingual
        What is given or withheld, as a noun phrase without the amount
        ("a cut in development aid").
    condition : Bilingual or None
        What is asked in return, as a noun phrase; `None` if none is recorded.
    amount : Money or None
        `None` where the measure is not about money or the sum is not known.
    since : PartialDate
        When the linkage was made: decided, offered or announced.
    reason : Bilingual or None
        Why, as a clause ("because …") ; `None` if the source gives none.
    outcome : Bilingual or None
        The result so far as a full sentence; `None` means that nothing is
        recorded, which is not the same as no result.
    instrument : str or None
        Record id of the instrument of the catalogue.
    states : tuple of str
        ISO 3166 alpha-3 of the states that make it, where `actor` is another state.
    review_on : date or None
        Day on which it is to be reviewed; `None` if no day is set.
    evaluation : str or None
        Record id of the paper that evaluates it.
    """

    country: str
    policy_area: PolicyArea
    direction: Direction
    actor: Actor
    text: Bilingual
    since: PartialDate
    state: LinkageState
    condition: Bilingual | None = None
    amount: Money | None = None
    purposes: tuple[Purpose, ...] = ()
    reason: Bilingual | None = None
    outcome: Bilingual | None = None
    instrument: str | None = None
    states: tuple[str, ...] = ()
    review_on: date | None = None
    evaluation: str | None = None


@dataclass(frozen=True, slots=True)
class InstrumentKind:
    """A kind of instrument on a policy area, as a noun phrase.

    `directions` holds both when the same kind can be given and withheld, and is
    empty where it is neither, as with a clause in a treaty.
    """

    policy_area: PolicyArea
    directions: tuple[Direction, ...]
    text: Bilingual


@dataclass(frozen=True, slots=True)
class ProjectKind:
    """A kind of project in the context of migration, as a noun phrase."""

    text: Bilingual


@dataclass(frozen=True, slots=True)
class Circle:
    """States that act together, or are asked to, beside the Netherlands.

    `towards` is `None` for cooperation that is not about one country; `partners`
    may be empty where the source names none; `text` is a full sentence.
    """

    towards: str | None
    partners: tuple[str, ...]
    state: CircleState
    text: Bilingual


@dataclass(frozen=True, slots=True)
class MobilityPartnership:
    """A mobility partnership of the European Union with a country."""

    partner: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """When and where a commitment was made or repeated.

    `on` is `None` where the source does not say; `place` is a noun phrase ("the
    debate on the budget"). `further` are other places that report the same
    occasion, as when one debate fills two items of the Handelingen.
    """

    on: PartialDate | None
    place: Bilingual
    citation: Citation
    further: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Commitment:
    """A promise to Parliament [toezegging].

    Attributes
    ----------
    text : Bilingual
        What is promised, as an infinitive clause ("to inform the House about …").
    made_by : tuple of str
        Record ids of the offices.
    made : tuple of Occasion
        The first is where it was made, the others where it was repeated.
    due : date or None
        Last day on which it is kept in time; `None` for a standing promise.
    due_text : Bilingual or None
        The date as it was promised ("before the summer"); `None` if none was.
    kept_by : str or None
        Document that keeps it; `None` while it is open.
    """

    text: Bilingual
    made_by: tuple[str, ...]
    made: tuple[Occasion, ...]
    due: date | None = None
    due_text: Bilingual | None = None
    kept_by: str | None = None


Fact = (
    Document
    | Office
    | Statement
    | Judgement
    | Reason
    | Support
    | Linkage
    | InstrumentKind
    | ProjectKind
    | Circle
    | MobilityPartnership
    | Commitment
    | Strategy
    | Instrument
    | Contact
    | Project
    | Allegation
    | Treaty
    | Agreement
    | Performance
    | DocumentGrant
    | ChainCounts
    | Situation
    | Addendum
    | Position
    | Proposal
    | Advice
    | Decision
    | Review
)
