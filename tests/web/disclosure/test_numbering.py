"""Ids that count tell nothing of what is counted and cannot be read."""

from itertools import islice

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.recording.naming import possible_ids
from tests.web.disclosure.planting import record
from tests.web.recording.facts import FACTS

LEVELS = (Disclosure.INTERNAL, Disclosure.HOUSE, Disclosure.PUBLIC)


def test_facts_of_each_level_are_numbered_apart() -> None:
    taken = [
        set(islice(possible_ids(record("any", FACTS["contact"], level)), 20))
        for level in LEVELS
    ]

    assert sum(map(len, taken)) == len(set.union(*taken)) == 60
    assert "contact-gha-2012" in taken[-1]
