"""What people do beside the great journey: record, correct, withdraw, subscribe."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, SignedIn, Site
from tests.browser.steps import TODAY, fill, looks_right, send
from tests.browser.test_journeys import tab_to

pytestmark = pytest.mark.browser
TALK = {
    "fact-level": "minister",
    "fact-on": "2026-03-02",
    "fact-text-nl": "een verzonnen gesprek",
    "fact-text-en": "an invented talk",
    "fact-message_given": "yes",
}
# What each label is too narrow for: its longest word, as the browser would write it.
LABELS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll("td[data-label]")].map(cell => {
    const style = getComputedStyle(cell, "::before");
    pen.font = style.font;
    const words = cell.dataset.label.split(" ").map(w => pen.measureText(w).width);
    return Math.max(...words) - parseFloat(style.width);
  });
}"""


def labels_read(page: Page) -> None:
    """Each label of a table has room for a word on a telephone."""
    page.set_viewport_size({"width": NARROW, "height": 900})
    lacking = page.evaluate(LABELS)
    assert lacking
    assert max(lacking) < 1


def record(page: Page) -> None:
    page.locator("main form[method=post] .nl-button--primary").last.click()
    page.wait_for_load_state()


def test_a_contact_of_ones_own_is_recorded_late_and_corrected(
    site: Site, signed_in: SignedIn
) -> None:
    page = signed_in("desk-migration")
    page.goto(f"{site.address}/nl/register/add/contact?country=GHA")
    fill(page, {**TALK, "known_from": "2026-03-04"})
    looks_right(page)
    record(page)
    expect(page.get_by_text("Later ingevoerd dan bekend").first).to_be_visible()
    expect(
        page.locator("a[href*='/sources/document-']")
        .or_(page.locator("a[href*='/sources/report-']"))
        .first
    ).to_be_visible()

    page.get_by_role("link", name="Verbeteren").click()
    fill(page, {"fact-on": "2026-03-03", "why": "De dag stond verkeerd."})
    looks_right(page)
    record(page)
    expect(page.get_by_role("heading", name="Verbeterde versies")).to_be_visible()
    expect(page.get_by_text("De dag stond verkeerd.")).to_be_visible()
    labels_read(page)


def test_a_draft_is_withdrawn_by_keyboard_and_stays_to_be_read(
    site: Site, signed_in: SignedIn
) -> None:
    page = signed_in("desk-migration")
    page.goto(f"{site.address}/nl/proposals/add?country=MAR")
    fill(page, {"title": "Een verzonnen plan", "text": "Om in te trekken."})
    send(page)
    tab_to(page, "main details summary")
    page.keyboard.press("Enter")
    looks_right(page)
    tab_to(page, "form[action$='/withdraw'] button")
    page.keyboard.press("Enter")

    expect(page.get_by_text("er is niet over besloten")).to_be_visible()
    expect(page.get_by_text("Om in te trekken.")).to_be_visible()
    assert page.locator("main form[method=post]").count() == 0


def test_the_work_list_is_read_on_a_telephone_and_in_a_calendar(
    site: Site, signed_in: SignedIn
) -> None:
    page = signed_in("coordinator")
    labels_read(page)
    page.goto(f"{site.address}/nl/feed")
    page.locator("form[action$='/feed/make'] button").click()
    shown = page.locator("main").inner_text()
    atom, calendar = re.findall(r"http\S+work\.(?:atom|ics)", shown)

    assert (
        "<title>Werk dat wacht op coordinator</title>" in page.request.get(atom).text()
    )
    events = page.request.get(calendar).text()
    assert events.startswith("BEGIN:VCALENDAR")
    assert f"DTSTAMP:{TODAY.year}" in events
    looks_right(page)
