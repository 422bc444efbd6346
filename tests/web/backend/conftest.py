"""Records, accounts and browsers for the tests of the register."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.policy.facts import Document, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    Department,
    Direction,
    DocumentKind,
    LinkageState,
    PolicyArea,
)
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.register.services import add_records

LETTER = "kst-10000-1"
MakeLinkage = Callable[..., Record]


@pytest.fixture
def document() -> Record:
    return Record(
        id=LETTER,
        known_from=date(2012, 9, 28),
        fact=Document(
            kind=DocumentKind.KAMERSTUK,
            title=Bilingual(nl="Brief over hulp", en="Letter on aid"),
            number="10 000, nr. 1",
            dated=date(2012, 9, 28),
            url="https://example.org/kst-10000-1",
        ),
    )


@pytest.fixture
def linkage() -> MakeLinkage:
    def make(
        record_id: str = "linkage-gha-2012",
        *,
        known_from: date = date(2012, 9, 28),
        amount: str = "10000000",
        state: LinkageState = LinkageState.DECIDED,
        country: str = "GHA",
        outcome: Bilingual | None = None,
    ) -> Record:
        return Record(
            id=record_id,
            known_from=known_from,
            citations=(Citation(LETTER, page=2, paragraph=5),),
            fact=Linkage(
                country=country,
                policy_area=PolicyArea.DEVELOPMENT,
                direction=Direction.RESTRICTION,
                actor=Actor.NETHERLANDS,
                text=Bilingual(nl="een korting op hulp", en="a cut in aid"),
                since=PartialDate(2012, 9, 28),
                state=state,
                condition=Bilingual(nl="reispapieren op tijd", en="papers in time"),
                amount=Money(Decimal(amount), "EUR"),
                outcome=outcome,
            ),
        )

    return make


@pytest.fixture
def stored(db: None, document: Record, linkage: MakeLinkage) -> Record:
    """Give a linkage that the register holds, with its document."""
    add_records([document, linkage()])
    return linkage()


@pytest.fixture
def author(db: None) -> Account:
    account = Account.objects.create_user("author", password="a long password")
    assign(account, Role.DESK_OFFICER, department=Department.MIGRATION, by=None)
    return account


@pytest.fixture
def colleague(db: None) -> Account:
    """Give someone who may sign in but not record."""
    return Account.objects.create_user("colleague", password="a long password")


@pytest.fixture
def author_client(author: Account) -> Client:
    client = Client()
    client.force_login(author)
    return client
