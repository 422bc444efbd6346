"""Every page, in both languages and widths, as a browser and axe see it."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, Site, Watched

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A colour that a browser does not know is drawn black, without a word.
UNKNOWN_PAINTS = """
[...document.querySelectorAll("svg [fill], svg [stroke]")].flatMap(node =>
  ["fill", "stroke"].filter(name => node.hasAttribute(name))
    .map(name => [name, node.getAttribute(name)])
    .filter(([name, value]) => !CSS.supports(name, value)))
"""
# A table that stands in rows of labels needs no scrolling.
CUT_OFF = """
[...document.querySelectorAll(".app-restack")]
  .filter(node => node.scrollWidth > node.clientWidth + 1)
  .map(node => node.getAttribute("aria-label") ?? node.innerText.slice(0, 60))
"""
PATHS = (
    "/",
    "/?known-on=2013-03-06",
    "/countries/GHA",
    "/countries/IRQ?known-on=2013-03-06",
    "/countries/GHA/cooperation",
    "/cooperation?met-by=NLD",
    "/cooperation/method",
    "/figures/ordered_to_leave/NLD/GHA/2012",
    "/sources",
    "/sources/eurostat-eil",
    "/sources/kst-29344-116",
    "/register",
    "/register/linkage-gha-2012",
    "/register/agreement-som-2013",
    "/letter?known-on=2013-03-06&later-figures=yes",
    "/appraisals/ghana-example",
    "/appraisals/ghana-example/basis",
    "/coalitions?country=GHA&on=2026-03-06&state=NLD&state=DEU",
    "/about",
    "/accessibility",
    "/sign-in",
)


def violations(page: Page) -> list[str]:
    """Give what axe finds against WCAG 2.2 AA, one line a rule."""
    # The policy of the pages forbids added scripts, so axe comes by evaluation.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = json.dumps({"runOnly": {"type": "tag", "values": TAGS}})
    found = page.evaluate(f"axe.run({options}).then(result => result.violations)")
    return [
        f"{item['id']}: {item['nodes'][0]['html'][:160]} ({len(item['nodes'])})"
        for item in found
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_and_quiet(
    site: Site, watched: Watched, path: str
) -> None:
    """Dutch, whose words are longer, narrow and wide."""
    look_at(site, watched, language="nl", path=path)


@pytest.mark.slow
@pytest.mark.parametrize("path", PATHS)
def test_a_page_in_english_is_accessible_and_quiet(
    site: Site, watched: Watched, path: str
) -> None:
    """The same template with other words."""
    look_at(site, watched, language="en", path=path)


def look_at(site: Site, watched: Watched, *, language: str, path: str) -> None:
    """No violation, no complaint in the console, nothing wider than the window."""
    page = watched.page
    answer = page.goto(f"{site.address}/{language}{path}")

    assert answer is not None
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert violations(page) == []
    assert page.evaluate(UNKNOWN_PAINTS) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= page.evaluate("window.innerWidth")
    if width <= NARROW:
        assert page.evaluate(CUT_OFF) == []
    assert watched.complaints == []


def test_a_new_installation_compares_by_itself(site: Site, page: Page) -> None:
    """Nobody has to run a command before the page says something."""
    page.goto(f"{site.address}/en/cooperation?met-by=NLD")

    assert page.locator("main tbody tr").count() > 100
    assert page.locator("main svg").count() == 1


@pytest.mark.parametrize("path", ["/countries/QQQ", "/register/nothing", "/nowhere"])
def test_a_page_that_does_not_exist_says_so(site: Site, page: Page, path: str) -> None:
    """The refusal is a page like the others."""
    answer = page.goto(f"{site.address}/nl{path}")

    assert answer is not None
    assert answer.status == 404
    assert page.locator("h1").count() == 1
    assert violations(page) == []


@pytest.mark.parametrize("day", ["gisteren", "2013-02-30", "2999-01-01"])
def test_a_moment_that_cannot_be_is_refused(site: Site, page: Page, day: str) -> None:
    """A wrong date is not answered as if it were today."""
    answer = page.goto(f"{site.address}/nl/?known-on={day}")

    assert answer is not None
    assert answer.status == 400
    assert day in page.locator("main").inner_text()
    assert violations(page) == []
