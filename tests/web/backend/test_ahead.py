"""What a process of the server reads before the first visitor comes."""

from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.config.ahead import steps
from landenbenadering.web.decisions.standing import (
    standing_proposals,
    standing_verdicts,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "levels", [frozenset(Disclosure), frozenset({Disclosure.PUBLIC})]
)
def test_the_first_visitor_waits_for_nothing_that_was_read_ahead(
    levels: frozenset[Disclosure],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    as_of = AsOf(date(2026, 11, 28))
    for step in steps(as_of):
        step()
    # One question each: whether anything was added since.
    with django_assert_num_queries(2):
        standing_verdicts(as_of, levels)
        standing_proposals(as_of, levels)
