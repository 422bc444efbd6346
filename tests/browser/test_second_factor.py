"""A key is added and opens the account; the pages around it are accessible."""

import json
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.test_every_page import violations

pytestmark = pytest.mark.browser


def give_password(page: Page, address: str, username: str, password: str) -> None:
    page.goto(f"{address}/nl/sign-in?next=/nl/account")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(password)
    page.keyboard.press("Enter")


def check(page: Page) -> None:
    """Find nothing against WCAG, and nothing wider than the window, at both widths."""
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": WIDE, "height": 900})


def test_a_key_opens_the_account(site: Site, page: Page) -> None:
    """By the keyboard: add a key of the browser's own, sign out, and in with it."""
    # A key answers to a name, and never to an address of numbers.
    address = site.address.replace("127.0.0.1", "localhost")
    kept = (site.home / "demonstration-passwords").read_text("ascii")
    password = json.loads(kept)["auditor"]
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": False,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    give_password(page, address, "auditor", password)
    expect(page).to_have_url(f"{address}/nl/account")
    check(page)
    page.goto(f"{address}/nl/account/code-app")
    check(page)
    page.goto(f"{address}/nl/account/keys/add")
    check(page)

    page.locator("#id_name").fill("sleutel in de la")
    page.locator("#id_password").fill(password)
    page.keyboard.press("Enter")
    expect(page.locator("main code")).to_have_count(10)
    check(page)
    page.goto(f"{address}/nl/account")
    expect(page.locator("main")).to_contain_text("sleutel in de la")
    check(page)

    page.locator(".app-account button").click()
    give_password(page, address, "auditor", password)
    expect(page).to_have_url(f"{address}/nl/sign-in/second-factor")
    check(page)
    page.locator("form[data-key] [type=submit]").click()
    expect(page).to_have_url(f"{address}/nl/account")


def test_what_a_key_answered_once_opens_nothing_later(site: Site, page: Page) -> None:
    """Of the same account, with the right password, and of an account without it."""
    address = site.address.replace("127.0.0.1", "localhost")
    kept = json.loads((site.home / "demonstration-passwords").read_text("ascii"))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {
        "protocol": "ctap2",
        "transport": "usb",
        "hasResidentKey": False,
        "hasUserVerification": False,
    }
    made = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    give_password(page, address, "liaison", kept["liaison"])
    expect(page).to_have_url(f"{address}/nl/account")
    page.goto(f"{address}/nl/account/keys/add")
    page.locator("#id_name").fill("sleutel")
    page.locator("#id_password").fill(kept["liaison"])
    page.keyboard.press("Enter")
    expect(page.locator("main code")).to_have_count(10)
    page.locator(".app-account button").click()
    expect(page.locator(".app-account button")).to_have_count(0)
    give_password(page, address, "liaison", kept["liaison"])
    expect(page).to_have_url(f"{address}/nl/sign-in/second-factor")
    with page.expect_request(
        lambda request: request.method == "POST" and "second-factor" in request.url
    ) as sent:
        page.locator("form[data-key] [type=submit]").click()
    expect(page).to_have_url(f"{address}/nl/account")
    answered = parse_qs(str(sent.value.post_data))["credential"][0]

    page.locator(".app-account button").click()
    expect(page.locator(".app-account button")).to_have_count(0)
    give_password(page, address, "liaison", kept["liaison"])
    expect(page).to_have_url(f"{address}/nl/sign-in/second-factor")
    token = page.locator("form[data-key] [name=csrfmiddlewaretoken]").input_value()
    again = page.request.post(
        f"{address}/nl/sign-in/second-factor",
        form={"credential": answered, "csrfmiddlewaretoken": token},
        headers={"Referer": address},
    )
    assert again.status == 422
    page.goto(f"{address}/nl/account")
    assert "/sign-in" in page.url

    of_key = {"authenticatorId": made["authenticatorId"]}
    devtools.send("WebAuthn.clearCredentials", of_key)
    give_password(page, address, "liaison", kept["liaison"])
    expect(page).to_have_url(f"{address}/nl/sign-in/second-factor")
    page.locator("form[data-key] [type=submit]").click()
    expect(page.locator("[data-key-problem]")).to_be_visible()
    check(page)
