"""Every role, and a stranger, at every address with every method."""

import re
from collections.abc import Iterator
from dataclasses import replace
from http.cookies import SimpleCookie
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pydantic import SecretStr
from pytest_django import Settings

from landenbenadering.policy.deciding import Proposal
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import LinkageState
from landenbenadering.web.accounts.bindings import bind
from landenbenadering.web.accounts.models import Account, Assignment
from landenbenadering.web.accounts.openid_provider import OpenIdProvider
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.second_factors import add_code_app, factors_of
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.decisions import services
from landenbenadering.web.decisions.storing import held
from landenbenadering.web.register.services import add_records
from landenbenadering.web.worklist.services import make_address
from tests.web.accounts.conftest import SECRET
from tests.web.decisions.conftest import CUT, OPEN_PROMISE, Dossiers, People, record
from tests.web.role_table import EVERYONE, NOBODY, ROWS, SIGNED_IN, Row

pytestmark = pytest.mark.django_db
# Who is refused is always tried. Of those it answers, two will do, or these where an
# address asks for no role; everyone in the slow run.
SOME = frozenset({"stranger", "nobody"})
FOR_NO_ROLE = frozenset({EVERYONE, SIGNED_IN, NOBODY})
NOWHERE = "/nowhere"
MINISTRY = OpenIdProvider(
    id="ministry",
    name="the ministry",
    issuer="http://127.0.0.1:9",
    client_id="register",
    client_secret=SecretStr("secret of the tests"),
)
FOR_PROGRAMS = "/api/v1"
# What a page has of its own: a token, and the place in the menu that its address names.
OWN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"| aria-current="\w+"')
Browsers = dict[str, Client]
Outcome = str


@pytest.fixture
def everybody(people: People) -> People:
    """Give an account of each role, one without, and one whose role is looked at."""
    single = {
        "liaison": Role.LIAISON,
        "house": Role.HOUSE_READER,
        "auditor": Role.AUDITOR,
        "administrator": Role.ADMINISTRATOR,
    }
    for name in ("nobody", "looked-at", *single):
        people[name] = Account.objects.create_user(name, password="a long password")
    for name, role in (single | {"looked-at": Role.LIAISON}).items():
        assign(people[name], role, by=None)
    add_code_app(people["auditor"], secret=SECRET)
    return people


@pytest.fixture
def places(
    everybody: People,
    draft: Record,
    full: Proposal,
    dossier: Dossiers,
    settings: Settings,
) -> dict[str, object]:
    """Give what the names in the addresses stand for: one register, seeded once."""
    settings.OPENID_PROVIDERS = (MINISTRY,)
    looked_at = everybody["looked-at"]
    desk = everybody["desk"]
    second = services.open_proposal(replace(full, title="Again"), author=desk)
    second = services.add_linkage(
        second, CUT, expected_version=second.version, author=desk
    )
    asked = services.ask_advice(
        dossier(second.id), expected_version=second.version, author=desk
    )
    running = replace(CUT, state=LinkageState.RUNNING)
    add_records([record("linkage-running", running), OPEN_PROMISE])
    return {
        "draft": draft.id,
        "asked": asked.id,
        "advice": f"advice-{asked.id}-development-trade",
        "linkage": "linkage-running",
        "commitment": OPEN_PROMISE.id,
        "account": looked_at.pk,
        "assignment": Assignment.objects.get(account=looked_at).pk,
        "binding": bind(looked_at, issuer="https://x.test", subject="1").pk,
        "factor": factors_of(everybody["auditor"])[0].pk,
        "token": make_address(desk),
    }


@pytest.fixture
def versions(places: dict[str, object]) -> dict[str, int]:
    """Give the version of each proposal."""
    found = {}
    for name in ("draft", "asked"):
        record_id = str(places[name])
        held_now = held(record_id)
        assert held_now is not None
        found[record_id] = held_now.version
    return found


