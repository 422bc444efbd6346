"""Keeping at hand when versions hold costs no more as versions add up."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from landenbenadering.web.register import holding
from landenbenadering.web.register.models import HoldingVersion, RecordVersion
from landenbenadering.web.register.services import add_records, store_record
from tests.web.decisions.writing import edited, marked

pytestmark = pytest.mark.django_db

VERSIONS = 40


def test_of_many_versions_only_those_that_hold_are_read(
    papers: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    fact = edited(1)
    add_records([fact])
    for number in range(VERSIONS):
        store_record(marked(fact, f"mark {number}"), entered_by_user=None)
    later = replace(marked(fact, "later"), known_from=fact.known_from + timedelta(1))
    read: list[int] = []

    def counted(row: RecordVersion) -> str:
        read.append(row.version)
        return cited(row)

    cited = holding.cited_text
    monkeypatch.setattr(holding, "cited_text", counted)
    store_record(later, entered_by_user=None)

    assert read == [VERSIONS + 1, VERSIONS + 2]
    kept = HoldingVersion.objects.filter(record_id=fact.id)
    assert set(kept.values_list("row__version", "since", "until", "cites")) == {
        (VERSIONS + 1, date(2026, 1, 2), date(2026, 1, 3), " paper "),
        (VERSIONS + 2, date(2026, 1, 3), None, " paper "),
    }
