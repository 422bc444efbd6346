"""What the forms of the register leave to the proposal and its owner."""

from dataclasses import replace

import pytest

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import LinkageState
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.services import REFUSED
from landenbenadering.web.decisions import services
from landenbenadering.web.recording.forms import Entry
from landenbenadering.web.recording.services import record_version
from landenbenadering.web.register.errors import RegisterError
from landenbenadering.web.register.services import store_record
from tests.web.decisions.conftest import CUT, Dossiers, People, record

pytestmark = pytest.mark.django_db
OTHER = Bilingual(nl="een grotere korting", en="a larger cut")


def changed(held: Record, author: Account, *, corrects: bool = False, **to: object):  # type: ignore[no-untyped-def]  # any value of a linkage
    assert isinstance(held.fact, Linkage)
    fact = replace(held.fact, **to)  # type: ignore[arg-type]  # as above
    return record_version(
        Entry(replace(held, fact=fact), None, "because"),
        replaces=held,
        corrects=corrects,
        expected_version=held.version,
        author=author,
    )


def test_a_linkage_in_a_draft_is_changed_by_the_owner_alone(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    (linkage, _), *_ = dossier(draft.id).linkages
    for name in ("coordinator", "neighbour"):
        for corrects in (False, True):
            with pytest.raises(RegisterError, match="REG114"):
                changed(linkage, people[name], corrects=corrects, text=OTHER)
    refused = AuditEvent.objects.filter(action=REFUSED, subject_id=linkage.id)
    assert refused.count() == 4

    after = changed(linkage, people["desk"], text=OTHER)
    assert after.fact.text == OTHER


def test_what_advice_is_asked_on_stays_as_it_is(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    services.ask_advice(
        dossier(draft.id), expected_version=draft.version, author=people["desk"]
    )
    (linkage, _), *_ = dossier(draft.id).linkages

    with pytest.raises(RegisterError, match="REG114"):
        changed(linkage, people["desk"], text=OTHER)


@pytest.mark.parametrize("state", [LinkageState.DECIDED, LinkageState.RUNNING])
def test_no_hand_takes_a_linkage_past_its_decision(
    draft: Record, people: People, dossier: Dossiers, state: LinkageState
) -> None:
    (packed, _), *_ = dossier(draft.id).linkages
    loose = store_record(record("linkage-loose", CUT), entered_by_user=people["desk"])

    for linkage in (packed, loose):
        with pytest.raises(RegisterError, match="REG115"):
            changed(linkage, people["desk"], state=state)
    assert changed(loose, people["desk"], state=LinkageState.WITHDRAWN).version == 2
