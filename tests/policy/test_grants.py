"""What is recorded of documents granted has to make sense, and gives a share."""

from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.interval import Interval
from landenbenadering.pipelines.readiness import readiness_of
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.term_checks import check_terms
from tests.policy.cases import record

# As told of Morocco in 2019, on invented ground: 52 granted, 1 person found, so 51 not.
GRANT = DocumentGrant("GHA", 52, not_found=51)


@pytest.mark.parametrize(
    "wrong",
    [
        DocumentGrant("GHA", -1),
        replace(GRANT, used=2),
        DocumentGrant("GHA", 52, used=1, used_below=5),
        DocumentGrant("GHA", 52, shortest_days=3),
        DocumentGrant("GHA", 52, shortest_days=3, longest_days=2),
    ],
)
def test_numbers_that_cannot_be_are_refused(wrong: DocumentGrant) -> None:
    with pytest.raises(PolicyError) as refused:
        check_terms(record("wrong", wrong))

    assert refused.value.code == "POL309"


def test_of_52_granted_with_one_found_at_most_one_was_used() -> None:
    check_terms(record("grant", GRANT))
    said = readiness_of(
        replace(
            record("grant", GRANT),
            valid_from=PartialDate(2012),
            valid_until=PartialDate(2012),
            known_from=date(2013, 1, 1),
        ),
        GRANT,
    )

    assert said.used_share == Interval(0, 1 / 52)
    assert said.not_found_share == Interval(51 / 52, 51 / 52)
    assert said.available_days is None


def test_fewer_than_five_is_nought_to_four() -> None:
    hidden = DocumentGrant("GHA", 100, used_below=5, shortest_days=2, longest_days=9)
    said = readiness_of(record("grant", hidden), hidden)

    assert said.used_share == Interval(0, 0.04)
    assert said.available_days == Interval(2, 9)
