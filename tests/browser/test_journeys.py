"""What people come to do, by mouse and by keyboard."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site

pytestmark = pytest.mark.browser


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; fail if the page ends first."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({selector!r})"):
            return
    pytest.fail(f"the keyboard never reaches {selector}")


def test_the_keyboard_alone_leads_from_the_table_to_the_cell(
    site: Site, page: Page
) -> None:
    """Home, country, figure, source: every step by Tab and Enter."""
    page.goto(f"{site.address}/nl/?q=ghana")
    tab_to(page, "main table a[href*='/countries/GHA']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/nl/countries/GHA")

    tab_to(page, "main a[href*='/figures/ordered_to_leave/NLD/GHA/2012']")
    page.keyboard.press("Enter")
    shown = page.locator("main").inner_text()
    assert "migr_eiord_Data_allcitizens.csv" in shown
    assert "a41b94928a80349a48640a8b534caa55deafbcaee32f0054cc9f335975f5416e" in shown

    tab_to(page, "main a[href*='/sources/eurostat-eil']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/nl/sources/eurostat-eil")


def test_a_moment_stays_while_one_follows_links(site: Site, page: Page) -> None:
    """The date in the address goes along to the country, the letter and the paper."""
    page.goto(f"{site.address}/nl/?known-on=2013-03-05")
    for name in ("Register", "Brief"):
        page.get_by_role("navigation").get_by_role("link", name=name).first.click()
        assert "known-on=2013-03-05" in page.url
    assert "Marokko" not in page.locator("main article").inner_text()

    page.goto(f"{site.address}/nl/letter?known-on=2013-03-06")
    assert "Marokko" in page.locator("main article").inner_text()


def test_a_sentence_of_the_letter_leads_to_its_paper(site: Site, page: Page) -> None:
    """From a claim to its record, and from there to page and paragraph."""
    page.goto(f"{site.address}/nl/letter?known-on=2013-03-06")
    page.locator("article a[href*='/register/linkage-gha-2012']").first.click()

    shown = page.locator("main").inner_text()
    assert "29 344, nr. 90" in shown
    official = page.locator(
        "a[href='https://zoek.officielebekendmakingen.nl/kst-29344-90.html']"
    )
    assert official.count() >= 1


@pytest.mark.parametrize("suffix", ["PDF", "Word", "HTML"])
def test_the_letter_can_be_taken_along(
    site: Site, page: Page, tmp_path: Path, suffix: str
) -> None:
    """Each download is a file of its kind, as known on the day of the page."""
    page.goto(f"{site.address}/nl/letter?known-on=2013-03-06")
    with page.expect_download() as coming:
        page.locator("main").get_by_role("link", name=suffix, exact=True).click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)

    magic = {".pdf": b"%PDF-", ".docx": b"PK", ".html": b"<!doctype html>"}
    assert file.read_bytes().startswith(magic[file.suffix])
    assert "2013-03-06" in file.name


def sign_in(page: Page, site: Site) -> None:
    """Sign in with the demonstration account."""
    page.goto(f"{site.address}/nl/sign-in")
    page.locator("#id_username").fill(site.username)
    page.locator("#id_password").fill(site.password)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site.address}/nl/work*")


def test_a_recorded_linkage_stands_in_the_letter_in_both_languages(
    site: Site, page: Page
) -> None:
    """Signed in, one adds a linkage for Vietnam; the letter has it at once."""
    page.goto(f"{site.address}/nl/register/add/linkage")
    assert "/nl/sign-in" in page.url
    sign_in(page, site)
    page.goto(f"{site.address}/nl/register/add/linkage")
    page.select_option("#id_fact-country", "VNM")
    page.select_option("#id_fact-policy_area", "trade")
    page.select_option("#id_fact-direction", "incentive")
    page.select_option("#id_fact-actor", "netherlands")
    page.select_option("#id_fact-state", "offered")
    page.locator("#id_fact-text-nl").fill("een verzonnen handelsmissie")
    page.locator("#id_fact-text-en").fill("an invented trade mission")
    page.locator("#id_fact-since").fill("2013-01")
    page.locator("#id_known_from").fill("2013-03-06")
    page.select_option("#id_citations-0-document", "kst-29344-116")
    page.locator("main form[method=post] .nl-button--primary").click()
    expect(page.locator("main")).to_contain_text("verzonnen handelsmissie")

    for language, phrase in (
        ("nl", "een verzonnen handelsmissie"),
        ("en", "an invented trade mission"),
    ):
        page.goto(f"{site.address}/{language}/letter?known-on=2013-03-06")
        expect(page.locator("main article")).to_contain_text(phrase)
        page.goto(f"{site.address}/{language}/letter?known-on=2013-03-05")
        expect(page.locator("main article")).not_to_contain_text(phrase)


def test_a_wrong_entry_is_shown_beside_its_field(site: Site, page: Page) -> None:
    """What is missing is said in a summary and beside each field; nothing is lost."""
    sign_in(page, site)
    page.goto(f"{site.address}/nl/register/add/linkage")
    page.locator("#id_fact-text-nl").fill("alleen Nederlands")
    # Enter sends the form, and presses no button of a list above it.
    page.locator("#id_valid_from").press("Enter")

    assert page.locator("[aria-invalid=true]").count() >= 3
    assert page.locator("#id_fact-text-nl").input_value() == "alleen Nederlands"
