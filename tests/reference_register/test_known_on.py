from datetime import date

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.facts import Commitment, Linkage, Office
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register, known_versions

JULY_2011 = {"kst-30573-74"}
JULY_2012 = JULY_2011 | {
    "kst-19637-1553",
    "linkage-irq-2012",
    "linkage-irq-2012-study",
}
SEPTEMBER_2012 = JULY_2012 | {"kst-29344-90", "linkage-gha-2012"}
NOVEMBER_2012 = SEPTEMBER_2012 | {
    "commitment-state-of-affairs-2012",
    "h-tk-20122013-28-3",
    "h-tk-20122013-28-6",
    "office-president-house",
    "office-sts-vj",
}
DECEMBER_2012 = NOVEMBER_2012 | {"kst-30573-107"}
MARCH_2013 = DECEMBER_2012 | {
    "circle-afg",
    "circle-european-projects",
    "circle-irq-officials",
    "circle-irq-signal",
    "circle-outside-eu",
    "circle-som",
    "coalition-agreement-2012",
    "coalition-willing-to-link",
    "commitment-report-new-steps",
    "commitment-results-gha-2013",
    "commitment-review-instruments",
    "consequences-of-not-cooperating",
    "contacts-and-investment",
    "customary-law-obligation",
    "embed-in-bilateral-relation",
    "europe-credibility",
    "europe-equivalent",
    "europe-many-contacts",
    "europe-migration-dialogues",
    "europe-participation-criterion",
    "europe-participation-per-case",
    "europe-partnerships-in-talks",
    "europe-partnerships-nearby",
    "europe-promote-equivalent",
    "europe-steps-taken",
    "europe-stronger-effort",
    "europe-weight",
    "every-department-takes-part",
    "eye-for-domestic-situation",
    "forced-return-needs-cooperation",
    "forced-return-travel-documents",
    "house-informed-of-gha-cut",
    "independent-return-first",
    "independent-return-not-optional",
    "instrument-business",
    "instrument-development",
    "instrument-government-services",
    "instrument-readmission-clauses",
    "instrument-visas",
    "instruments-interdepartmental",
    "instruments-of-every-department",
    "judgement-afg",
    "judgement-chn",
    "judgement-dza",
    "judgement-egy",
    "judgement-gha",
    "judgement-ind",
    "judgement-irq",
    "judgement-mar",
    "kst-29344-116",
    "less-smooth-countries",
    "linkages-2012-cabinet",
    "linkages-next-steps-irq",
    "linkages-not-taken-lightly",
    "message-in-every-contact",
    "most-countries-comply",
    "no-country-refuses-independent-return",
    "office-min-bhos",
    "office-min-bz",
    "partners-eu-preferred",
    "partners-political-solutions",
    "partners-share-the-problem",
    "partners-step-further",
    "partnership-arm",
    "partnership-cpv",
    "partnership-geo",
    "partnership-mda",
    "positive-first",
    "pressure-if-needed",
    "project-border-control",
    "project-migration-services",
    "project-reintegration",
    "projects-part-of-approach",
    "purpose-approach",
    "purpose-country-of-origin",
    "purpose-full-part-in-society",
    "purpose-immigration-policy",
    "purpose-leave-or-be-removed",
    "purpose-return-policy",
    "purpose-welcome-and-protection",
    "reason-interprets-differently",
    "reason-lower-priority",
    "return-is-foreign-policy",
    "return-is-priority",
    "strategy-afg",
    "strategy-chn",
    "strategy-dza",
    "strategy-egy",
    "strategy-gha",
    "strategy-ind",
    "strategy-irq",
    "strategy-mar",
    "support-in-kind",
    "support-money",
    "tailor-made-weighing",
    "win-for-all-three",
}


def register_on(records: tuple[Record, ...], day: str) -> Register:
    as_of = AsOf(date.fromisoformat(day))
    return Register(as_of, known_versions(records, as_of))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2011-07-10", set()),
        ("2012-07-01", JULY_2011),
        ("2012-07-02", JULY_2012),
        ("2012-09-27", JULY_2012),
        ("2012-09-28", SEPTEMBER_2012),
        ("2012-11-28", NOVEMBER_2012),
        ("2012-12-12", DECEMBER_2012),
        ("2013-03-05", DECEMBER_2012),
        ("2013-03-06", MARCH_2013),
        ("2026-01-01", MARCH_2013),
    ],
)
def test_the_register_holds_exactly_what_was_known(
    records: tuple[Record, ...], day: str, expected: set[str]
) -> None:
    assert {record.id for record in register_on(records, day).records} == expected


def linkages(records: tuple[Record, ...], day: str) -> dict[str, Linkage]:
    return {r.id: fact for r, fact in register_on(records, day).of(Linkage)}


@pytest.mark.parametrize("day", ["2012-09-28", "2013-03-05"])
def test_no_outcome_is_known_before_the_letter(
    records: tuple[Record, ...], day: str
) -> None:
    for linkage in linkages(records, day).values():
        assert linkage.outcome is None
        assert linkage.purposes == ()


def test_every_linkage_has_an_outcome_on_the_day_of_the_letter(
    records: tuple[Record, ...],
) -> None:
    for linkage in linkages(records, "2013-03-06").values():
        assert linkage.outcome is not None


@pytest.mark.parametrize("day", ["2012-09-28", "2013-03-06"])
def test_amounts_and_dates_of_the_linkages_do_not_change(
    records: tuple[Record, ...], day: str
) -> None:
    found = linkages(records, day)
    money = {name: f.amount.amount for name, f in found.items() if f.amount}

    assert money == {"linkage-irq-2012": 5_500_000, "linkage-gha-2012": 10_000_000}
    assert {str(f.since) for f in found.values()} == {"2012-06", "2012-09"}


def commitment(records: tuple[Record, ...], day: str) -> Commitment:
    fact = register_on(records, day).get("commitment-state-of-affairs-2012").fact
    assert isinstance(fact, Commitment)
    return fact


@pytest.mark.parametrize(
    ("day", "occasions", "kept_by"),
    [
        ("2012-11-28", ["2012-11-28"], None),
        ("2012-12-11", ["2012-11-28"], None),
        ("2012-12-12", ["2012-11-28", "2012-12-12"], None),
        ("2013-03-05", ["2012-11-28", "2012-12-12"], None),
        ("2013-03-06", ["2012-11-28", "2012-12-12"], "kst-29344-116"),
    ],
)
def test_the_promise_of_the_letter_is_made_repeated_and_kept(
    records: tuple[Record, ...], day: str, occasions: list[str], kept_by: str | None
) -> None:
    found = commitment(records, day)

    assert [str(occasion.on) for occasion in found.made] == occasions
    assert found.kept_by == kept_by


def test_the_promise_stands_in_both_items_of_the_handelingen(
    records: tuple[Record, ...],
) -> None:
    first = commitment(records, "2012-11-28").made[0]

    assert first.citation.document == "h-tk-20122013-28-3"
    assert [place.document for place in first.further] == ["h-tk-20122013-28-6"]


@pytest.mark.parametrize(
    ("day", "holder"), [("2013-03-05", None), ("2013-03-06", "F. Teeven")]
)
def test_the_name_under_the_letter_is_known_from_its_date(
    records: tuple[Record, ...], day: str, holder: str | None
) -> None:
    office = register_on(records, day).get("office-sts-vj").fact

    assert isinstance(office, Office)
    assert office.holder == holder
