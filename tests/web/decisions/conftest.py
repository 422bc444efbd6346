"""Six people, the papers that the rules ask for, and a draft."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Contact, Strategy
from landenbenadering.policy.deciding import Alternative, ProblemSize, Proposal
from landenbenadering.policy.facts import (
    Commitment,
    Document,
    Fact,
    Linkage,
    Occasion,
    Office,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    ContactLevel,
    Department,
    Direction,
    Disclosure,
    DocumentKind,
    LinkageState,
    OfficeRole,
    PolicyArea,
    Priority,
    ProposalState,
    SupportForm,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign, create_account
from landenbenadering.web.decisions.selectors import Dossier, dossier_of
from landenbenadering.web.decisions.services import add_linkage, open_proposal
from landenbenadering.web.register.services import add_records

SAID = Bilingual(nl="iets", en="something")
PAPERS = (
    DocumentKind.RELATIONS_ASSESSMENT,
    DocumentKind.RIGHTS_ASSESSMENT,
    DocumentKind.SITUATION_ASSESSMENT,
    DocumentKind.CHAIN_READINESS,
)
People = dict[str, Account]
CUT = Linkage(
    country="GHA",
    policy_area=PolicyArea.DEVELOPMENT,
    direction=Direction.RESTRICTION,
    actor=Actor.NETHERLANDS,
    text=Bilingual(nl="een korting op hulp", en="a cut in aid"),
    since=PartialDate(2026),
    state=LinkageState.SIGNALLED,
)


def record(name: str, fact: Fact) -> Record:
    cited = () if isinstance(fact, Document) else (Citation("paper"),)
    return Record(name, fact, date(2026, 1, 2), cited)


def paper(name: str, kind: DocumentKind) -> Record:
    return record(name, Document(kind, SAID, number=name, dated=date(2026, 1, 2)))


def papers_of_the_rules() -> tuple[str, ...]:
    """Name the assessments that the rules ask for."""
    return tuple(kind.replace("_", "-") for kind in PAPERS)


OPEN_PROMISE = record(
    "commitment-open",
    Commitment(
        text=SAID,
        made_by=("office-minister",),
        made=(Occasion(PartialDate(2026, 1, 2), SAID, Citation("paper")),),
        due=date(2027, 1, 1),
        due_text=SAID,
    ),
)


@pytest.fixture
def people(db: None) -> People:
    """Give six people, by what they do."""
    roles = {
        "desk": (Role.DESK_OFFICER, Department.MIGRATION),
        "neighbour": (Role.DESK_OFFICER, Department.EDUCATION),
        "diplomat": (Role.ADVISER, Department.FOREIGN_AFFAIRS),
        "helper": (Role.ADVISER, Department.DEVELOPMENT_TRADE),
        "coordinator": (Role.COORDINATOR, None),
        "minister": (Role.DECISION_MAKER, None),
    }
    found = {}
    for name, (role, department) in roles.items():
        found[name] = create_account(name, password="a long password", by=None)
        assign(found[name], role, department=department, by=None)
    return found


@pytest.fixture
def papers(db: None) -> tuple[str, ...]:
    """Record what the rules ask for, and give the ids of the assessments."""
    strategy = Strategy(
        country="GHA",
        priority=Priority.HIGH,
        lead=Department.MIGRATION,
        aims=SAID,
        pursues_forced_return=True,
        support=(SupportForm.MONEY,),
    )
    talks = [
        Contact("GHA", level, PartialDate(2026, 1, 1), Actor.NETHERLANDS, SAID, True)
        for level in (ContactLevel.OFFICIAL, ContactLevel.MINISTER)
    ]
    assessments = [
        paper(name, kind)
        for name, kind in zip(papers_of_the_rules(), PAPERS, strict=True)
    ]
    add_records(
        [
            paper("paper", DocumentKind.REPORT),
            *assessments,
            record("strategy-gha", strategy),
            *(record(f"contact-{n}", talk) for n, talk in enumerate(talks)),
            record("office-minister", Office(OfficeRole.SIGNATORY, SAID)),
        ]
    )
    return tuple(item.id for item in assessments)


@pytest.fixture
def full(papers: tuple[str, ...]) -> Proposal:
    return full_proposal(papers)


def full_proposal(papers: tuple[str, ...]) -> Proposal:
    """Give a proposal that keeps every rule, but for what is asked of others."""
    return Proposal(
        country="GHA",
        title="Cut aid",
        text="Cut aid until papers come in time.",
        owner=Department.MIGRATION,
        author="",
        state=ProposalState.DRAFT,
        alternatives=(Alternative("Talk on", "Tried for two years."),),
        problem_size=ProblemSize(100, 250, "orders and returns, 2024"),
        documents=papers,
        consideration="Considered; help with registration was offered.",
        relations_effect="Relations cool for some time.",
        country_effect="Small.",
        review_on=date(2027, 1, 2),
    )


Dossiers = Callable[[str], Dossier]


@pytest.fixture
def dossier() -> Dossiers:
    def find(record_id: str) -> Dossier:
        now = AsOf(known_on=timezone.localdate())
        found = dossier_of(record_id, now, frozenset(Disclosure))
        assert found is not None
        return found

    return find


@pytest.fixture
def draft(people: People, full: Proposal) -> Record:
    """Give a draft with one linkage."""
    opened = open_proposal(full, author=people["desk"])
    return add_linkage(
        opened, CUT, expected_version=opened.version, author=people["desk"]
    )


def without(proposal: Proposal, name: str) -> Proposal:
    """Give a proposal without one of its papers."""
    left = tuple(item for item in proposal.documents if item != name)
    return replace(proposal, documents=left)
