"""What a country's page says of what is done there, beside linkages and figures."""

from datetime import date

from django.test import Client
from django.utils.translation import override

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.register import Register
from landenbenadering.web.dossiers.dealings import Dealings, Line, dealings_with
from tests.web.recording.facts import FACTS, POINTED_AT, record

KINDS = ("strategy", "situation", "contact", "allegation", "treaty", "position")


def dealings(*, on: date) -> Dealings:
    """Put the invented facts of Ghana together as known on a day."""
    held = [*POINTED_AT, *(record(f"{kind}-one", FACTS[kind]) for kind in KINDS)]
    with override("en"):
        return dealings_with("GHA", Register(AsOf(known_on=on), tuple(held)))


def lines(found: Dealings) -> dict[str, Line]:
    sections = (*found.before, *found.after)
    return {line.record.id: line for part in sections for line in part.lines}


def test_every_dealing_stands_in_its_section_and_empty_ones_are_left_out() -> None:
    found = dealings(on=date(2014, 1, 1))

    assert [part.key for part in found.before] == ["strategy", "situation"]
    assert [part.key for part in found.after] == ["agreements", "talks", "others"]


def test_a_contact_tells_whether_the_return_message_was_given_and_what_was_asked() -> (
    None
):
    notes = lines(dealings(on=date(2014, 1, 1)))["contact-one"].notes

    assert notes == (
        "The return message was not given: something more",
        "The partner asked: something in English",
    )


def test_an_allegation_is_told_with_its_project_and_counts_as_read() -> None:
    found = dealings(on=date(2014, 1, 1))

    assert "1 allegation is logged." in lines(found)["project-held"].notes
    assert [r.id for r in found.behind] == ["allegation-one"]


def test_terms_without_a_record_of_performance_cannot_be_told() -> None:
    notes = lines(dealings(on=date(2014, 1, 1)))["agreement-held"].notes

    assert "something in English: cannot tell" in notes


def test_what_no_longer_holds_says_so() -> None:
    assert not lines(dealings(on=date(2014, 1, 1)))["situation-one"].past
    assert lines(dealings(on=date(2031, 1, 1)))["situation-one"].past


def test_what_holds_in_a_country_is_that_of_the_day(reader: Client) -> None:
    """On the day after the ruling there is no prospect, from February 2015 there is."""
    before = reader.get("/en/countries/SOM?known-on=2013-03-06").content.decode()
    now = reader.get("/en/countries/SOM").content.decode()

    assert "What holds in the country" not in before
    assert "no prospect of removal" in now
    assert "no longer holds" in now
    assert "Steps of the European Union and others" in now
    assert "COM(2024) 324" in now


def test_other_records_are_named_by_their_title(reader: Client) -> None:
    country = reader.get("/en/countries/IRQ").content.decode()
    own = reader.get("/en/register/linkage-irq-2012").content.decode()

    for page in (country, own):
        assert "catalogue-aid-fund</dd>" not in page
        assert "Money for displaced people or for the reintegration" in page
        assert "(according to 29 344, nr. 116)" in page
    # In the history too.
    assert "<td>catalogue-aid-fund" not in own


def test_documents_granted_say_which_share_was_used_and_for_how_long() -> None:
    held = (*POINTED_AT, record("grant-one", FACTS["document_grant"]))
    with override("en"):
        found = dealings_with("GHA", Register(AsOf(known_on=date(2014, 1, 1)), held))

    line = lines(found)["grant-one"]
    assert line.text == "52 documents granted"
    # Fewer than 5 of 52: at most 4, which is 7.7 %.
    assert "Used: 0–8% of them" in line.notes
    assert "Available for 2 to 30 days" in line.notes
