"""A fact names nothing that fewer may read than the fact: the name would tell."""

from dataclasses import replace

import pytest

from landenbenadering.policy.facts import Commitment, Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.register.errors import RegisterError
from landenbenadering.web.register.services import add_records, store_record
from tests.web.disclosure.planting import base, record
from tests.web.recording.facts import FACTS

pytestmark = pytest.mark.django_db
PUBLIC, HOUSE, INTERNAL = Disclosure.PUBLIC, Disclosure.HOUSE, Disclosure.INTERNAL
HIDDEN = record("hidden-paper", FACTS["document"], INTERNAL)


def naming(how: str) -> Record:
    """Give a public record that names the hidden paper."""
    linkage, promise = FACTS["linkage"], FACTS["commitment"]
    assert isinstance(linkage, Linkage)
    assert isinstance(promise, Commitment)
    match how:
        case "its source":
            return record("naming", FACTS["contact"], PUBLIC, paper=HIDDEN.id)
        case "a field":
            return record("naming", replace(linkage, evaluation=HIDDEN.id), PUBLIC)
        case _:
            return record("naming", replace(promise, kept_by=HIDDEN.id), PUBLIC)


@pytest.mark.parametrize("how", ["its source", "a field", "what keeps a promise"])
def test_a_fact_for_everybody_names_nothing_hidden(how: str) -> None:
    base()
    add_records([HIDDEN])

    with pytest.raises(RegisterError, match="REG113"):
        store_record(naming(how), entered_by_user=None)
    for level in (PUBLIC, HOUSE):
        with pytest.raises(RegisterError, match="REG113"):
            add_records([replace(naming(how), disclosure=level)])


@pytest.mark.parametrize("how", ["its source", "a field", "what keeps a promise"])
def test_what_as_few_may_read_may_be_named(how: str) -> None:
    base()

    stored = add_records([HIDDEN, replace(naming(how), disclosure=INTERNAL)])

    assert stored.added == ("hidden-paper", "naming")


def test_a_paper_that_everybody_may_read_in_some_version_may_be_named() -> None:
    base()
    add_records([replace(HIDDEN, disclosure=PUBLIC)])
    add_records([HIDDEN])

    assert store_record(naming("its source"), entered_by_user=None).id == "naming"
