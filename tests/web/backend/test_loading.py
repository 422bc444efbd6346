"""The shipped register is loaded once, and never overrules a person."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import known_versions
from landenbenadering.policy.vocabulary import LinkageState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.register.models import RecordVersion
from landenbenadering.web.register.selectors import record_versions, register_as_of
from landenbenadering.web.register.services import load_records, store_record

pytestmark = pytest.mark.django_db
MakeLinkage = Callable[..., Record]
TODAY = AsOf(known_on=date(2026, 11, 23))


@pytest.mark.parametrize(
    "known_on", [date(2013, 3, 5), date(2013, 3, 6), date(2026, 11, 23)]
)
def test_the_shipped_register_reads_as_it_is_written(known_on: date) -> None:
    records = reference_records()
    load_records(records)

    held = register_as_of(AsOf(known_on=known_on)).records

    expected = known_versions(records, AsOf(known_on=known_on))
    assert [replace(record, entered=None) for record in held] == list(expected)


def test_loading_twice_changes_nothing(
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    load_records(reference_records())
    count = RecordVersion.objects.count()

    with django_assert_max_num_queries(7):  # type: ignore[attr-defined]  # untyped
        report = load_records(reference_records())

    assert not report.added
    assert not report.changed
    assert RecordVersion.objects.count() == count


def test_a_changed_shipped_fact_becomes_a_new_version(
    document: Record, linkage: MakeLinkage
) -> None:
    load_records([document, linkage()])

    report = load_records([document, linkage(amount="5")])

    assert report.changed == ("linkage-gha-2012",)
    assert report.unchanged == (document.id,)
    assert [r.version for r in record_versions("linkage-gha-2012", TODAY)] == [2, 1]
    assert load_records([document, linkage()]).changed == ("linkage-gha-2012",)
    assert record_versions("linkage-gha-2012", TODAY)[0].fact == linkage().fact


def test_a_fact_that_a_person_corrected_is_left_to_people(
    document: Record, linkage: MakeLinkage, author: Account
) -> None:
    load_records([document, linkage()])
    corrected = linkage(amount="7")
    store_record(corrected, entered_by_user=author)

    report = load_records([document, linkage(amount="5")])

    assert report.left_to_people == ("linkage-gha-2012",)
    assert not report.changed
    assert record_versions("linkage-gha-2012", TODAY)[0].fact == corrected.fact


def test_a_fact_that_is_no_longer_shipped_stays(
    document: Record, linkage: MakeLinkage
) -> None:
    load_records([document, linkage()])

    report = load_records([document])

    assert report.no_longer_shipped == ("linkage-gha-2012",)
    assert record_versions("linkage-gha-2012", TODAY)


def test_versions_of_one_shipped_fact_follow_its_sources(
    document: Record, linkage: MakeLinkage
) -> None:
    later = replace(
        linkage(known_from=date(2013, 3, 6), state=LinkageState.RUNNING), version=2
    )
    load_records([later, document, linkage()])

    versions = record_versions("linkage-gha-2012", TODAY)

    assert [(r.version, r.known_from.year) for r in versions] == [(2, 2013), (1, 2012)]
