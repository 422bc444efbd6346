"""The reference says what the code says, both ways."""

import argparse
import re
from collections.abc import Iterator

import pytest

from tests.docs.project import SOURCE, first_cells, page, source_texts

CODE = re.compile(r"[A-Z]{3}\d{3}\b")
QUOTED_CODE = re.compile(r"[\"']([A-Z]{3}\d{3})(?=[\"' ])")
OF_TESTS = {"LANDENBENADERING_GOLDEN", "LANDENBENADERING_TEST_POSTGRES"}
SETTING = re.compile(r"LANDENBENADERING_[A-Z_]+")


def raised_codes() -> dict[str, set[str]]:
    """Give every error code that stands in a string, with the rooms that hold it."""
    found: dict[str, set[str]] = {}
    for path, text in source_texts().items():
        room = path.relative_to(SOURCE).parts[0]
        for code in QUOTED_CODE.findall(text):
            found.setdefault(code, set()).add(room)
    return found


def test_every_error_code_is_explained_and_every_explained_one_is_raised() -> None:
    explained = {c for c in first_cells(page("reference/errors.md")) if CODE.match(c)}

    assert explained == set(raised_codes())


def test_every_error_has_meaning_and_remedy() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page("reference/errors.md").splitlines()
        if CODE.match(line.lstrip("| `"))
    ]

    assert [row for row in rows if len(row) != 3 or not all(row)] == []


def test_an_error_code_has_one_home() -> None:
    """A code that two rooms raise would have two meanings."""
    shared = {code: rooms for code, rooms in raised_codes().items() if len(rooms) > 1}

    assert shared == {}


def test_every_setting_is_explained_and_every_explained_one_exists() -> None:
    from landenbenadering.web.config.environment import PREFIX, Environment

    explained = {
        c for c in first_cells(page("reference/settings.md")) if SETTING.fullmatch(c)
    }
    fields = {f"{PREFIX}{name.upper()}" for name in Environment.model_fields}
    named = {name for text in source_texts().values() for name in SETTING.findall(text)}
    named = {name for name in named if not name.endswith("_")}

    assert fields <= explained
    assert named <= explained
    assert explained - OF_TESTS == fields | named


def parsers(
    parser: argparse.ArgumentParser, name: str
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Give every command below `parser` with its whole name."""
    nested = [
        action
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
    ]
    if not nested:
        yield name, parser
    for action in nested:
        for word, child in action.choices.items():
            yield from parsers(child, f"{name} {word}")


def command_sections() -> dict[str, str]:
    """Give the text under the heading of each command."""
    parts = re.split(
        r"^## `([^`]+)`$", page("reference/command-line.md"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_its_section_and_the_reverse() -> None:
    from landenbenadering.cli.main import build_parser

    commands = {name for name, _ in parsers(build_parser(), "landenbenadering")}

    assert set(command_sections()) == commands


def test_every_option_of_a_command_is_explained_and_the_reverse() -> None:
    from landenbenadering.cli.main import build_parser

    sections = command_sections()
    for name, parser in parsers(build_parser(), "landenbenadering"):
        options = {
            word
            for action in parser._actions
            for word in action.option_strings
            if word.startswith("--") and word != "--help"
        }
        explained = set(re.findall(r"(?m)^\| `(--[a-z-]+)", sections[name]))

        assert explained == options, name


def test_every_choice_of_an_option_is_named() -> None:
    from landenbenadering.cli.main import build_parser

    sections = command_sections()
    for name, parser in parsers(build_parser(), "landenbenadering"):
        for action in parser._actions:
            for choice in action.choices or ():
                assert f"`{choice}`" in sections[name], (name, action.dest)


def test_every_source_of_the_catalogue_has_its_section() -> None:
    from landenbenadering.evidence.catalogue import sources

    text = page("reference/sources.md")
    sections = set(re.findall(r"^## `([^`]+)`", text, flags=re.MULTILINE))

    assert sections == {source.id for source in sources()}
    for source in sources():
        for dataflow in source.dataflows:
            assert f"`{dataflow.code}`" in text


def test_every_kind_of_fact_and_every_field_is_explained() -> None:
    from dataclasses import fields

    from landenbenadering.policy.codec import FACT_KINDS

    text = page("reference/register-of-the-letter.md")
    parts = re.split(r"^### `([a-z_]+)`$", text, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))

    assert set(sections) == set(FACT_KINDS)
    for kind, fact in FACT_KINDS.items():
        explained = re.findall(r"^\| `([a-z_]+)`", sections[kind], flags=re.MULTILINE)

        assert explained == [field.name for field in fields(fact)], kind


def test_every_term_of_the_vocabulary_is_named() -> None:
    from enum import StrEnum

    from landenbenadering.policy import vocabulary

    text = page("reference/register-of-the-letter.md")
    for name, value in vars(vocabulary).items():
        if isinstance(value, type) and issubclass(value, StrEnum) and list(value):
            row = re.search(rf"^\| `{name}` \|(.+)$", text, flags=re.MULTILINE)

            assert row is not None, name
            assert re.findall(r"`([a-z_]+)`", row.group(1)) == [str(m) for m in value]


def test_every_address_is_explained_and_the_reverse() -> None:
    from django.urls import URLPattern, URLResolver, get_resolver

    def routes(
        entries: list[URLPattern | URLResolver], before: str = ""
    ) -> Iterator[str]:
        for entry in entries:
            route = before + str(entry.pattern)
            if isinstance(entry, URLResolver):
                yield from routes(entry.url_patterns, route)
            else:
                yield route

    plain = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", r)
        for r in routes(get_resolver().url_patterns)
    }
    found = {re.sub(r"^(?:nl|en)/?", "/", route) for route in plain}
    found = {route if route.startswith("/") else f"/{route}" for route in found}
    # What the API offers stands on a page of its own, held to the code likewise.
    found = {route for route in found if not re.match(r"/\^?api/", route)}
    explained = {
        cell
        for cell in first_cells(page("reference/http-addresses.md"))
        if cell.startswith("/")
    }

    assert explained == found


@pytest.mark.parametrize("room", ["core", "policy", "evidence", "measurement"])
def test_every_room_is_explained(room: str) -> None:
    assert f"`{room}`" in page("reference/rooms.md")


def test_the_rooms_of_the_page_are_those_of_the_contracts() -> None:
    import tomllib

    from tests.docs.project import CHECKOUT

    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["name"].startswith("Rooms"))

    assert " → ".join(layers) in page("reference/rooms.md")
    assert all(contract["name"] in page("reference/rooms.md") for contract in contracts)


def test_every_rule_stands_in_the_reference_as_it_is() -> None:
    from landenbenadering.policy.rules.parameters import rule_texts

    lines = page("reference/rules.md").splitlines()
    rows = {line[3:7]: line for line in lines if line.startswith("| `LB")}

    assert set(rows) == set(rule_texts())
    for number, rule in rule_texts().items():
        values = rule.values[-1]
        assert (
            f"| {rule.text.en} | {rule.origin} | {rule.reference.en} |" in rows[number]
        )
        assert f"| {values.effect} |" in rows[number]
        for name, value in values.numbers.items():
            assert f"`{name}` {value}" in rows[number]
