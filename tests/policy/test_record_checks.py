from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import PartialDate
from landenbenadering.core.language import Bilingual
from landenbenadering.policy.checks import (
    check_record,
    check_references,
    citations_of,
    countries_of,
)
from landenbenadering.policy.errors import PolicyError
from landenbenadering.policy.facts import (
    Circle,
    Commitment,
    Document,
    Fact,
    Judgement,
    Linkage,
    MobilityPartnership,
    Occasion,
    Office,
    Purpose,
    Statement,
    Support,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    CircleState,
    Cooperation,
    Direction,
    DocumentKind,
    LinkageState,
    OfficeRole,
    PolicyArea,
    StatementKind,
    SupportForm,
    Topic,
)

DAY = date(2020, 5, 4)
TEXT = Bilingual("een tekst", "a text")
PAPER = Document(DocumentKind.OTHER, TEXT, "no. 1", dated=DAY)
OFFICE = Office(OfficeRole.SIGNATORY, TEXT)
PLACE = Citation("paper", page=2)
PROMISE = Commitment(TEXT, ("office",), (Occasion(None, TEXT, PLACE),))
LINK = Linkage(
    "AAA",
    PolicyArea.TRADE,
    Direction.INCENTIVE,
    Actor.NETHERLANDS,
    TEXT,
    PartialDate(2020),
    LinkageState.OFFERED,
)
PARTNERSHIP = MobilityPartnership("AAA")


def record(name: str, fact: Fact) -> Record:
    cited = () if isinstance(fact, Document) else (PLACE,)
    return Record(name, fact, DAY, cited)


def refused(subject: Record) -> str:
    with pytest.raises(PolicyError) as refusal:
        check_record(subject)
    assert repr(subject.id) in refusal.value.problem
    return refusal.value.code


def refused_among(*others: Record) -> str:
    with pytest.raises(PolicyError) as refusal:
        check(others)
    return refusal.value.code


def check(others: Sequence[Record]) -> None:
    every = [record("paper", PAPER), record("office", OFFICE), *others]
    check_references(every, countries={"AAA", "BBB"})


@pytest.mark.parametrize("name", ["Paper", "a b", "", "-a", "a--b", "a_b", "é", "a\n"])
def test_an_id_is_a_lower_case_name(name: str) -> None:
    assert refused(record(name, PAPER)) == "POL301"


def test_everything_but_a_document_cites_something() -> None:
    check_record(record("paper", PAPER))

    assert refused(replace(record("x", PARTNERSHIP), citations=())) == "POL302"


@pytest.mark.parametrize(
    ("start", "end"),
    [("2012-06", "2012-05"), ("2013", "2012-12"), ("2012-06-02", "2012-06-01")],
)
def test_nothing_ends_before_it_starts(start: str, end: str) -> None:
    valid = replace(
        record("x", PARTNERSHIP),
        valid_from=PartialDate.parse(start),
        valid_until=PartialDate.parse(end),
    )

    assert refused(valid) == "POL303"


@pytest.mark.parametrize(
    ("start", "end"),
    [("2012-06", "2012"), ("2012", "2012-06-01"), ("2012-06", "2012-06"), ("2011", "")],
)
def test_dates_are_compared_in_the_precision_they_share(start: str, end: str) -> None:
    check_record(
        replace(
            record("x", PARTNERSHIP),
            valid_from=PartialDate.parse(start),
            valid_until=PartialDate.parse(end) if end else None,
        )
    )


def test_a_deadline_has_a_date_and_its_wording() -> None:
    check_record(record("x", replace(PROMISE, due=DAY, due_text=TEXT)))

    assert refused(record("x", replace(PROMISE, due=DAY))) == "POL304"
    assert refused(record("x", replace(PROMISE, due_text=TEXT))) == "POL304"


@pytest.mark.parametrize(
    "place",
    [
        Citation("paper", page=0),
        Citation("paper", paragraph=-1),
        Citation("paper", note=0),
    ],
)
def test_places_count_from_one(place: Citation) -> None:
    assert refused(replace(record("x", PARTNERSHIP), citations=(place,))) == "POL305"


def test_versions_count_from_one() -> None:
    assert refused(replace(record("x", PARTNERSHIP), version=0)) == "POL305"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://a.example", "", "a"])
def test_the_page_of_a_document_has_a_secure_address(url: str) -> None:
    assert refused(record("paper", replace(PAPER, url=url))) == "POL306"


def test_a_commitment_has_a_maker_and_an_occasion() -> None:
    assert refused(record("x", replace(PROMISE, made=()))) == "POL307"
    assert refused(record("x", replace(PROMISE, made_by=()))) == "POL307"


