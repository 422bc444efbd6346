"""A package for Ghana from draft to decision, by six people in a real browser."""

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.test_every_page import violations
from tests.browser.test_journeys import tab_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LATER = (date.today() + timedelta(days=300)).isoformat()  # noqa: DTZ011  (the browser's own day)
PROPOSAL = {
    "title": "Korting op hulp",
    "text": "Tien miljoen euro minder hulp tot reispapieren op tijd komen.",
    "least": "100",
    "most": "250",
    "basis": "Terugkeerbesluiten en vertrek.",
    "interest_text_1": "Scholen verliezen geld.",
    "alternative_text_1": "Blijven praten",
    "alternative_why_1": "Twee jaar zonder gevolg.",
    "relations_effect": "Verkoeling.",
    "country_effect": "Klein.",
    "consideration": "Bezien; hulp bij registratie is aangeboden.",
    "review_on": LATER,
}
LINKAGE = {
    "text_nl": "een korting op hulp",
    "text_en": "a cut in aid",
    "amount": "10.000.000",
    "currency": "EUR",
}
PAPERS = (
    "relations_assessment",
    "rights_assessment",
    "situation_assessment",
    "chain_readiness",
)
SignedIn = Callable[[str], Page]


@pytest.fixture
def signed_in(browser: Browser, site: Site) -> Iterator[SignedIn]:
    """Give the page of someone who signed in with password and Enter."""
    kept = json.loads((site.home / "demonstration-passwords").read_text("ascii"))
    contexts = []

    def page_of(username: str) -> Page:
        size = {"width": WIDE, "height": 900}
        context = browser.new_context(locale="nl-NL", viewport=size)  # type: ignore[arg-type]  # a dict for its own TypedDict
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{site.address}/nl/sign-in")
        page.fill("[name=username]", username)
        page.fill("[name=password]", kept[username])
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{site.address}/nl/work")
        return page

    yield page_of
    for context in contexts:
        context.close()


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.fill(f"main [name={name}]", value)


def looks_right(page: Page) -> None:
    """Nothing for axe, and nothing wider than a telephone."""
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.set_viewport_size({"width": WIDE, "height": 900})


def drafted(desk: Page, site: Site) -> str:
    """Draft a proposal with its papers and one linkage, and give its address."""
    desk.goto(f"{site.address}/nl/proposals/add?country=GHA")
    assert desk.locator("main textarea:invalid").count() == 0
    looks_right(desk)
    fill(desk, PROPOSAL)
    desk.select_option("[name=interest_of_1]", "development_trade")
    desk.locator("main form button[type=submit]").last.click()
    expect(desk.get_by_text("waarom niet: Twee jaar")).to_be_visible()
    address = desk.url
    for number, kind in enumerate(PAPERS):
        desk.goto(f"{address}/papers/add")
        desk.select_option("main [name=kind]", kind)
        fill(desk, {"title_nl": f"Stuk {number}", "title_en": f"Paper {number}"})
        fill(desk, {"number": f"MIG-{number}", "dated": "2026-01-05"})
        fill(desk, {"url": f"https://example.org/{number}"})
        desk.locator("main form button[type=submit]").last.click()
        expect(desk).to_have_url(address)
    desk.goto(f"{address}/linkages/add")
    desk.select_option("main [name=policy_area]", "development")
    desk.select_option("main [name=direction]", "restriction")
    fill(desk, LINKAGE)
    desk.locator("main form button[type=submit]").last.click()
    expect(desk.get_by_text("EUR 10.000.000")).to_be_visible()
    looks_right(desk)
    return address


def advise_by_keyboard(page: Page, *, downs: int, reasons: str) -> None:
    """From the work list to the recorded advice without a mouse."""
    tab_to(page, "main a[href*='/advice/']")
    page.keyboard.press("Enter")
    expect(page.locator("[name=position]").first).to_be_visible()
    looks_right(page)
    tab_to(page, "[name=position]")
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")
    tab_to(page, "[name=reasons]")
    page.keyboard.type(reasons)
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Uw advies is vastgelegd.")).to_be_visible()


def test_six_people_carry_ghana_from_draft_to_decision(
    site: Site, signed_in: SignedIn
) -> None:
    desk = signed_in("desk-migration")
    address = drafted(desk, site)
    desk.locator("form[action$='/ask'] button").click()
    expect(desk.locator("form[action$='/ask']")).to_have_count(0)

    advise_by_keyboard(signed_in("adviser-foreign-affairs"), downs=0, reasons="Ja.")
    advise_by_keyboard(
        signed_in("adviser-development"), downs=2, reasons="Het schaadt scholen."
    )
    coordinator = signed_in("coordinator")
    coordinator.goto(address)
    coordinator.locator("form[action$='/close'] button").click()
    expect(coordinator.locator("form[action$='/close']")).to_have_count(0)

    minister = signed_in("decision-maker")
    minister.goto(f"{address}/decide")
    assert minister.locator("main textarea:invalid").count() == 0
    looks_right(minister)
    minister.check("[name=outcome][value=adopted]")
    fill(minister, {"weighing": "Terugkeer weegt hier zwaarder."})
    for reason in minister.locator("main textarea[name^=override]").all():
        reason.fill("De minister heeft er zelf over gesproken.")
    minister.locator("main form button[type=submit]").last.click()
    expect(minister.get_by_text("Het besluit is vastgelegd.")).to_be_visible()
    expect(minister.get_by_text("Het schaadt scholen.")).to_be_visible()
    looks_right(minister)

    desk.goto(f"{address}/note")
    looks_right(desk)
    assert desk.request.get(f"{address}/note.pdf").body().startswith(b"%PDF")
    house = signed_in("house-reader")
    answer = house.goto(address)
    assert answer is not None
    assert answer.status == 404
