"""Large answers that are kept until something is added to the register."""

import pytest

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import DocumentKind
from landenbenadering.web.register.remembering import Shelf
from landenbenadering.web.register.services import add_records
from tests.web.recording.facts import DAY

pytestmark = pytest.mark.django_db
SAID = Bilingual(nl="iets", en="something")


def test_an_answer_stands_until_something_is_added() -> None:
    shelf: Shelf[object] = Shelf(most=2)
    first = shelf.answer("letter", object)
    assert shelf.answer("letter", object) is first

    add_records([Record("paper", Document(DocumentKind.REPORT, SAID, "1"), DAY)])

    assert shelf.answer("letter", object) is not first


def test_the_answer_that_was_asked_for_longest_ago_goes_first() -> None:
    shelf: Shelf[object] = Shelf(most=2)
    kept, dropped = (shelf.answer(name, object) for name in ("kept", "dropped"))
    assert shelf.answer("kept", object) is kept
    shelf.answer("new", object)

    assert shelf.answer("kept", object) is kept
    assert shelf.answer("dropped", object) is not dropped


def test_what_fails_is_not_kept() -> None:
    shelf: Shelf[object] = Shelf(most=2)
    with pytest.raises(ZeroDivisionError):
        shelf.answer("letter", lambda: 1 / 0)
    assert shelf.answer("letter", lambda: 2) == 2
