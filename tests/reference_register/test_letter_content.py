from collections import Counter
from datetime import date

from landenbenadering.evidence.countries import countries
from landenbenadering.policy.checks import check_references
from landenbenadering.policy.codec import record_from_plain, record_to_plain
from landenbenadering.policy.facts import (
    Circle,
    Commitment,
    Document,
    InstrumentKind,
    Judgement,
    Linkage,
    MobilityPartnership,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    CircleState,
    Direction,
    Disclosure,
    PolicyArea,
    Topic,
)


def test_the_letter_refers_only_to_what_it_names(records: tuple[Record, ...]) -> None:
    check_references(records, countries=countries())


def test_the_register_refers_only_to_what_exists(
    every_record: tuple[Record, ...],
) -> None:
    check_references(every_record, countries=countries())


def test_the_register_reads_the_same_after_writing(
    every_record: tuple[Record, ...],
) -> None:
    written = [record_to_plain(record) for record in every_record]

    assert tuple(map(record_from_plain, written)) == every_record


def test_the_register_is_public_and_not_entered_beforehand(
    every_record: tuple[Record, ...],
) -> None:
    assert {record.disclosure for record in every_record} == {Disclosure.PUBLIC}
    assert {record.entered for record in every_record} == {None}


def test_the_letter_and_the_domain_are_all_that_is_shipped(
    records: tuple[Record, ...],
    domain: tuple[Record, ...],
    every_record: tuple[Record, ...],
) -> None:
    assert set(every_record) == set(records) | set(domain)
    assert len(every_record) == len(records) + len(domain)


def test_every_citation_of_the_letter_gives_a_page(
    records: tuple[Record, ...],
) -> None:
    for record in records:
        for place in record.citations:
            if place.document == "kst-29344-116":
                assert place.page in (1, 2, 3, 4), record.id


def test_eight_countries_cooperate_less_smoothly(records: tuple[Record, ...]) -> None:
    judged = [r.fact for r in records if isinstance(r.fact, Judgement)]

    assert {fact.country for fact in judged} == {
        "AFG",
        "CHN",
        "DZA",
        "EGY",
        "GHA",
        "IND",
        "IRQ",
        "MAR",
    }
    assert all(fact.important_for_return and fact.reason is None for fact in judged)


def test_one_linkage_withholds_and_the_others_give(
    records: tuple[Record, ...],
) -> None:
    facts = [r.fact for r in records if isinstance(r.fact, Linkage)]

    assert {(f.country, f.policy_area, f.direction) for f in facts} == {
        ("IRQ", PolicyArea.DEVELOPMENT, Direction.INCENTIVE),
        ("IRQ", PolicyArea.STUDY, Direction.INCENTIVE),
        ("GHA", PolicyArea.DEVELOPMENT, Direction.RESTRICTION),
    }


def test_instruments_lie_on_five_policy_areas(records: tuple[Record, ...]) -> None:
    areas = [r.fact.policy_area for r in records if isinstance(r.fact, InstrumentKind)]

    assert Counter(areas) == Counter(
        [
            PolicyArea.ADMISSION,
            PolicyArea.DEVELOPMENT,
            PolicyArea.TRADE,
            PolicyArea.CAPACITY,
            PolicyArea.TREATIES,
        ]
    )


def test_the_circles_are_those_of_the_letter(records: tuple[Record, ...]) -> None:
    circles = [r.fact for r in records if isinstance(r.fact, Circle)]

    assert {(c.towards, frozenset(c.partners), c.state) for c in circles} == {
        ("AFG", frozenset({"SWE", "NOR", "GBR"}), CircleState.EXISTING),
        ("SOM", frozenset({"GBR", "NOR"}), CircleState.EXISTING),
        ("IRQ", frozenset(), CircleState.EXISTING),
        ("IRQ", frozenset(), CircleState.SOUGHT),
        (None, frozenset(), CircleState.EXISTING),
        (None, frozenset({"NOR", "CHE", "AUS", "CAN", "USA"}), CircleState.SOUGHT),
    }


def test_four_countries_have_a_mobility_partnership(
    records: tuple[Record, ...],
) -> None:
    partners = {
        r.fact.partner for r in records if isinstance(r.fact, MobilityPartnership)
    }

    assert partners == {"ARM", "CPV", "GEO", "MDA"}


def test_one_promise_has_a_deadline(records: tuple[Record, ...]) -> None:
    promises = [r.fact for r in records if isinstance(r.fact, Commitment)]
    dated = [fact for fact in promises if fact.due is not None]

    assert [(fact.due, fact.made_by) for fact in dated] == [
        (date(2013, 6, 20), ("office-sts-vj", "office-min-bhos"))
    ]


def test_every_paper_of_the_letter_is_recorded(records: tuple[Record, ...]) -> None:
    papers = [r.fact for r in records if isinstance(r.fact, Document)]

    assert {(paper.number, paper.item, paper.dated) for paper in papers} == {
        ("29 344, nr. 116", None, date(2013, 3, 6)),
        ("30 573, nr. 74", None, date(2011, 7, 11)),
        ("30 573, nr. 107", None, date(2012, 12, 12)),
        ("19 637, nr. 1553", None, date(2012, 7, 2)),
        ("29 344, nr. 90", None, date(2012, 9, 28)),
        ("nr. 28", 3, date(2012, 11, 28)),
        ("nr. 28", 6, date(2012, 11, 28)),
        ("Regeerakkoord", None, None),
    }


def test_statements_of_one_topic_have_an_order(
    every_record: tuple[Record, ...],
) -> None:
    places = Counter(
        (fact["topic"], fact["position"])
        for plain in map(record_to_plain, every_record)
        if plain["kind"] == "statement" and isinstance(fact := plain["fact"], dict)
    )

    assert max(places.values()) == 1
    assert {topic for topic, _ in places} == set(Topic)
