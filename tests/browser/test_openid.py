"""Signing in through the organisation, in a real browser and by the keyboard."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import COMMAND, Site, Watched, served
from tests.browser.test_second_factor import check, give_password
from tests.web.accounts.openid_server import CLIENT, SECRET, Provider, running

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    """Serve a provider that asks the person to click."""
    who: dict[str, object] = {"sub": "1a2b", "preferred_username": "newcomer"}
    with running(Provider(claims=who, shows_page=True)) as provider:
        yield provider


@pytest.fixture(scope="module")
def site(
    provider: Provider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve pages that know the provider and have an account for one of its people."""
    home = tmp_path_factory.mktemp("openid")
    named = {
        "id": "ministry",
        "name": "Ministerie",
        "issuer": provider.address,
        "client_id": CLIENT,
        "client_secret": SECRET,
    }
    settings = {"LANDENBENADERING_OPENID_PROVIDERS": json.dumps([named])}
    with served(home, "serve", settings=settings) as site:
        make: list[str | Path] = [
            COMMAND,
            "account",
            "add",
            "newcomer",
            "--no-password",
        ]
        environment = os.environ | {"LANDENBENADERING_HOME": str(home)}
        subprocess.run(make, env=environment, check=True, capture_output=True)
        yield site


def go_to_provider(page: Page, site: Site) -> None:
    """Press the button by the keyboard, and arrive at the provider by itself."""
    page.goto(f"{site.address}/nl/sign-in?next=/nl/account")
    button = page.get_by_role("button", name="Inloggen met Ministerie")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="It is me")).to_be_visible()


def test_a_person_signs_in_and_out_through_the_organisation(
    site: Site, watched: Watched, provider: Provider
) -> None:
    page = watched.page
    page.goto(f"{site.address}/nl/sign-in")
    check(page)
    go_to_provider(page, site)

    page.get_by_role("link", name="It is me").click()

    expect(page).to_have_url(f"{site.address}/nl/account")
    expect(page.locator("main")).to_contain_text("newcomer")
    expect(page.locator("main")).to_contain_text("Ministerie, sinds")
    check(page)
    page.locator(".app-account button").click()
    expect(page.locator("h1")).to_have_text("Uitgelogd")
    check(page)
    page.get_by_role("link", name="Uitloggen bij Ministerie").click()
    expect(page).to_have_url(f"{provider.address}/sign-out?client_id={CLIENT}")
    assert watched.complaints == []


def test_who_is_not_let_in_reads_why_on_the_sign_in_page(
    site: Site, page: Page, provider: Provider
) -> None:
    go_to_provider(page, site)
    provider.claims = {"sub": "3c", "preferred_username": "nobody"}

    page.get_by_role("link", name="It is me").click()

    expect(page.locator("main")).to_contain_text("opent u hier geen account")
    check(page)
    provider.down = {"/.well-known/openid-configuration"}
    page.get_by_role("button", name="Inloggen met Ministerie").click()
    expect(page.locator("main")).to_contain_text("Ministerie antwoordt niet")
    check(page)
    provider.down = set()


def test_the_owner_of_a_password_connects_the_account(
    site: Site, page: Page, provider: Provider
) -> None:
    provider.claims = {"sub": "5e", "preferred_username": "whoever"}
    give_password(page, site.address, site.username, site.password)
    page.get_by_role("link", name="Verbinden Ministerie").click()
    check(page)

    page.locator("#id_password").fill(site.password)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="It is me").click()

    expect(page).to_have_url(f"{site.address}/nl/account")
    expect(page.locator("main")).to_contain_text("Voortaan kunt u inloggen")
    check(page)
