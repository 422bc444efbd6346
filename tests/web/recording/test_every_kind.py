"""Every kind of fact is recorded, changed and corrected by one engine."""

from dataclasses import replace

import pytest
from django.test import Client

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.codec import record_to_plain
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.recording.shapes import flat, record_shape
from landenbenadering.web.register.recordable import GROUPS
from landenbenadering.web.register.selectors import record_versions
from tests.web.recording.facts import DAY, FACTS, record

pytestmark = pytest.mark.django_db
TODAY = AsOf(known_on=DAY.replace(year=2020))
KINDS = [*(kind for names in GROUPS.values() for kind in names), "addendum"]
ALL = frozenset(Disclosure)


def sent(held: Record, **changes: object) -> dict[str, object]:
    """Give what the form of a record sends."""
    values = dict(flat(record_to_plain(held), record_shape(type(held.fact))))
    words = {True: "yes", False: "no"}
    plain = {
        name: words[value] if isinstance(value, bool) else value
        for name, value in values.items()
    }
    if values.get("fact-humanitarian") is False:
        del plain["fact-humanitarian"]  # a box that is not ticked is not sent
    return {"version": 0, **plain, **changes}


def post(client: Client, address: str, values: dict[str, object]) -> str:
    """Send a form that is expected to be right; give where it leads."""
    answer = client.post(address, values)
    form = answer.context["form"] if answer.context else None
    assert answer.status_code == 302, form and form.errors
    return answer["Location"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_fact_is_recorded_as_entered_then_changed_then_corrected(
    client: Client, register: list[Record], kind: str
) -> None:
    wanted = record("any", FACTS[kind])
    later = DAY.replace(year=2014)

    first = post(client, f"/en/register/add/{kind}", sent(wanted))
    again = post(client, f"/en/register/add/{kind}", sent(wanted))
    name = first.rpartition("/")[2]
    (made,) = record_versions(name, TODAY, ALL)
    asked = {"known_from": later, "valid_until": "2031", "version": 1}
    post(client, f"{first}/change", sent(made, **asked))
    asked |= {"valid_until": "2032", "version": 2, "why": "a slip of the pen"}
    post(client, f"{first}/correct", sent(made, **asked))

    assert again == first
    assert made == replace(wanted, id=name, entered=made.entered)
    versions = record_versions(name, TODAY, ALL)
    assert [(one.version, one.corrects) for one in versions] == [(3, 2), (1, None)]
    assert {one.fact for one in versions} == {wanted.fact}
    page = client.get(first).content.decode()
    assert all(until in page for until in ("2030", "2031", "2032"))
    assert "a slip of the pen" in page
