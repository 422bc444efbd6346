"""Ghana and Iraq from signal to report, by six people in a real browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignedIn, Site
from tests.browser.steps import (
    TODAY,
    adopt,
    advise_by_keyboard,
    bring,
    fill,
    keep_by_letter,
    lay_papers,
    looks_right,
    press,
    propose,
    send,
    signal,
)

pytestmark = [pytest.mark.browser, pytest.mark.slow]

YESTERDAY = TODAY - timedelta(days=1)
GHANA = {
    "title": "Korting op hulp",
    "text": "Tien miljoen euro minder hulp tot reispapieren op tijd komen.",
    "least": "100",
    "most": "250",
    "basis": "Terugkeerbesluiten en vertrek.",
    "interest_of_1": "development_trade",
    "interest_text_1": "Scholen verliezen geld.",
    "alternative_text_1": "Blijven praten",
    "alternative_why_1": "Twee jaar zonder gevolg.",
    "relations_effect": "Verkoeling.",
    "country_effect": "Klein.",
    "consideration": "Bezien; hulp bij registratie is aangeboden.",
}
IRAQ = {
    "title": "Aanbod",
    "text": "Een fonds voor ontheemden en studieplaatsen, om medewerking.",
    "least": "500",
    "basis": "Bevelen tot vertrek.",
    "interest_of_1": "education",
    "interest_text_1": "Plaatsen zijn schaars.",
    "alternative_text_1": "Een korting op hulp",
    "alternative_why_1": "Het land komt uit een oorlog.",
    "relations_effect": "Zij worden beter.",
    "country_effect": "Ontheemden krijgen onderdak.",
    "consideration": "Ontheemden; hulp bij opvang hoort bij het aanbod.",
}
CUT = {
    "fact-policy_area": "development",
    "fact-direction": "restriction",
    "fact-text-nl": "een verzonnen korting op hulp",
    "fact-text-en": "an invented cut in aid",
    "fact-amount-amount": "10.000.000",
    "fact-amount-currency": "EUR",
}
PLACES = {
    "fact-policy_area": "study",
    "fact-direction": "incentive",
    "fact-text-nl": "verzonnen studieplaatsen",
    "fact-text-en": "invented study places",
}
FUND = {
    "policy_area": "development",
    "direction": "incentive",
    "text_nl": "een verzonnen fonds voor ontheemden",
    "text_en": "an invented fund for displaced persons",
    "amount": "5.500.000",
}


def letter_of(page: Page, site: Site, day: str) -> str:
    """Read the letter as known on a day."""
    page.goto(f"{site.address}/nl/letter?known-on={day}")
    return page.locator("main article").inner_text()


def test_six_people_carry_ghana_from_signal_to_report(
    site: Site, signed_in: SignedIn, page: Page
) -> None:
    desk = signed_in("desk-migration")
    signal(desk, site, "GHA", CUT)
    linkage = desk.url
    address = propose(desk, GHANA, forced=True)
    expect(desk.get_by_text("EUR 10.000.000")).to_be_visible()
    lay_papers(desk, address)
    looks_right(desk)
    press(desk, "ask")

    advise_by_keyboard(
        signed_in("adviser-foreign-affairs"), downs=0, values={"reasons": "Ja."}
    )
    coordinator = signed_in("coordinator")
    coordinator.goto(address)
    press(coordinator, "remind")
    press(coordinator, "close")
    expect(coordinator.get_by_text("Regels staan in de weg. LB04:")).to_be_visible()
    advise_by_keyboard(
        signed_in("adviser-development"),
        downs=2,
        values={"reasons": "Het schaadt scholen."},
    )
    coordinator.goto(address)
    press(coordinator, "close")

    minister = signed_in("decision-maker")
    adopt(minister, "Terugkeer weegt hier zwaarder.", override="Er is gesproken.")
    expect(minister.get_by_text("Het schaadt scholen.")).to_be_visible()
    looks_right(minister)
    desk.goto(f"{address}/note")
    looks_right(desk)
    for suffix, magic in (("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype")):
        assert desk.request.get(f"{address}/note.{suffix}").body().startswith(magic)
    bring(desk, linkage, "announced")

    told = "een verzonnen korting op hulp"
    assert told not in letter_of(page, site, TODAY.isoformat())
    liaison = signed_in("liaison")
    keep_by_letter(liaison, "Korting op hulp", number="29 344, nr. 991", level="public")
    assert told in letter_of(page, site, TODAY.isoformat())
    assert told not in letter_of(page, site, YESTERDAY.isoformat())
    page.goto(linkage)
    expect(page.get_by_text("aangekondigd")).to_be_visible()
    assert address.rsplit("/", 1)[1] not in page.content()

    auditor = signed_in("auditor")
    auditor.goto(f"{site.address}/nl/audit?subject={linkage.rsplit('/', 1)[1]}")
    trail = auditor.locator("main").inner_text()
    for role in ("beleidsmedewerker", "beslisser", "parlementair contactpersoon"):
        assert role in trail


def test_six_people_carry_iraq_from_signal_to_a_confidential_report(
    site: Site, signed_in: SignedIn, page: Page
) -> None:
    desk = signed_in("desk-foreign-affairs")
    signal(desk, site, "IRQ", PLACES)
    places = desk.url
    address = propose(desk, IRAQ, forced=False)
    desk.goto(f"{address}/linkages/add")
    fill(desk, FUND)
    send(desk)
    expect(desk.get_by_text("EUR 5.500.000")).to_be_visible()
    lay_papers(desk, address)
    two_people_change(desk, address)
    press(desk, "ask")

    for username, downs, values in (
        ("adviser-migration", 0, {"reasons": "Ja."}),
        ("adviser-development", 0, {"reasons": "Ja."}),
        ("adviser-education", 1, {"conditions": "Hoogstens twintig plaatsen."}),
    ):
        advise_by_keyboard(signed_in(username), downs=downs, values=values)
    desk.goto(address)
    press(desk, "close")
    minister = signed_in("decision-maker")
    adopt(minister, "Het belang is wederzijds.")
    expect(minister.get_by_text("Hoogstens twintig plaatsen.")).to_be_visible()
    bring(desk, places, "offered", "agreed", "running")
    give_the_return_message(desk, site)
    desk.goto(places)
    desk.get_by_role("link", name="Herijking").click()
    looks_right(desk)
    desk.locator("[name=finding]").first.check()
    fill(desk, {"text": "De eerste plaatsen zijn bezet."})
    fill(desk, {"next_on": (TODAY + timedelta(days=200)).isoformat()})
    send(desk)
    expect(desk.get_by_text("De herijking is vastgelegd.")).to_be_visible()

    liaison = signed_in("liaison")
    keep_by_letter(liaison, "Aanbod", number="19 637, nr. 992", level="house")
    house = signed_in("house-reader")
    house.goto(places)
    expect(house.get_by_text("vertrouwelijk aan de Kamer")).to_be_visible()
    answer = house.goto(address)
    assert answer is not None
    assert answer.status == 404
    answer = page.goto(places)
    assert answer is not None
    assert answer.status == 404
    assert "verzonnen studieplaatsen" not in letter_of(page, site, TODAY.isoformat())


def two_people_change(desk: Page, address: str) -> None:
    """The second of two to store the draft sees both versions, and chooses."""
    other = desk.context.new_page()
    for one in (desk, other):
        one.goto(f"{address}/change")
    fill(other, {"relations_effect": "Zij worden veel beter."})
    send(other)
    fill(desk, {"country_effect": "Groot."})
    send(desk)
    expect(desk.get_by_role("heading", name="Iemand was u voor")).to_be_visible()
    shown = desk.locator("main table").inner_text()
    assert "Zij worden veel beter." in shown
    assert "Groot." in shown
    looks_right(desk)
    send(desk)
    expect(desk.get_by_text("Groot.")).to_be_visible()
    other.close()


def give_the_return_message(desk: Page, site: Site) -> None:
    """Record a contact in which it was given; the page of the country shows it."""
    desk.goto(f"{site.address}/nl/register/add/contact?country=IRQ")
    fill(
        desk,
        {
            "fact-level": "minister",
            "fact-on": TODAY.isoformat(),
            "fact-by": "netherlands",
            "fact-text-nl": "het verzonnen aanbod",
            "fact-text-en": "the invented offer",
            "fact-message_given": "yes",
            "citations-0-document": "kst-29344-116",
            "known_from": TODAY.isoformat(),
            "disclosure": "internal",
        },
    )
    desk.locator("main form[method=post] .nl-button--primary").click()
    expect(desk.get_by_text("Vastgelegd: Irak: contact")).to_be_visible()
    desk.goto(f"{site.address}/nl/countries/IRQ")
    expect(desk.get_by_text("het verzonnen aanbod").first).to_be_visible()
    looks_right(desk)
