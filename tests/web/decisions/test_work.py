"""The work list: what waits for each of six people, and for nobody else."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from landenbenadering.core.citation import Citation
from landenbenadering.core.clocks import AsOf, PartialDate
from landenbenadering.policy.dealings import Contact, Instrument
from landenbenadering.policy.deciding import Review
from landenbenadering.policy.facts import Commitment, Linkage, Occasion
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    ContactLevel,
    Department,
    Direction,
    Disclosure,
    DocumentKind,
    LinkageState,
    PolicyArea,
    ReviewFinding,
)
from landenbenadering.policy.worklist import Desk, all_items, items_for, notice_until
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import Role
from landenbenadering.web.accounts.services import assign
from landenbenadering.web.decisions import services
from landenbenadering.web.register.selectors import register_as_of
from landenbenadering.web.register.services import add_records
from landenbenadering.web.register.waiting import register_of_waiting
from landenbenadering.web.worklist.selectors import waiting_for
from tests.web.decisions.conftest import CUT, SAID, Dossiers, People, paper, record

pytestmark = pytest.mark.django_db
ALL = frozenset(Disclosure)
DAY = timedelta(days=1)


def kinds(user: Account) -> list[str]:
    items = waiting_for(user, AsOf(timezone.localdate()))
    return [item.kind.value for item in items]


def page(client: Client, query: str = "", status: int = 200) -> str:
    answer = client.get(f"/en/work{query}")
    assert answer.status_code == status
    return answer.content.decode()


@pytest.fixture
def own() -> Linkage:
    """Give an incentive of our own that is on offer."""
    return replace(CUT, direction=Direction.INCENTIVE, state=LinkageState.OFFERED)


def test_each_step_moves_the_work_to_who_must_do_the_next(
    people: People, draft: Record, dossier: Dossiers
) -> None:
    today = timezone.localdate()
    name = draft.id
    assert kinds(people["desk"]) == [], "a first draft is its maker's own affair"

    def version() -> int:
        return dossier(name).record.version

    services.ask_advice(
        dossier(name), expected_version=version(), author=people["desk"]
    )
    assert kinds(people["diplomat"]) == ["advice"]
    assert kinds(people["helper"]) == ["advice"]
    assert kinds(people["coordinator"]) == ["advice", "advice"]
    assert kinds(people["desk"]) == kinds(people["minister"]) == []

    browser = Client()
    browser.force_login(people["helper"])
    shown = page(browser)
    assert f"/en/advice/advice-{name}-development-trade" in shown
    assert "Ghana" in shown
    assert "1 thing waits." in shown

    services.take_back(dossier(name), expected_version=version(), author=people["desk"])
    assert kinds(people["desk"]) == ["returned"]
    assert kinds(people["diplomat"]) == []

    later = waiting_for(people["desk"], AsOf(today - 2 * DAY))
    assert later == (), "two days ago there was no draft"


def test_what_the_database_picks_holds_all_that_waits(
    people: People, papers: tuple[str, ...], own: Linkage
) -> None:
    """The rules and the list find in the picked records what they find in all."""
    today = date(2026, 12, 1)
    aid = Instrument(
        policy_area=PolicyArea.DEVELOPMENT,
        department=Department.DEVELOPMENT_TRADE,
        directions=(Direction.RESTRICTION,),
        text=SAID,
        usable_by=(Actor.NETHERLANDS,),
        humanitarian=True,
    )
    promise = Commitment(
        text=SAID,
        made_by=("office-minister",),
        made=(Occasion(None, SAID, Citation("paper")),),
        due=date(2026, 7, 1),
        due_text=SAID,
    )
    talk = Contact(
        "GHA", ContactLevel.OFFICIAL, PartialDate(2026), Actor.NETHERLANDS, SAID
    )
    add_records(
        [
            record("aid", aid),
            record("undated", own),
            record("overdue", replace(own, review_on=date(2026, 11, 1))),
            record("announced", replace(own, review_on=date(2026, 12, 20))),
            record("far", replace(own, review_on=date(2029, 1, 1))),
            record("reviewed", replace(own, review_on=date(2027, 9, 1))),
            record(
                "review",
                Review("reviewed", date(2026, 10, 1), "x", ReviewFinding.ADEQUATE, "y"),
            ),
            record("of-the-union", replace(own, actor=Actor.EU, instrument="aid")),
            record("ended", replace(own, state=LinkageState.ENDED)),
            record("promise", promise),
            record("kept", replace(promise, kept_by="paper")),
            record("silent", talk),
            record("not-given", replace(talk, message_given=False)),
        ]
    )
    as_of = AsOf(today)
    until = notice_until("LB07", today=today)

    picked = register_of_waiting(as_of, disclosure=ALL, until=until)
    whole = register_as_of(as_of, disclosure=ALL)

    found = all_items(picked, today=today)
    assert found == all_items(whole, today=today)
    assert {item.about.id: item.rule for item in found} == {
        "undated": "LB07",
        "overdue": "",
        "announced": "",
        "far": "LB07",
        "of-the-union": "LB11",
        "promise": "",
        "silent": "LB10",
        "not-given": "LB10",
    }
    assert {"ended", "kept"}.isdisjoint(item.id for item in picked.records)
    helper = Desk("d", works_for=frozenset({Department.DEVELOPMENT_TRADE}))
    assert len(items_for(helper, found)) == 5


def test_the_list_is_narrowed_and_says_so(people: People, own: Linkage) -> None:
    today = timezone.localdate()
    due = {
        "overdue": replace(own, review_on=today - DAY),
        "soon": replace(own, review_on=today + 9 * DAY, country="IRQ"),
        "later": replace(own, review_on=today + 90 * DAY),
    }
    add_records(
        [
            paper("paper", DocumentKind.REPORT),
            *(
                replace(record(name, linkage), known_from=today - DAY)
                for name, linkage in due.items()
            ),
        ]
    )
    browser = Client()
    browser.force_login(people["coordinator"])

    whole = page(browser)
    assert "2 things wait, of which 1 is overdue." in whole
    assert whole.index("/linkages/overdue/review") < whole.index("/soon/review")
    for query, found in (
        ("?country=IRQ", ["soon"]),
        ("?kind=advice", []),
        ("?kind=review&department=development_trade", ["overdue", "soon"]),
        ("?department=finance", []),
        (f"?due_before={today}", ["overdue"]),
        (f"?due_before={today + 90 * DAY}", ["overdue", "soon", "later"]),
    ):
        assert re.findall(r"/linkages/(\w+)/review", page(browser, query)) == found
    assert "Nothing that you ask for waits for you." in page(browser, "?country=NOR")
    assert "Write the date as year" in page(browser, "?due_before=gisteren", 422)
    before = page(browser, f"?known-on={today - DAY}")
    assert f'/en/register/overdue?known-on={today - DAY}"' in before


def test_a_stranger_is_asked_to_sign_in_and_others_have_nothing(
    client: Client, people: People, draft: Record, dossier: Dossiers
) -> None:
    services.ask_advice(
        dossier(draft.id), expected_version=draft.version, author=people["desk"]
    )
    assert client.get("/en/work")["Location"] == "/en/sign-in?next=/en/work"
    for role in (Role.HOUSE_READER, Role.ADMINISTRATOR, Role.AUDITOR):
        account = Account.objects.create_user(role.value, password="a long password")
        assign(account, role, by=None)
        client.force_login(account)
        shown = page(client)
        assert "0 things wait" in shown
        assert "Nothing waits for you." in shown
        assert not re.search("advice-proposal", shown)
