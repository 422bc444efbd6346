"""The page of an agreement says whether its terms are kept, to who may know why."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.dealings import Agreement, Performance, Term
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    AgreementForm,
    Disclosure,
    DocumentKind,
    TermKind,
    TermUnit,
)
from landenbenadering.web.register.services import load_records

pytestmark = pytest.mark.django_db
KNOWN = date(2026, 3, 2)
PAGE = "/en/register/agreement-invented"


def both(text: str) -> Bilingual:
    return Bilingual(nl=text, en=text)


def records() -> tuple[Record, ...]:
    """Give an invented agreement of which one count, internal, breaks the quota."""
    quota = Term(
        "returns", TermKind.QUOTA, 50, TermUnit.PERSONS_A_MONTH, both("Fifty a month.")
    )
    agreement = Agreement(
        "GMB", Actor.EU, AgreementForm.ARRANGEMENT, both("a trial"), terms=(quota,)
    )
    paper = Document(DocumentKind.OTHER, both("An invented paper"), "1", dated=KNOWN)
    rests_on = (Citation("paper-invented"),)
    month = PartialDate(2026, 1)
    held = Record("agreement-invented", agreement, KNOWN, rests_on, valid_from=month)
    few = Performance("agreement-invented", "returns", Decimal(0), Decimal(4))
    count = Record(
        "performance-invented",
        few,
        KNOWN,
        rests_on,
        valid_from=month,
        valid_until=month,
        disclosure=Disclosure.INTERNAL,
    )
    return (Record("paper-invented", paper, KNOWN), held, count)


def test_the_page_says_which_period_broke_the_term(client: Client) -> None:
    paper, held, count = records()
    load_records([paper, held, replace(count, disclosure=Disclosure.PUBLIC)])

    page = client.get(PAGE).content.decode()

    assert "Not kept." in page
    assert "1 January 2026 to 31 January 2026" in page
    assert "Counted: 0 to 4; agreed: at least 50." in page
    assert "/en/register/performance-invented" in page


def test_a_count_that_is_not_public_changes_nothing_for_the_public(
    client: Client,
) -> None:
    load_records(records())
    page = client.get(PAGE).content.decode()

    assert "Cannot tell." in page
    assert "Nothing is recorded yet." in page
    assert "performance-invented" not in page