def test_a_commitment_is_not_known_before_it_is_repeated() -> None:
    later = Occasion(PartialDate(2020, 5, 5), TEXT, PLACE)

    assert refused(record("x", replace(PROMISE, made=(later,)))) == "POL307"


@pytest.mark.parametrize(
    "fact",
    [
        replace(LINK, purposes=(Purpose(TEXT, Citation("lost")),)),
        replace(PROMISE, made=(Occasion(None, TEXT, Citation("lost")),)),
        replace(PROMISE, made=(Occasion(None, TEXT, PLACE, (Citation("lost"),)),)),
        replace(PROMISE, kept_by="lost"),
        replace(PROMISE, kept_by="office"),
    ],
)
def test_every_named_document_exists(fact: Fact) -> None:
    assert refused_among(record("x", fact)) == "POL310"


def test_every_cited_document_exists() -> None:
    lost = replace(record("x", PARTNERSHIP), citations=(Citation("lost"),))

    assert refused_among(lost) == "POL310"


def test_every_maker_of_a_commitment_is_an_office() -> None:
    assert refused_among(record("x", replace(PROMISE, made_by=("paper",)))) == "POL311"


@pytest.mark.parametrize(
    "fact",
    [
        replace(LINK, country="ZZZ"),
        MobilityPartnership("aaa"),
        Judgement("ZZZ", Cooperation.SMOOTH, important_for_return=False),
        Circle("ZZZ", ("AAA",), CircleState.SOUGHT, TEXT),
        Circle(None, ("AAA", "ZZZ"), CircleState.SOUGHT, TEXT),
        Statement(Topic.EUROPE, StatementKind.FACT, TEXT, countries=("BBB", "ZZZ")),
    ],
)
def test_every_country_exists(fact: Fact) -> None:
    assert refused_among(record("x", fact)) == "POL312"


def test_a_fact_without_countries_names_none() -> None:
    assert countries_of(Support(SupportForm.MONEY, TEXT)) == ()


@pytest.mark.parametrize(
    "early",
    [
        replace(record("x", PARTNERSHIP), known_from=date(2020, 5, 3)),
        replace(record("x", PAPER), known_from=date(2020, 5, 3)),
        replace(
            record("x", replace(PROMISE, kept_by="paper")), known_from=date(2020, 5, 3)
        ),
    ],
)
def test_nothing_is_known_before_its_source(early: Record) -> None:
    assert refused_among(early) == "POL313"


def test_a_document_without_a_date_holds_nobody_back() -> None:
    undated = record("undated", replace(PAPER, dated=None))
    early = replace(
        record("x", PARTNERSHIP),
        known_from=date(2019, 1, 1),
        citations=(Citation("undated"),),
    )

    check([undated, early])


def test_a_version_stands_there_once() -> None:
    twice = record("x", PARTNERSHIP)

    assert refused_among(twice, twice) == "POL314"
    check([twice, replace(twice, version=2)])


def test_an_id_keeps_its_kind() -> None:
    other = replace(record("x", LINK), version=2)

    assert refused_among(record("x", PARTNERSHIP), other) == "POL315"


def test_the_places_within_a_fact_are_cited_too() -> None:
    further = Citation("paper", page=9)
    promise = replace(PROMISE, made=(Occasion(None, TEXT, PLACE, (further,)),))

    assert citations_of(record("x", promise)) == (PLACE, further)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("steun aan 中文", "U+4E2D"),
        ("steun\x01", "U+0001"),
        ("steun\x00", "U+0000"),
        ("gekeerd \u202e tekst", "U+202E"),
        ("geen teken \ufffe", "U+FFFE"),
        ("lachend 😀", "U+1F600"),
        ("half \ud800", "U+D800"),
    ],
)
def test_a_character_that_no_letter_can_print_is_refused(text: str, name: str) -> None:
    fact = replace(LINK, text=Bilingual("een tekst", text))

    with pytest.raises(PolicyError) as refusal:
        check_record(record("link", fact))

    assert refusal.value.code == "POL308"
    assert name in refusal.value.problem


@pytest.mark.parametrize(
    "text",
    [
        "Côte d’Ivoire – “ruim” € 5,5",
        "Ελλάδα",
        "Украина",
        "regel\r\neen\ttab",
        "n\u0303",
    ],
)
def test_usual_writing_is_not_refused(text: str) -> None:
    check_record(record("link", replace(LINK, text=Bilingual(text, text))))
