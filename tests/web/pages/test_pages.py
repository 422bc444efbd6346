"""Every page in both languages: it answers, it is safe, it keeps its moment."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from tests.web.pages.addresses import FILES, LANGUAGES, PAGES, known_on


class InlineFinder(HTMLParser):
    """Collects what the content security policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(tag)
        self.found += [
            f"{tag} {name}"
            for name in names
            if name == "style" or re.fullmatch(r"on[a-z]+|hx-on.*", name)
        ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_every_page_answers_in_its_language(
    reader: Client, language: str, address: str
) -> None:
    answer = reader.get(f"/{language}{address}")

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", FILES)
def test_every_file_is_handed_out(reader: Client, language: str, address: str) -> None:
    answer = reader.get(f"/{language}{address}")

    assert answer.status_code == 200
    if not address.startswith("/charts"):
        assert "attachment; filename=" in answer["Content-Disposition"]


@pytest.mark.parametrize("address", [*PAGES, "/register", "/sign-in", "/nothing"])
def test_no_page_needs_inline_style_or_script(reader: Client, address: str) -> None:
    answer = reader.get(f"/nl{address}")
    finder = InlineFinder()
    finder.feed(answer.content.decode())

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert finder.found == []


@pytest.mark.parametrize("address", [p for p in PAGES if not p.startswith("/figures")])
def test_every_page_known_on_an_earlier_day_says_so_and_its_links_keep_the_day(
    reader: Client, address: str
) -> None:
    page = reader.get(f"/en{known_on(address, '2013-03-06')}").content.decode()
    kept = re.sub(r"<a [^>]*>Show what is known today</a>", "", page)
    places = re.findall(
        r'href="(/en/(?:countries|register|sources|letter)[^"]*)"', kept
    )

    assert "You see what was known on 6 March 2013." in page
    assert places
    assert [place for place in places if "known-on=2013-03-06" not in place] == []


@pytest.mark.parametrize("address", ["/countries/GHA", "/sources/kst-29344-116"])
def test_what_is_known_only_from_the_letter_is_not_there_the_day_before(
    reader: Client, address: str
) -> None:
    before = reader.get(f"/en{known_on(address, '2013-03-05')}")
    after = reader.get(f"/en{known_on(address, '2013-03-06')}")

    assert after.status_code == 200
    assert b"kst-29344-116" in after.content
    assert before.status_code == 404 or b"kst-29344-116" not in before.content


def test_a_page_of_today_links_to_pages_of_today(reader: Client) -> None:
    page = reader.get("/en/").content.decode()

    assert "You see what was known on" not in page
    assert "known-on=" not in page


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("yesterday", "PAG101"),
        ("2013-02-30", "PAG101"),
        ("20130306", "PAG101"),
        ("2013-W10-3", "PAG101"),
        ("2999-01-01", "PAG102"),
    ],
)
@pytest.mark.parametrize("parameter", ["known-on", "entered-by"])
@pytest.mark.parametrize("address", ["/", "/countries.csv", "/letter.pdf", "/register"])
def test_a_moment_that_is_no_day_of_the_past_is_refused_with_the_remedy(
    reader: Client, address: str, parameter: str, day: str, code: str
) -> None:
    answer = reader.get(f"/nl{address}?{parameter}={day}")

    assert answer.status_code == 400
    page = answer.content.decode()
    assert code in page
    assert "2013-03-06" in page or "Kies vandaag" in page


def test_an_empty_date_means_today(reader: Client) -> None:
    page = reader.get("/en/?known-on=").content.decode()

    assert f'value="{timezone.localdate().isoformat()}"' in page


def test_what_was_not_entered_by_a_day_is_not_shown(reader: Client) -> None:
    page = reader.get("/en/countries/GHA?entered-by=2020-01-01").content.decode()

    assert "No linkage is recorded." in page


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/countries/XXX", "PAG104"),
        ("/countries/gha", "PAG104"),
        ("/charts/XXX.svg", "PAG104"),
        ("/countries/XXX/figures.csv", "PAG104"),
        ("/figures/happiness/NLD/GHA/2014", "PAG105"),
        ("/figures/returned/NLD/GHA/1900", "PAG105"),
        ("/figures/returned/NLD/GHA/2014?known-on=2013-03-06", "PAG105"),
        ("/sources/nothing", "PAG106"),
        ("/charts/GHA.svg?known-on=2013-03-06", "PAG107"),
        ("/letter/charts/99.svg", "PAG107"),
    ],
)
def test_what_does_not_exist_is_a_404_that_says_what_to_do(
    reader: Client, address: str, code: str
) -> None:
    answer = reader.get(f"/en{address}")

    assert answer.status_code == 404
    assert code in answer.content.decode()


@pytest.mark.parametrize(
    "question",
    ["sort=beauty", "judgement=good", "linkage=maybe", "reporter=FRA"],
)
def test_a_question_that_the_table_does_not_know_is_refused(
    reader: Client, question: str
) -> None:
    answer = reader.get(f"/en/?{question}")

    assert answer.status_code == 400
    assert b"PAG103" in answer.content


def test_text_of_an_address_is_escaped(reader: Client) -> None:
    page = reader.get("/en/?q=<script>alert(1)</script>").content.decode()

    assert "<script>alert" not in page


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_pages_that_only_show_refuse_to_be_written_to(
    reader: Client, method: str
) -> None:
    assert getattr(reader, method)("/en/countries/GHA").status_code == 405


def test_the_theme_of_an_installation_comes_last(
    reader: Client, tmp_path: Path, settings: Settings
) -> None:
    without = reader.get("/nl/").content.decode()
    settings.HOME = tmp_path
    (tmp_path / "theme.css").write_text(".app-theme { --a: b; }", encoding="utf-8")

    page = reader.get("/nl/").content.decode()
    theme = reader.get("/nl/theme.css")

    assert "theme.css" not in without
    assert page.index("built/app.css") < page.index("/nl/theme.css")
    assert theme["Content-Type"].startswith("text/css")
    assert b"--a: b" in b"".join(theme)
