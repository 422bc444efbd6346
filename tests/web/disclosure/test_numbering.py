"""Ids that count tell nothing of what is counted and cannot be read."""

import re
from dataclasses import replace
from itertools import islice

import pytest

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.recording.naming import possible_ids
from tests.web.disclosure.planting import LATER, record
from tests.web.recording.facts import FACTS

LEVELS = (Disclosure.INTERNAL, Disclosure.HOUSE, Disclosure.PUBLIC)


def test_facts_of_each_level_are_numbered_apart() -> None:
    taken = [
        set(islice(possible_ids(record("any", FACTS["contact"], level)), 20))
        for level in LEVELS
    ]

    assert sum(map(len, taken)) == len(set.union(*taken)) == 60
    assert "contact-gha-2012" in taken[-1]


@pytest.mark.parametrize("level", LEVELS[:2])
def test_the_id_of_what_is_hidden_counts_nothing(level: Disclosure) -> None:
    """Another fact of the kind takes no number from it, so none tells of the other."""
    one = record("any", FACTS["contact"], level)
    other = replace(one, known_from=LATER)
    first, second, again = (next(possible_ids(r)) for r in (one, other, one))

    assert first == again != second
    assert re.fullmatch(rf"{level}-contact-gha-2012-[0-9a-f]{{8}}", first)
