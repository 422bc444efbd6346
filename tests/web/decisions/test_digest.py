"""The digest by mail: what is new and overdue, without what is not public."""

import argparse
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from landenbenadering.cli.digest import digest
from landenbenadering.cli.errors import CommandError
from landenbenadering.policy.vocabulary import Disclosure, DocumentKind, LinkageState
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.register.services import add_records
from tests.web.decisions.conftest import CUT, People, paper, record

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def run(*, send: bool = False) -> None:
    digest(argparse.Namespace(send=send, days=1))


def choose(client: Client, status: int = 302, **chosen: str) -> str:
    answer = client.post("/en/feed/digest", chosen)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_digest_goes_to_who_wants_it_and_names_only_what_is_public(
    people: People, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    today = timezone.localdate()
    running = replace(CUT, state=LinkageState.RUNNING)
    overdue = replace(running, review_on=today - DAY)
    hidden = replace(overdue, text=replace(CUT.text, en="a secret", nl="een geheim"))
    add_records(
        [
            paper("paper", DocumentKind.REPORT),
            record("overdue", overdue),
            record("old", replace(running, review_on=today + 9 * DAY)),
            replace(record("hidden", hidden), disclosure=Disclosure.INTERNAL),
        ]
    )
    browser = Client()
    browser.force_login(people["coordinator"])
    run()
    assert "0 mails written, none sent." in capsys.readouterr().out
    wrong = choose(browser, 422, email="nobody", language="en")
    assert "Give an e-mail address" in wrong
    choose(browser, email="c@example.org", language="nl")

    run()
    shown = capsys.readouterr().out
    assert "To: c@example.org\nSubject: 2 zaken wachten op u" in shown
    assert "Herijking: Ghana: een korting op hulp" in shown
    assert "http://localhost:8000/nl/linkages/overdue/review" in shown
    assert "1 zaak is niet openbaar" in shown
    assert "De hele lijst: http://localhost:8000/nl/work" in shown
    assert "Dit overzicht wijzigen of stoppen: " in shown
    assert "geheim" not in shown
    assert mail.outbox == []
    settings.EMAIL_HOST = ""
    with pytest.raises(CommandError) as refused:
        run(send=True)
    assert refused.value.code == "CLI130"

    settings.EMAIL_HOST = "mail.example.org"
    choose(browser, email="c@example.org", language="en")
    run(send=True)
    (message,) = mail.outbox
    assert isinstance(message, mail.EmailMultiAlternatives)
    assert message.to == ["c@example.org"]
    assert message.subject == "2 things wait for you"
    ((html, kind),) = message.alternatives
    assert kind == "text/html"
    for text in (str(message.body), str(html)):
        assert "a cut in aid" in text
        assert "secret" not in text
        assert "hidden" not in text
    sent = AuditEvent.objects.get(action="digest.sent")
    assert sent.after == '{"items":2,"named":1}'

    settings.MAIL_NAMES_INTERNAL = True
    run()
    assert "a secret" in capsys.readouterr().out
    choose(browser, stop="yes")
    run()
    assert "0 mails written" in capsys.readouterr().out
