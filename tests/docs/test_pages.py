"""The pages of the documentation hang together."""

import re
from pathlib import Path

import pytest

from tests.docs.project import CHECKOUT, DOCS, documents, first_cells, page

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", flags=re.MULTILINE | re.DOTALL)
ADRS = sorted((DOCS / "adr").glob("[0-9]*.md"))
SECTIONS = ["Context", "Decision", "Consequences", "Rejected"]
MODES = ["tutorials", "how-to", "reference", "explanation"]


def anchors(path: Path) -> set[str]:
    """Give the anchors of a page's headings."""
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_link_of_a_page_resolves(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))
    broken = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)

    assert broken == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_every_page_has_one_title(path: Path) -> None:
    text = FENCE.sub("", path.read_text(encoding="utf-8"))

    assert len(re.findall(r"^# ", text, flags=re.MULTILINE)) == 1


@pytest.mark.parametrize("mode", MODES)
def test_every_page_of_a_mode_is_listed_on_the_first_page(mode: str) -> None:
    pages = {path.name for path in (DOCS / mode).glob("*.md")}
    listed = set(re.findall(rf"\({mode}/([\w.-]+\.md)\)", page("index.md")))

    assert pages
    assert pages == listed


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.name)
def test_every_decision_has_its_four_sections(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == SECTIONS
    assert text.startswith(f"# {path.name[:4]} ")
    assert "\nStatus: " in text


def test_every_decision_is_listed() -> None:
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", page("adr/index.md")))

    assert ADRS
    assert listed == {path.name for path in ADRS}


def test_the_changelog_has_its_headings() -> None:
    text = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    unreleased = text.split("## [", maxsplit=2)[1]
    headings = re.findall(r"^### (.+)$", unreleased, flags=re.MULTILINE)

    assert headings == ["Added", "Changed", "Fixed", "Numbers that change"]


def test_the_readme_names_the_two_commands() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")

    assert "make run" in text
    assert "make test" in text


def test_no_table_of_the_reference_has_a_row_twice() -> None:
    for name in ("errors.md", "settings.md"):
        cells = [cell for cell in first_cells(page(f"reference/{name}")) if "_" in cell]

        assert len(cells) == len(set(cells)), name
