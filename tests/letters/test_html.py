"""The HTML document stands alone; the fragment fits a strict page."""

import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest

from landenbenadering.core.language import Language
from landenbenadering.core.return_figures import ReturnFigures
from landenbenadering.letters.blocks import Letter
from landenbenadering.letters.html import to_html, to_html_fragment
from tests.letters.composing import Composer
from tests.letters.reading import html_text

VOID = {"meta", "img", "br"}


@pytest.fixture
def letter(
    shipped: Composer, figures: Callable[..., tuple[ReturnFigures, ...]]
) -> Letter:
    """Compose the letter of 6 March 2013 with an annex."""
    later = figures("IRQ", "GHA", known_from=date(2018, 12, 31))
    return shipped(Language.NL, later=later)


class Nesting(HTMLParser):
    """Checks that every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [value for key, value in attrs if key == "id" and value]
        target = found.get("href") or ""
        self.targets += [target[1:]] if target.startswith("#") else []
        if re.fullmatch(r"h\d", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_it_is_well_formed_and_its_notes_lead_there_and_back(letter: Letter) -> None:
    checked = Nesting()
    checked.feed(to_html(letter))

    assert checked.open == []
    assert len(set(checked.ids)) == len(checked.ids)
    assert set(checked.targets) <= set(checked.ids)
    assert len(checked.targets) == 2 * len(letter.notes)


def test_its_headings_start_at_one_and_skip_no_level(letter: Letter) -> None:
    checked = Nesting()
    checked.feed(to_html(letter))
    steps = zip(checked.headings, checked.headings[1:], strict=False)

    assert checked.headings[0] == 1
    assert checked.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in steps)


def test_it_needs_nothing_beside_it(letter: Letter) -> None:
    html = to_html(letter)

    assert '<html lang="nl">' in html
    addresses = re.findall(r'(?:src|href)="([^"]*)"', html)
    assert all(address.startswith(("#", "data:")) for address in addresses)
    assert "url(" not in html
    assert "@import" not in html
    assert "<script" not in html


def test_every_claim_and_note_stands_in_it(letter: Letter) -> None:
    text = html_text(to_html(letter))

    for claim in letter.claims():
        assert claim.text in text
    for note in letter.notes:
        assert note.text in text


def test_a_claim_on_several_facts_leads_to_each_of_them(letter: Letter) -> None:
    fragment = to_html_fragment(letter, link=lambda record: f"/register/{record}")

    named = {fact.record for claim in letter.claims() for fact in claim.facts}
    for record in named:
        assert f'href="/register/{record}"' in fragment


def test_the_fragment_begins_at_the_level_that_the_page_gives(letter: Letter) -> None:
    checked = Nesting()
    checked.feed(to_html_fragment(letter, first_heading=3))

    assert checked.headings[0] == 3
    assert checked.open == []
