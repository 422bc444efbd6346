"""The API: who reads what on which clock, what may be kept, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.policy.codec import record_to_plain
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.accounts.models import Account, ApiToken
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.accounts.tokens import make_token, revoke_token, tokens_of
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.publication.document import openapi_document
from landenbenadering.web.publication.plain import camel, json_of
from landenbenadering.web.register.selectors import record_history, search_records
from landenbenadering.web.register.services import store_record

ROOT = "/api/v1"
GHANA = "linkage-gha-2012"
NOW = AsOf(timezone.localdate())


def of(client: Client, address: str, **headers: str) -> dict[str, object]:
    answer = client.get(f"{ROOT}{address}", headers=headers)
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


@pytest.fixture
def officer(db: None) -> Account:
    account = Account.objects.create_user("officer", password="a long password")
    assign(account, Role.LIAISON, by=None)
    return account


def hide_version(review_on: date) -> Record:
    """Record a version of the case of Ghana that only the inside may read."""
    held = record_history(GHANA, NOW).versions[0]
    assert isinstance(held.fact, Linkage)
    later = replace(
        held,
        known_from=timezone.localdate(),
        disclosure=Disclosure.INTERNAL,
        fact=replace(held.fact, review_on=review_on),
    )
    return store_record(later, entered_by_user=None)


@pytest.fixture
def internal(reader: Client) -> Record:
    return hide_version(date(2027, 1, 1))


def bearer(account: Account) -> str:
    return f"Bearer {make_token(account, name='test')}"


@pytest.mark.parametrize(
    "query", ["", "?q=hulp&language=nl", "?q=aid&language=en", "?kind=commitment"]
)
def test_a_search_finds_what_the_selector_of_the_pages_finds(
    reader: Client, query: str
) -> None:
    asked = dict(pair.split("=") for pair in query.lstrip("?").split("&") if pair)
    wanted = search_records(
        NOW,
        text=asked.get("q", ""),
        kind=asked.get("kind", ""),
        language=Language(asked.get("language", "nl")),
    )

    found = of(reader, f"/records{query}")

    assert found["total"] == wanted.total > 0
    assert [r["id"] for r in found["records"]] == [r.id for r in wanted.records]  # type: ignore[attr-defined]


def test_a_record_has_every_version_with_its_dates_and_sources(reader: Client) -> None:
    history = record_history(GHANA, NOW)

    found = of(reader, f"/records/{GHANA}")["versions"]

    assert len(found) == len(history.versions) > 1  # type: ignore[arg-type]
    for shown, held in zip(found, history.versions, strict=True):  # type: ignore[call-overload]
        plain = record_to_plain(held)
        assert shown["knownFrom"] == plain["known_from"]
        assert shown["entered"] == plain["entered"]
        assert shown["citations"] == json_of(held.citations)
        assert set(shown["fact"]) == {camel(name) for name in dict(plain["fact"])}  # type: ignore[call-overload]


def test_both_clocks_hold(reader: Client) -> None:
    before = (timezone.localdate() - timedelta(days=1)).isoformat()
    early = of(reader, "/linkages?knownOn=2012-09-28")
    late = of(reader, "/linkages")

    assert 0 < early["total"] < late["total"]  # type: ignore[operator]
    assert of(reader, f"/records?enteredBy={before}")["total"] == 0


def test_a_token_reads_what_its_maker_may_read_and_that_is_an_event(
    reader: Client, officer: Account, internal: Record
) -> None:
    address = f"/records/{GHANA}"
    public = of(reader, address)
    inside = of(reader, address, authorization=bearer(officer))

    assert "reviewOn" not in public["record"]["fact"]  # type: ignore[index]
    assert inside["record"]["fact"]["reviewOn"] == "2027-01-01"  # type: ignore[index]
    assert len(inside["versions"]) == len(public["versions"]) + 1  # type: ignore[arg-type]
    read = AuditEvent.objects.filter(action="item.read", actor=officer)
    assert [e.subject_id for e in read] == [f"{GHANA}/{internal.version}"]


def test_what_is_hidden_changes_nothing_of_what_everybody_gets(
    reader: Client, officer: Account
) -> None:
    addresses = [
        f"/records/{GHANA}",
        "/records?country=GHA",
        "/linkages",
        "/countries/GHA",
        "/rules",
    ]
    before = {a: reader.get(ROOT + a) for a in addresses}
    hide_version(date(2026, 1, 1))

    for address, was in before.items():
        now = reader.get(ROOT + address)
        assert now.content == was.content, address
        assert dict(now.headers) == dict(was.headers), address


def test_a_session_reads_as_the_person_and_is_kept_nowhere(
    reader: Client, officer: Account, internal: Record
) -> None:
    reader.force_login(officer)

    answer = reader.get(f"{ROOT}/records/{GHANA}")

    assert answer["Cache-Control"] == "private, no-store"
    assert "ETag" not in answer
    assert "Access-Control-Allow-Origin" not in answer
    assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))
    assert answer.json()["record"]["disclosure"] == "internal"


def test_what_is_public_may_be_kept_and_asked_again(reader: Client) -> None:
    first = reader.get(f"{ROOT}/countries")
    mark = first["ETag"]

    again = reader.get(f"{ROOT}/countries", headers={"if-none-match": mark})
    earlier = reader.get(f"{ROOT}/countries?knownOn=2012-01-01")

    assert first["Cache-Control"] == "public, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert earlier["ETag"] != mark


@pytest.mark.parametrize("why", ["never was", "revoked", "ended", "closed", "factor"])
def test_a_token_that_opens_nothing_is_told_so_alike(
    reader: Client,
    officer: Account,
    why: str,
    settings: pytest.FixtureRequest,
) -> None:
    sent = bearer(officer)
    held = tokens_of(officer)[0]
    match why:
        case "never was":
            sent = "Bearer none"
        case "revoked":
            assert revoke_token(officer, held.pk)
        case "ended":
            rows = ApiToken.objects.filter(pk=held.pk)
            rows.update(ends_on=timezone.localdate())
        case "closed":
            Account.objects.filter(pk=officer.pk).update(is_active=False)
        case "factor":
            settings.SECOND_FACTOR_ROLES = frozenset({Role.LIAISON})  # type: ignore[attr-defined]

    answer = reader.get(f"{ROOT}/records", headers={"authorization": sent})
    unknown = reader.get(f"{ROOT}/records", headers={"authorization": "Bearer x"})

    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer.content == unknown.content


def test_nobody_ends_the_token_of_another(officer: Account) -> None:
    other = Account.objects.create_user("other", password="a long password")
    make_token(officer, name="mine")

    assert not revoke_token(other, tokens_of(officer)[0].pk)
    assert len(tokens_of(officer)) == 1


def test_tokens_are_made_and_revoked_at_the_account(officer: Account) -> None:
    client = Client()
    client.force_login(officer)

    made = client.post("/en/account/tokens", {"name": "spreadsheet"})
    secret = made.context["secret"]
    (held,) = tokens_of(officer)

    assert len(secret) > 40
    assert secret.encode() in made.content
    assert secret not in held.token_hash
    assert secret.encode() not in client.get("/en/account/tokens").content
    client.post(f"/en/account/tokens/{held.pk}/revoke")
    assert tokens_of(officer) == []
    events = AuditEvent.objects.filter(subject_kind="api_token").order_by("sequence")
    assert [e.action for e in events] == ["api_token.made", "api_token.revoked"]


def test_no_more_tokens_than_one_can_oversee(officer: Account) -> None:
    client = Client()
    client.force_login(officer)
    for number in range(10):
        make_token(officer, name=str(number))

    answer = client.post("/en/account/tokens", {"name": "one more"})

    assert answer.status_code == 422
    assert len(tokens_of(officer)) == 10


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/records?knownOn=2013-02-30", 400, "PAG101"),
        ("/records?knownOn=", 400, "PAG103"),
        ("/records?enteredBy=2999-01-01", 400, "PAG102"),
        ("/records?kind=none", 400, "PAG103"),
        ("/records?page=1&page=2", 400, "PAG103"),
        ("/records?known-on=2012-01-01", 400, "PAG110"),
        ("/records/none", 404, "PAG109"),
        ("/proposals/none", 404, "PAG109"),
        ("/records/", 404, "PAG109"),
        ("/nothing/here", 404, "PAG109"),
        ("/cooperation", 404, "PAG108"),
    ],
)
def test_a_refusal_is_a_problem_with_code_and_remedy(
    reader: Client, address: str, status: int, code: str
) -> None:
    answer = reader.get(ROOT + address, headers={"accept-language": "en"})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"]
    assert answer.json()["remedy"]
    assert answer["Content-Language"] == "en"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_changed(method: str, db: None) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = getattr(client, method)(f"{ROOT}/records")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD"


def test_the_unknown_and_the_forbidden_are_the_same_to_the_byte(
    reader: Client, internal: Record
) -> None:
    secret = replace(internal, id="linkage-gha-secret", version=1)
    store_record(secret, entered_by_user=None)

    forbidden = reader.get(f"{ROOT}/records/linkage-gha-secret")
    unknown = reader.get(f"{ROOT}/records/linkage-gha-nothing")

    assert forbidden.status_code == unknown.status_code == 404
    assert forbidden.content == unknown.content
    assert dict(forbidden.headers) == dict(unknown.headers)


def test_the_document_keeps_the_rules_for_dutch_government() -> None:
    document = openapi_document()
    info = dict(document["info"])  # type: ignore[call-overload]

    assert str(document["openapi"]).startswith("3.1")
    assert {"name", "url", "email"} <= set(info["contact"])
    for path, operations in dict(document["paths"]).items():  # type: ignore[call-overload]
        assert not path.endswith("/")
        for parameter in operations["get"]["parameters"]:
            assert camel(parameter["name"]) == parameter["name"]
            assert "-" not in parameter["name"]
