"""The pages of the register obey the clocks and show where facts come from."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure, LinkageState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.register.services import load_records, store_record

pytestmark = pytest.mark.django_db
MakeLinkage = Callable[..., Record]


def text(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nl", ["een korting op hulp", "Ghana", "EUR 10.000.000", "10 000, nr. 1"]),
        ("en", ["a cut in aid", "Ghana", "EUR 10,000,000", "Entered later"]),
    ],
)
def test_a_record_is_told_in_both_languages(
    client: Client, stored: Record, language: str, words: list[str]
) -> None:
    page = text(client, f"/{language}/register/{stored.id}")

    assert [word for word in words if word not in page] == []
    assert "https://example.org/kst-10000-1" in page
    assert f"/{language}/sources/kst-10000-1" in page


def test_a_record_tells_all_versions_with_what_changed(
    client: Client, stored: Record, author: Account, linkage: MakeLinkage
) -> None:
    later = linkage(
        known_from=date(2013, 3, 6),
        state=LinkageState.RUNNING,
        outcome=Bilingual(nl="Niets.", en="Nothing."),
    )
    store_record(later, entered_by_user=author)

    page = text(client, f"/en/register/{stored.id}")
    before = text(client, f"/en/register/{stored.id}?known-on=2013-03-05")

    assert "decided" in page
    assert "Nothing." in page
    assert "Nothing." not in before
    assert "known-on=2013-03-05" in before


def test_unknown_not_yet_known_and_not_public_look_the_same(
    client: Client, stored: Record, linkage: MakeLinkage, author: Account
) -> None:
    secret = replace(linkage("linkage-secret"), disclosure=Disclosure.INTERNAL)
    store_record(secret, entered_by_user=author)
    pages = [
        text(client, f"/en/register/{record_id}?known-on=2012-01-01", 404)
        for record_id in (stored.id, "linkage-secret", "linkage-nowhere")
    ]

    plain = [
        page.replace(record_id, "ID")
        for page, record_id in zip(
            pages, (stored.id, "linkage-secret", "linkage-nowhere"), strict=True
        )
    ]
    assert len(set(plain)) == 1
    assert text(client, "/en/register/linkage-secret", 404)


def test_who_records_reads_what_is_not_public(
    author_client: Client, stored: Record, linkage: MakeLinkage, author: Account
) -> None:
    secret = replace(linkage("linkage-secret"), disclosure=Disclosure.INTERNAL)
    store_record(secret, entered_by_user=author)

    assert "internal" in text(author_client, "/en/register/linkage-secret")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?q=KORTING", True),
        ("?q=korting+ghana", True),
        ("?q=korting+peru", False),
        ("?kind=linkage", True),
        ("?kind=document", False),
        ("?country=GHA", True),
        ("?country=ZZZ&kind=nothing&page=0", True),
        ("?page=99999999999999", True),
        ("?page=-1", True),
        ("?known-on=2012-09-27", False),
        ("?q=%25", False),
    ],
)
def test_the_list_is_searched_and_filtered(
    client: Client, stored: Record, query: str, *, found: bool
) -> None:
    assert ("/register/linkage-gha-2012" in text(client, f"/nl/register{query}")) is (
        found
    )


@pytest.mark.parametrize("known_on", ["2013-02-30", "tomorrow", "2999-01-01"])
def test_a_bad_moment_is_refused(client: Client, db: None, known_on: str) -> None:
    assert client.get(f"/nl/register?known-on={known_on}").status_code == 400


@pytest.mark.parametrize("language", ["nl", pytest.param("en", marks=pytest.mark.slow)])
def test_every_shipped_record_has_a_page(client: Client, language: str) -> None:
    load_records(reference_records())

    for record_id in {record.id for record in reference_records()}:
        text(client, f"/{language}/register/{record_id}")


def test_pages_ask_few_questions(
    client: Client, django_assert_max_num_queries: Callable[..., Client]
) -> None:
    load_records(reference_records())

    # State, countries, number, which rows, and those not read before.
    with django_assert_max_num_queries(5):  # type: ignore[attr-defined]  # untyped
        text(client, "/nl/register")
    with django_assert_max_num_queries(4):  # type: ignore[attr-defined]  # untyped
        text(client, "/nl/register/linkage-irq-2012")


def test_the_list_goes_on_over_pages(client: Client) -> None:
    load_records(reference_records())

    first, second = (text(client, f"/en/register?page={page}") for page in (1, 2))

    assert 'rel="next"' in first
    assert 'rel="prev"' in second
    assert "Page 2 of" in second


def test_pages_come_with_a_strict_policy(client: Client, stored: Record) -> None:
    answer = client.get("/nl/register")

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "goal"),
    [("/", "/nl/"), ("/nl", "/nl/"), ("/register", "/nl/register")],
)
def test_addresses_without_a_language_lead_to_one(
    client: Client, db: None, path: str, goal: str
) -> None:
    answer = client.get(path)

    assert answer.status_code in {301, 302}
    assert answer["Location"] == goal
