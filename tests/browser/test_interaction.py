"""The table as one works in it, with script and without, and pages behind sign-in."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NARROW, Site, Watched
from tests.browser.test_every_page import violations
from tests.browser.test_journeys import sign_in, tab_to

pytestmark = pytest.mark.browser


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    """Open a narrow page in a browser that runs no script."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": NARROW, "height": 900}
    )
    yield context.new_page()
    context.close()


def test_sorting_and_filtering_keep_the_page_and_change_its_address(
    site: Site, watched: Watched
) -> None:
    page = watched.page
    page.goto(f"{site.address}/en/?known-on=2020-01-01")
    page.locator("#countries").evaluate("e => { document.title = 'kept' }")
    if page.locator("#order").is_visible():
        page.locator("#order").select_option("name")
    else:
        page.locator("#sort-name").press("Enter")
    expect(page.locator("tbody th").first).to_have_text("Afghanistan")
    page.get_by_label("Has a linkage").check()

    # Two that ship, and what other tests recorded on this site.
    count = page.locator("#countries-count")
    expect(count).to_contain_text(re.compile(r"\b\d countries of \d{3}"))
    expect(page).to_have_url(re.compile("linkage=yes"))
    assert page.title() == "kept"
    dutch = page.get_by_role("link", name="Nederlands").get_attribute("href") or ""
    assert "linkage=yes" in dutch
    assert page.locator("#moment input[name=linkage]").count() == 1
    download = page.get_by_role("link", name="CSV").get_attribute("href") or ""
    assert "linkage=yes" in download
    assert "known-on=2020-01-01" in download
    assert "sort=name" in download
    assert watched.complaints == []


def test_back_leads_from_a_filter_to_the_page_of_the_table_before(
    site: Site, watched: Watched
) -> None:
    page = watched.page
    page.goto(f"{site.address}/en/?sort=name")
    page.get_by_role("link", name="Next page").press("Enter")
    expect(page).to_have_url(re.compile("page=2"))
    first = page.locator("tbody th").first
    expect(first).to_have_text("Cambodia")
    expect(page.locator("#countries-count")).to_be_in_viewport()
    page.locator("#filter-q").fill("ghana")
    expect(page.locator("#countries-count")).to_contain_text("1 country")
    page.go_back()

    expect(page).to_have_url(re.compile("page=2"))
    expect(first).to_have_text("Cambodia")
    assert watched.complaints == []


def test_paper_says_from_which_day_it_is(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/en/countries/GHA")
    page.emulate_media(media="print")

    expect(page.get_by_label("As known on")).to_be_visible()
    expect(page.get_by_role("button", name="Show")).to_be_hidden()


def test_paper_holds_every_column_and_what_is_folded_up_in_a_table(
    site: Site, page: Page
) -> None:
    """A4 upright within its margins; what lies beyond its edge is lost."""
    width = 718
    page.set_viewport_size({"width": width, "height": 1000})
    page.goto(f"{site.address}/en/countries/GHA/cooperation?met-by=NLD&with=SOM")
    page.emulate_media(media="print")
    table = page.locator(".app-table").first
    assert table.evaluate("e => e.firstElementChild.scrollWidth <= e.clientWidth")

    page.goto(f"{site.address}/en/cooperation/judgements")
    reasons = page.locator("td details").first.locator("li").first
    expect(reasons).to_be_visible()
    page.emulate_media(media="screen")
    expect(reasons).to_be_hidden()


def test_back_after_filtering_gives_the_whole_page(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/en/")
    page.locator("#filter-q").fill("ghana")
    expect(page.locator("#countries-count")).to_contain_text("1 country")
    page.go_back()

    expect(page.locator("#countries-count")).not_to_contain_text("1 country of")
    expect(page.locator("h1")).to_be_visible()


def test_everything_works_without_script(site: Site, without_script: Page) -> None:
    page = without_script
    page.goto(f"{site.address}/en/")
    page.locator("#known-on").fill("2013-03-06")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".app-moment")).to_contain_text("6 March 2013")
    page.locator("#filter-q").fill("ghana")
    page.get_by_role("button", name="Filter").click()
    expect(page).to_have_url(re.compile("known-on=2013-03-06"))
    page.get_by_role("link", name="Ghana").click()
    expect(page.get_by_text("No figures were known on 6 March 2013.")).to_be_visible()
    page.locator(".app-moment").get_by_role("link").click()

    expect(page.get_by_role("table").first).to_contain_text("2,415")


def test_the_keyboard_alone_filters_and_takes_the_letter_along(
    site: Site, page: Page
) -> None:
    page.goto(f"{site.address}/en/?known-on=2020-01-01")
    page.keyboard.press("Tab")
    expect(page.locator(".nl-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, "#filter-q")
    page.keyboard.type("ghana")
    expect(page.locator("#countries-count")).to_contain_text("1 country")
    tab_to(page, "main table a[href*='/countries/GHA']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/en/countries/GHA?known-on=2020-01-01")
    tab_to(page, "nav a[href*='/letter']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{site.address}/en/letter?known-on=2020-01-01")
    tab_to(page, "main a[href*='/letter.pdf']")
    with page.expect_download() as coming:
        page.keyboard.press("Enter")

    name = coming.value.suggested_filename
    assert name == "landenbenadering-2020-01-01-en.pdf"


def test_where_the_focus_is_can_always_be_seen(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/nl/countries/GHA")
    for _ in range(20):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => { const style = getComputedStyle(document.activeElement);
            return style.outlineStyle !== 'none' || style.boxShadow !== 'none' }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")


def test_the_language_switch_keeps_page_and_question(site: Site, page: Page) -> None:
    page.goto(f"{site.address}/en/countries/GHA?known-on=2020-01-01&reporter=EU28")
    page.get_by_role("link", name="Nederlands").click()

    asked = "/nl/countries/GHA?known-on=2020-01-01&reporter=EU28"
    expect(page).to_have_url(f"{site.address}{asked}")
    expect(page.locator("h2#figures")).to_have_text("Cijfers")


@pytest.mark.parametrize(
    "path",
    [
        "/register/add?country=GHA",
        "/register/add/agreement",
        "/register/commitment-state-of-affairs-2012/correct",
        "/register/linkage-gha-2012/change",
    ],
)
def test_pages_behind_sign_in_are_accessible(
    site: Site, watched: Watched, path: str
) -> None:
    page = watched.page
    sign_in(page, site)
    page.goto(f"{site.address}/nl{path}")

    assert violations(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("window.innerWidth")
    assert watched.complaints == []