@pytest.fixture
def browsers(everybody: People) -> Browsers:
    """Give a browser for each; the stranger's is signed in nowhere."""
    found = {name: Client() for name in EVERYONE}
    for name in EVERYONE - {"stranger"}:
        found[name].force_login(everybody[name])
    return found


def outcome_of(answer: HttpResponse) -> Outcome:
    """Say what an answer comes to."""
    if answer.status_code == 302 and "/sign-in?next=" in answer["Location"]:
        return "sign in"
    known = {404: "nothing", 405: "no method"}
    return known.get(answer.status_code, "an answer")


def expected(row: Row, visitor: str, method: str) -> Outcome:
    if visitor not in row.who:
        asked = visitor == "stranger" and row.asks_to_sign_in
        return "sign in" if asked else "nothing"
    return "an answer" if method in row.methods.split() else "no method"


def ask(client: Client, method: str, address: str, version: int) -> HttpResponse:
    """Send one request and undo what it did."""
    signed_in = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        answer = client.generic(
            method,
            address if address.startswith(FOR_PROGRAMS) else f"/en{address}",
            f"version={version}",
            content_type="application/x-www-form-urlencoded",
        )
        transaction.set_rollback(True)
    client.cookies = signed_in
    return answer  # type: ignore[return-value]  # the test client's own class


def tried(row: Row, *, thoroughly: bool) -> Iterator[tuple[str, str]]:
    """Give who tries which method."""
    refused, answered = EVERYONE - row.who, sorted(row.who)
    if not thoroughly:
        few = row.who in FOR_NO_ROLE
        answered = sorted(SOME & row.who) if few else answered[:2]
        refused = SOME - row.who if few else refused
    for visitor in (*sorted(refused), *answered):
        for method in ("GET", "POST"):
            # What guards an address of one method stands before the method is read.
            if method in row.methods.split() or visitor in row.who:
                yield visitor, method


def words(answer: HttpResponse, address: str) -> str:
    """Give the text of a page without the address that it stands at."""
    text = answer.content.decode().replace(address, "@")
    return OWN.sub("", text.replace(quote(address, safe=""), "@"))


def version_at(address: str, versions: dict[str, int]) -> int:
    """Give the version of the proposal in an address, as its forms send it."""
    named = [name for name in versions if f"/{name}/" in address]
    return versions[named[0]] if named else 1


@pytest.mark.once
@pytest.mark.parametrize(
    "thoroughly", [False, pytest.param(True, marks=pytest.mark.slow)]
)
def test_every_role_gets_what_the_table_says(
    browsers: Browsers,
    places: dict[str, object],
    versions: dict[str, int],
    *,
    thoroughly: bool,
) -> None:
    """What is forbidden is answered word for word as what does not exist."""
    nothing = {
        (name, prefix): words(ask(client, "GET", prefix + NOWHERE, 1), prefix + NOWHERE)
        for name, client in browsers.items()
        for prefix in ("", FOR_PROGRAMS)
    }
    wrong = []
    for name, row in ROWS.items():
        address = row.address.format(**places)
        prefix = FOR_PROGRAMS if address.startswith(FOR_PROGRAMS) else ""
        for visitor, method in tried(row, thoroughly=thoroughly):
            version = version_at(address, versions)
            answer = ask(browsers[visitor], method, address, version)
            found, wanted = outcome_of(answer), expected(row, visitor, method)
            hidden = found == "nothing" and row.who != NOBODY
            same = not hidden or words(answer, address) == nothing[visitor, prefix]
            if found != wanted or not same or answer.status_code >= 500:
                wrong.append((name, visitor, method, answer.status_code, wanted, same))

    assert wrong == []


def test_no_address_takes_another_method(
    browsers: Browsers, places: dict[str, object]
) -> None:
    refused = {302, 404, 405}
    wrong = [
        (name, method, answer.status_code)
        for name, row in ROWS.items()
        for method in ("PUT", "DELETE")
        if (
            answer := ask(browsers["desk"], method, row.address.format(**places), 1)
        ).status_code
        not in refused
    ]

    assert wrong == []
