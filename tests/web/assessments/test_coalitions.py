"""The coalition page: its form, what it shows, and what it refuses to compare."""

import json
from datetime import date

import pytest
from django.test import Client

from landenbenadering.policy.council_rules import council_rules
from landenbenadering.web.assessments.circle_shown import RULES

pytestmark = pytest.mark.django_db
PAGE = "/en/coalitions"
VOTE = "country=AFG&on=2026-03-06&state=NLD&state=DEU"


def test_a_circle_is_weighed_under_the_rules_of_the_day(client: Client) -> None:
    page = client.get(f"{PAGE}?{VOTE}").content.decode()

    assert "This circle can neither pass a step nor block one." in page
    assert "27 members take part" in page
    assert "In the Council on 6 March 2026" in page


def test_a_circle_without_states_is_not_judged(client: Client) -> None:
    page = client.get(f"{PAGE}?country=AFG&on=2026-03-06").content.decode()

    assert "Choose states to see what they can do together." in page
    assert "This circle can neither" not in page
    assert "Fewest to win over for a majority: 15 members" in page


def test_who_stays_out_takes_no_part(client: Client) -> None:
    page = client.get(f"{PAGE}?{VOTE}&optout=DNK&optout=IRL").content.decode()

    assert "25 members take part" in page


def test_everybody_together_passes(client: Client) -> None:
    found = client.get(f"{PAGE}.json?{VOTE}").content
    members = [row["state"] for row in json.loads(found)["council"]["power"]]
    states = "&".join(f"state={state}" for state in members)

    page = client.get(f"{PAGE}?country=AFG&on=2026-03-06&{states}").content.decode()

    assert "This circle can pass a step by itself." in page
    assert "computed for circles of at most 20" in page


def test_without_figures_of_two_states_no_share_is_shown(client: Client) -> None:
    page = client.get(f"{PAGE}?{VOTE}").content.decode()

    assert "so nothing can be compared" in page
    assert 'data-label="Own share">–<' in page


@pytest.mark.parametrize(
    "query", ["country=AFG&on=1950-01-01", "country=QQQ", "country=AFG&on=soon"]
)
def test_what_cannot_be_asked_is_said_at_its_field(client: Client, query: str) -> None:
    answer = client.get(f"{PAGE}?{query}")

    assert answer.status_code == 422
    assert b'id="problems"' in answer.content
    assert client.get(f"{PAGE}.csv?{query}").status_code == 400


def test_the_first_visit_asks_about_afghanistan_and_the_netherlands(
    client: Client,
) -> None:
    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert b"Who shares the problem with Afghanistan" in answer.content
    assert b"Map of Europe with the circle: Netherlands" in answer.content


def test_every_voting_rule_has_a_name_in_words() -> None:
    years = range(1973, 2027)
    codes = {rule.code for year in years for rule in council_rules(date(year, 6, 1))}

    assert codes <= set(RULES)
