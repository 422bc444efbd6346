"""A second factor is asked, counts once, is sealed, and every step is on record."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from landenbenadering.web.accounts import second_factors
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign, create_account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.verification import verify
from tests.web.accounts.conftest import PASSWORD, SECRET, code_at, code_now

pytestmark = pytest.mark.django_db
SIGN_IN = {"username": "somebody", "password": PASSWORD}


@pytest.fixture
def codes(account: Account) -> tuple[str, ...]:
    """Give the account a code app; give its recovery codes."""
    return second_factors.add_code_app(account, secret=SECRET)


@pytest.fixture
def at_the_door(client: Client, codes: tuple[str, ...]) -> Client:
    """Give a browser that gave the right password."""
    answer = client.post("/en/sign-in?next=/en/about", SIGN_IN)
    assert answer["Location"] == "/en/sign-in/second-factor"
    assert "_auth_user_id" not in client.session
    return client


def actions() -> list[str]:
    return list(
        AuditEvent.objects.order_by("sequence").values_list("action", flat=True)
    )


# RFC 6238, appendix B, SHA-1, the last six of its eight digits.
@pytest.mark.parametrize(
    ("moment", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924")],
)
def test_the_test_s_own_codes_are_those_of_the_rfc(moment: int, code: str) -> None:
    assert code_at(moment) == code


def test_password_and_code_sign_in(at_the_door: Client) -> None:
    assert at_the_door.get("/en/account").status_code == 302

    wrong = at_the_door.post("/en/sign-in/second-factor", {"code": "000"})
    right = at_the_door.post("/en/sign-in/second-factor", {"code": code_now()})

    assert wrong.status_code == 422
    assert right["Location"] == "/en/about"
    assert "_auth_user_id" in at_the_door.session
    assert actions()[-3:] == [
        "second-factor.failed",
        "second-factor.used",
        "sign-in.succeeded",
    ]


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_may_be_half_a_minute_off(
    account: Account, codes: tuple[str, ...], steps: int
) -> None:
    assert second_factors.use_code(account, code_now(steps=steps * 4)) is None
    assert second_factors.use_code(account, code_now(steps=steps)) is not None


def test_a_code_counts_once(account: Account, codes: tuple[str, ...]) -> None:
    code = code_now()

    assert second_factors.use_code(account, code) is not None
    assert second_factors.use_code(account, code) is None


def test_a_recovery_code_counts_once_and_in_groups(
    account: Account, codes: tuple[str, ...]
) -> None:
    assert len(set(codes)) == 10
    spoken = f"{codes[3][:4]} {codes[3][4:]}"

    used = second_factors.use_code(account, spoken)

    assert used is not None
    assert second_factors.use_code(account, codes[3]) is None
    left = [factor.left for factor in second_factors.factors_of(account)]
    assert left == [None, 9]
    assert actions()[-1] == "second-factor.recovery-used"


def test_five_wrong_codes_close_the_door(at_the_door: Client) -> None:
    for _ in range(5):
        answer = at_the_door.post("/en/sign-in/second-factor", {"code": "000000"})

    assert answer.status_code == 429
    right = at_the_door.post("/en/sign-in/second-factor", {"code": code_now()})
    assert right.status_code == 429
    assert "_auth_user_id" not in at_the_door.session
    assert "sign-in.locked" in actions()


def test_nobody_comes_to_the_second_step_without_the_first(
    client: Client, codes: tuple[str, ...]
) -> None:
    answer = client.post("/en/sign-in/second-factor", {"code": code_now()})

    assert answer["Location"] == "/en/sign-in"


def test_an_app_is_added_with_its_code_and_the_password(
    own_client: Client, account: Account
) -> None:
    page = own_client.get("/en/account/code-app").content.decode()
    found = re.search(r'app-secret">([A-Z2-7 ]+)<', page)
    assert found is not None
    secret = found[1].replace(" ", "")
    assert "data:image/svg+xml" in page

    sent = {"code": code_now(secret), "password": "not this one"}
    assert own_client.post("/en/account/code-app", sent).status_code == 422
    assert not second_factors.has_second_factor(account)

    answer = own_client.post("/en/account/code-app", sent | {"password": PASSWORD})
    shown = re.findall(r'app-secret">(\d{8})<', answer.content.decode())

    assert len(shown) == 10
    assert second_factors.use_code(account, shown[0]) is not None


def test_recovery_codes_go_with_the_last_factor(
    own_client: Client, account: Account, codes: tuple[str, ...]
) -> None:
    app = next(f for f in second_factors.factors_of(account) if f.kind == "totp")
    path = f"/en/account/second-factors/{app.pk}/remove"

    assert own_client.post(path, {"password": PASSWORD}).status_code == 302

    assert second_factors.factors_of(account) == ()
    assert actions()[-2:] == ["second-factor.removed"] * 2
    assert own_client.post(path, {"password": PASSWORD}).status_code == 404


def test_new_recovery_codes_replace_the_old(
    own_client: Client, account: Account, codes: tuple[str, ...]
) -> None:
    answer = own_client.post("/en/account/recovery-codes", {"password": PASSWORD})

    new = re.findall(r'app-secret">(\d{8})<', answer.content.decode())
    assert len(new) == 10
    assert second_factors.use_code(account, codes[0]) is None
    assert second_factors.use_code(account, new[0]) is not None


def test_someone_else_s_factor_does_not_exist(
    account: Account, codes: tuple[str, ...]
) -> None:
    other = Client()
    other.force_login(create_account("other", password=PASSWORD, by=None))
    pk = second_factors.factors_of(account)[0].pk

    path = f"/en/account/second-factors/{pk}/remove"
    assert other.post(path, {"password": PASSWORD}).status_code == 404
    assert second_factors.has_second_factor(account)


def test_secrets_are_sealed_with_the_key_of_the_installation(
    account: Account, codes: tuple[str, ...], settings: Settings
) -> None:
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored

    settings.SECRET_KEY = "another key of an installation that was restored elsewhere"

    with pytest.raises(AccountError, match="ACC106"):
        second_factors.use_code(account, code_now())
    assert second_factors.reset_second_factors(account, by=None) == 2


def test_a_factor_that_no_service_made_is_found(
    account: Account, codes: tuple[str, ...]
) -> None:
    assert verify(anchor=None).total == 0
    row = Authenticator.objects.get(type="totp")
    row.data = {"secret": "gAAAA"}
    row.save()
    other = create_account("other", password=PASSWORD, by=None)
    Authenticator.objects.create(user=other, type="totp", data={"secret": "gAAAA"})

    assert sorted(f.kind.value for f in verify(anchor=None).findings) == [
        "row-added",
        "row-changed",
    ]


@pytest.fixture
def strict(settings: Settings) -> None:
    """Ask administrators for a second factor."""
    settings.SECOND_FACTOR_ROLES = frozenset({Role.ADMINISTRATOR})


def test_a_role_that_needs_a_second_factor_does_nothing_without(
    own_client: Client, account: Account, strict: None
) -> None:
    assert own_client.get("/en/about").status_code == 200
    assign(account, Role.ADMINISTRATOR, by=None)

    for path in ("/en/about", "/en/register", "/en/", "/en/account/recovery-codes"):
        assert own_client.get(path)["Location"] == "/en/account", path
    assert own_client.post("/en/register/add/linkage", {})["Location"] == "/en/account"
    assert b"you can do nothing else" in own_client.get("/en/account").content

    second_factors.add_code_app(account, secret=SECRET)
    assert own_client.get("/en/about").status_code == 200


def test_a_demonstration_account_is_exempt_on_this_machine_alone(
    db: None, strict: None, settings: Settings
) -> None:
    administrator = create_account("administrator", password=PASSWORD, by=None)
    assign(administrator, Role.ADMINISTRATOR, by=None)
    client = Client()
    client.force_login(administrator)

    assert client.get("/en/about").status_code == 200
    assert b"demonstration account" in client.get("/en/account").content

    settings.ON_THIS_MACHINE_ALONE = False
    assert client.get("/en/about")["Location"] == "/en/account"


def test_the_own_password_is_changed_under_the_rules(
    own_client: Client, account: Account
) -> None:
    path = "/en/account/password"
    sent = {"new": "another long one", "again": "another long one"}

    assert own_client.post(path, sent | {"password": "wrong"}).status_code == 422
    weak = {"new": "somebody", "again": "somebody", "password": PASSWORD}
    assert own_client.post(path, weak).status_code == 422
    assert own_client.post(path, sent | {"password": PASSWORD}).status_code == 302

    account.refresh_from_db()
    assert account.check_password("another long one")
    assert own_client.get("/en/account").status_code == 200
    assert actions()[-1] == "account.password-changed"
