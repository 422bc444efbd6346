"""The steps of the cycle as each person takes them in a browser."""

from collections.abc import Mapping
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.test_every_page import violations
from tests.browser.test_journeys import tab_to

TODAY = date.today()  # noqa: DTZ011  (the browser's own day)
LATER = (TODAY + timedelta(days=300)).isoformat()
PAPERS = (
    "relations_assessment",
    "rights_assessment",
    "situation_assessment",
    "chain_readiness",
)
Fields = Mapping[str, str]


def fill(page: Page, values: Fields) -> None:
    """Fill in fields by name: choose in lists, write in the others."""
    for name, value in values.items():
        field = page.locator(f"main [name='{name}']").first
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page) -> None:
    """Press the button of the form of the page."""
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


def press(page: Page, step: str) -> None:
    """Press the button of a step of a proposal, which is then no longer offered."""
    button = page.locator(f"form[action$='/{step}'] button").first
    button.click()
    expect(page.locator(".utrecht-alert").first).to_be_visible()


def looks_right(page: Page) -> None:
    """Nothing for axe, and nothing wider than a telephone."""
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    page.set_viewport_size({"width": WIDE, "height": 900})


def signal(page: Page, site: Site, country: str, linkage: Fields) -> None:
    """Record a linkage that one might lay, for colleagues only."""
    page.goto(f"{site.address}/nl/register/add/linkage?country={country}")
    fill(page, {"fact-actor": "netherlands", "fact-state": "signalled", **linkage})
    fill(page, {"fact-since": TODAY.isoformat(), "known_from": TODAY.isoformat()})
    fill(page, {"disclosure": "internal"})
    page.locator("main form[method=post] .nl-button--primary").click()
    expect(page.get_by_text("gesignaleerd")).to_be_visible()
    looks_right(page)


def propose(page: Page, proposal: Fields, *, forced: bool) -> str:
    """Make a proposal of the signalled linkage on the page, and give its address."""
    page.get_by_role("link", name="Er een voorstel van maken").click()
    expect(page.get_by_text("Het pakket begint met")).to_be_visible()
    assert page.locator("main textarea:invalid").count() == 0
    looks_right(page)
    fill(page, {**proposal, "review_on": LATER})
    page.set_checked("[name=pursues_forced_return]", forced)
    send(page)
    expect(page.get_by_text("Het concept is opgeslagen.")).to_be_visible()
    return page.url


def lay_papers(page: Page, address: str) -> None:
    """Lay the papers with a draft that the rules ask for."""
    for number, kind in enumerate(PAPERS):
        page.goto(f"{address}/papers/add")
        name = address.rsplit("/", 1)[1]
        fill(page, {"kind": kind, "number": f"{name}-{number}", "dated": "2026-01-05"})
        fill(page, {"title_nl": f"Stuk {number}", "title_en": f"Paper {number}"})
        send(page)
        expect(page).to_have_url(address)


def advise_by_keyboard(page: Page, *, downs: int, values: Fields) -> None:
    """From the work list to the recorded advice without a mouse."""
    tab_to(page, "main a[href*='/advice/']")
    page.keyboard.press("Enter")
    expect(page.locator("[name=position]").first).to_be_visible()
    looks_right(page)
    tab_to(page, "[name=position]")
    page.keyboard.press("Space")
    for _ in range(downs):
        page.keyboard.press("ArrowDown")
    for name, text in values.items():
        tab_to(page, f"[name={name}]")
        page.keyboard.type(text)
    tab_to(page, "main form button[type=submit]")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Uw advies is vastgelegd.")).to_be_visible()


def adopt(page: Page, weighing: str, *, override: str = "") -> None:
    """Decide from the work list that the package is adopted."""
    page.locator("main a[href$='/decide']").first.click()
    assert page.locator("main textarea:invalid").count() == 0
    looks_right(page)
    page.check("[name=outcome][value=adopted]")
    fill(page, {"weighing": weighing})
    if override:
        send(page)
        expect(page.get_by_text("Regels staan in de weg.")).to_be_visible()
        assert page.input_value("[name=weighing]") == weighing
        for reason in page.locator("main textarea[name^=override]").all():
            reason.fill(override)
    send(page)
    expect(page.get_by_text("Het besluit is vastgelegd.")).to_be_visible()


def bring(page: Page, linkage: str, *states: str) -> None:
    """Bring a linkage from state to state, each time from its own page."""
    page.goto(linkage)
    for state in states:
        page.get_by_role("link", name="Volgende stand").click()
        page.check(f"[name=to][value={state}]")
        send(page)
        expect(page.get_by_text("De nieuwe stand is vastgelegd.")).to_be_visible()


def keep_by_letter(page: Page, title: str, *, number: str, level: str) -> None:
    """Record from the work list the letter that keeps the commitment on a step."""
    page.locator(f"main a:has-text('nieuwe stap: {title}')").click()
    looks_right(page)
    send(page)
    expect(page.locator("[aria-invalid=true]").first).to_be_visible()
    fill(page, {"number": number, "dated": TODAY.isoformat()})
    fill(page, {"title_nl": f"Brief over {title}", "title_en": f"Letter on {title}"})
    page.check(f"[name=disclosure][value={level}]")
    send(page)
    expect(
        page.get_by_text("De toezegging is met deze brief nagekomen.")
    ).to_be_visible()
    looks_right(page)
