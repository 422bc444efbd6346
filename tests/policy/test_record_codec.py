import json
import types
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.core.money import Money
from landenbenadering.policy.codec import (
    FACT_KINDS,
    record_from_plain,
    record_to_plain,
)
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import Fact, MobilityPartnership
from landenbenadering.policy.record import Record

TEXT = st.text(max_size=8)
SAID = TEXT.filter(lambda text: bool(text.strip()))
PARTIAL = st.dates().flatmap(
    lambda day: st.sampled_from(
        [
            PartialDate(day.year),
            PartialDate(day.year, day.month),
            PartialDate(day.year, day.month, day.day),
        ]
    )
)
SINGLE: Mapping[object, st.SearchStrategy[object]] = {
    str: TEXT,
    int: st.integers(),
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    PartialDate: PARTIAL,
    Decimal: st.decimals(-(10**20), 10**20, places=6),
    Bilingual: st.builds(Bilingual, nl=SAID, en=SAID),
    Money: st.builds(
        Money,
        amount=st.decimals(min_value=0, allow_nan=False, allow_infinity=False),
        currency=st.sampled_from(["EUR", "USD"]),
    ),
}


def values_of(hint: object) -> st.SearchStrategy[object]:
    if hint in SINGLE:
        return SINGLE[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return st.none() | values_of(arguments[0])
    if origin is tuple:
        return st.lists(values_of(arguments[0]), max_size=3).map(tuple)
    assert isinstance(hint, type)
    if issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    assert is_dataclass(hint)
    parts = {name: values_of(part) for name, part in get_type_hints(hint).items()}
    return st.builds(hint, **parts)


def records_about(kind: type[Fact]) -> st.SearchStrategy[Record]:
    hints = {**get_type_hints(Record), "fact": kind}
    return st.builds(Record, **{name: values_of(h) for name, h in hints.items()})


RECORDS = st.sampled_from(list(FACT_KINDS.values())).flatmap(records_about)


@given(record=RECORDS)
def test_every_record_survives_the_way_to_plain_and_back(record: Record) -> None:
    assert record_from_plain(record_to_plain(record)) == record


@given(record=RECORDS)
def test_every_record_survives_json(record: Record) -> None:
    text = json.dumps(record_to_plain(record))

    assert record_from_plain(json.loads(text)) == record


def test_kinds_are_named_in_snake_case() -> None:
    assert set(FACT_KINDS) == {
        "document",
        "office",
        "statement",
        "judgement",
        "reason",
        "support",
        "linkage",
        "instrument_kind",
        "project_kind",
        "circle",
        "mobility_partnership",
        "commitment",
        "strategy",
        "instrument",
        "contact",
        "project",
        "allegation",
        "treaty",
        "agreement",
        "performance",
        "document_grant",
        "chain_counts",
        "situation",
        "addendum",
        "position",
        "proposal",
        "advice",
        "decision",
        "review",
    }


def partnership(**changes: object) -> dict[str, object]:
    plain: dict[str, object] = {
        "id": "partnership-xyz",
        "kind": "mobility_partnership",
        "known_from": "2013-03-06",
        "citations": [{"document": "some-paper", "page": 3}],
        "fact": {"partner": "XYZ"},
    }
    return {**plain, **changes}


def linkage(**changes: object) -> dict[str, object]:
    fact: dict[str, object] = {
        "country": "XYZ",
        "policy_area": "trade",
        "direction": "incentive",
        "actor": "netherlands",
        "state": "offered",
        "since": "2012-06",
        "text": {"nl": "een reis", "en": "a visit"},
    }
    return partnership(kind="linkage", fact={**fact, **changes})


def test_fields_with_a_default_may_be_left_out() -> None:
    record = record_from_plain(partnership())

    assert record.version == 1
    assert record.valid_from is None
    assert isinstance(record.fact, MobilityPartnership)


@pytest.mark.parametrize("day", [date(2013, 3, 6), "2013-03-06"])
def test_a_date_may_be_a_date_or_text(day: object) -> None:
    record = record_from_plain(partnership(known_from=day, valid_from=day))

    assert record.known_from == date(2013, 3, 6)
    assert record.valid_from == PartialDate(2013, 3, 6)


@pytest.mark.parametrize("amount", ["5500000", 5500000])
def test_an_amount_may_be_text_or_a_whole_number(amount: object) -> None:
    plain = linkage(amount={"amount": amount, "currency": "EUR"})
    again = record_to_plain(record_from_plain(plain))["fact"]

    assert isinstance(again, dict)
    assert again["amount"] == {"amount": "5500000", "currency": "EUR"}


@pytest.mark.parametrize(
    ("code", "field", "plain"),
    [
        ("POL201", "colour", partnership(colour="blue")),
        ("POL201", "fact.colour", partnership(fact={"partner": "XYZ", "colour": 1})),
        ("POL201", "citations.0.line", partnership(citations=[{"line": 4}])),
        ("POL202", "fact.partner", partnership(fact={})),
        ("POL202", "citations.0.document", partnership(citations=[{}])),
        ("POL203", "version", partnership(version="1")),
        ("POL203", "version", partnership(version=True)),
        ("POL203", "version", partnership(version=1.0)),
        ("POL203", "citations", partnership(citations="some-paper")),
        ("POL203", "citations.0", partnership(citations=["some-paper"])),
        ("POL203", "fact", partnership(fact="XYZ")),
        ("POL203", "fact.partner", partnership(fact={"partner": None})),
        ("POL203", "known_from", partnership(known_from=2013)),
        (
            "POL203",
            "known_from",
            partnership(known_from=datetime(2013, 3, 6, tzinfo=UTC)),
        ),
        (
            "POL203",
            "fact.amount.amount",
            linkage(amount={"amount": 1.5, "currency": "EUR"}),
        ),
        ("POL204", "disclosure", partnership(disclosure="secret")),
        ("POL204", "disclosure", partnership(disclosure=1)),
        ("POL204", "fact.direction", linkage(direction="sideways")),
        ("POL205", "kind", partnership(kind="marriage")),
        ("POL206", "known_from", partnership(known_from="2013-03")),
        ("POL206", "known_from", partnership(known_from="20130306")),
        ("POL206", "known_from", partnership(known_from="2013-02-30")),
        ("POL206", "valid_from", partnership(valid_from="spring")),
        ("POL206", "entered", partnership(entered="2013-03-06T12:00:00")),
        ("POL206", "entered", partnership(entered="noon")),
        ("POL203", "entered", partnership(entered=12)),
        (
            "POL206",
            "fact.amount.amount",
            linkage(amount={"amount": "much", "currency": "EUR"}),
        ),
        *(
            (
                "POL206",
                "fact.amount.amount",
                linkage(amount={"amount": amount, "currency": "EUR"}),
            )
            for amount in ("NaN", "Infinity", "1e999999999", "1e-31")
        ),
        ("POL206", "fact.amount", linkage(amount={"amount": "-1", "currency": "EUR"})),
        ("POL206", "fact.amount", linkage(amount={"amount": "1", "currency": "euro"})),
        ("POL206", "fact.text", linkage(text={"nl": "een reis", "en": " "})),
    ],
)
def test_what_is_not_understood_is_refused_by_field(
    code: str, field: str, plain: dict[str, object]
) -> None:
    with pytest.raises(PolicyError) as refusal:
        record_from_plain(plain)

    assert refusal.value.code == code
    assert refusal.value.problem.startswith(f"Record 'partnership-xyz', field {field}:")
    assert refusal.value.remedy


@pytest.mark.parametrize("field", ["id", "kind", "known_from", "fact"])
def test_a_record_needs_its_main_fields(field: str) -> None:
    plain = partnership()
    del plain[field]

    with pytest.raises(PolicyError, match=rf"POL202 .*field {field}: it is missing"):
        record_from_plain(plain)


def test_a_record_must_be_a_table() -> None:
    with pytest.raises(PolicyError, match="POL203"):
        record_from_plain(["partnership-xyz"])


def test_an_unknown_term_is_answered_with_the_known_ones() -> None:
    with pytest.raises(PolicyError, match="incentive, restriction"):
        record_from_plain(linkage(direction="sideways"))


def test_an_amount_keeps_its_decimals() -> None:
    record = record_from_plain(linkage(amount={"amount": "0.10", "currency": "EUR"}))

    assert "0.10" in json.dumps(record_to_plain(record))
