"""A proposal rests on an appraisal that is frozen, its own, and no illustration."""

import json
from dataclasses import replace

import pytest
from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.letters.decision_note import compose_decision_note
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.text import to_text
from landenbenadering.pipelines.appraise import weigh
from landenbenadering.pipelines.appraise_files import shipped_sheet
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.assessments import services
from landenbenadering.web.assessments.computing import LONG, Question, answer
from landenbenadering.web.assessments.errors import AssessmentError
from landenbenadering.web.assessments.models import StoredAppraisal
from landenbenadering.web.assessments.selectors import appraisal_named
from landenbenadering.web.decisions.drafts import adopt_appraisal
from landenbenadering.web.decisions.errors import DecisionsError, NotAllowedError
from landenbenadering.web.decisions.notes import note_of
from landenbenadering.web.decisions.storing import next_version, store_all
from tests.web.decisions.conftest import Dossiers, People

pytestmark = pytest.mark.django_db
SHIPPED = shipped_sheet("morocco-example")
LEVELS = frozenset(Disclosure)


def frozen(
    people: People,
    *,
    illustration: bool = False,
    country: str = "GHA",
    level: Disclosure = Disclosure.INTERNAL,
) -> str:
    """Store a small sheet, freeze it with its first package, and give its name."""
    few = tuple(replace(i, country=country) for i in SHIPPED.instrument[:3])
    sheet = replace(
        SHIPPED,
        id="own",
        illustration=illustration,
        instrument=few,
        group=(),
        prerequisite=(),
        synergy=(),
    )
    assert weigh(sheet).missing is not None
    owner, author = Department.MIGRATION, people["desk"]
    name = services.store_sheet(sheet, owner=owner, disclosure=level, author=author)
    found = appraisal_named(name, AsOf(timezone.localdate()), LEVELS)
    assert found is not None
    report = answer(Question(sheet, {}), LONG)
    return services.freeze(
        found, report, package=report.solution.packages[0], owner=owner, author=author
    )


def slipped_in(name: str) -> str:
    """Copy a frozen appraisal as an illustration, past the services; give its name."""
    row = StoredAppraisal.objects.get(name=name)
    row.pk, row.name, row.illustration = None, "slipped", True
    sheet = json.loads(row.sheet)
    row.sheet = json.dumps(sheet | {"illustration": True}, sort_keys=True)
    row.save(force_insert=True)
    return row.name


def adopt(record: Record, name: str, people: People, who: str = "desk") -> Record:
    return adopt_appraisal(
        record, name, expected_version=record.version, author=people[who]
    )


def test_the_note_and_the_page_show_the_appraisal_that_was_adopted(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    name = frozen(people)

    adopted = adopt(draft, name, people)

    text = to_text(note_of(dossier(adopted.id), language=Language.EN))
    assert f"The appraisal is frozen as {name}, SHA-256" in text


def test_an_illustration_cannot_be_adopted_nor_stand_in_a_note(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    shown = slipped_in(frozen(people))
    for name in (shown, "ghana-example"):
        with pytest.raises(DecisionsError, match="DEC111"):
            adopt(draft, name, people)
    # Even where it came into the register by another way.
    slipped = replace(dossier(draft.id).proposal, appraisal=shown)
    version = next_version(draft, slipped, today=timezone.localdate())
    store_all([(version, draft.version)], author=people["desk"])

    with pytest.raises(DecisionsError, match="DEC111"):
        note_of(dossier(draft.id), language=Language.EN)


def test_an_illustration_is_not_frozen(people: People) -> None:
    with pytest.raises(AssessmentError, match="ASM105"):
        frozen(people, illustration=True)


def test_the_letters_room_refuses_an_illustration_by_itself(
    draft: Record, people: People, dossier: Dossiers
) -> None:
    from landenbenadering.evidence.countries import countries
    from landenbenadering.letters.note_matter import AdoptedAppraisal, NoteMatter

    held = dossier(draft.id)
    appraisal = AdoptedAppraisal(
        name="shown",
        title=SHIPPED.title,
        weighed_on=SHIPPED.on,
        packages=1,
        complete=True,
        chosen=(),
        core=(),
        sha256="0" * 64,
        illustration=True,
    )

    with pytest.raises(LettersError, match="LET108"):
        compose_decision_note(
            held.register,
            NoteMatter(held.record, (), (), None, (), appraisal),
            countries=countries(),
            language=Language.NL,
            level=Disclosure.INTERNAL,
        )


def test_what_is_unknown_unfrozen_or_of_another_country_is_refused(
    draft: Record, people: People
) -> None:
    foreign = frozen(people, country="MAR")
    for name, code in ((foreign, "DEC113"), ("own", "DEC112"), ("nothing", "DEC112")):
        with pytest.raises(DecisionsError, match=code):
            adopt(draft, name, people)


def test_only_the_department_of_the_draft_adopts(draft: Record, people: People) -> None:
    name = frozen(people)
    for who in ("neighbour", "minister", "diplomat"):
        with pytest.raises(NotAllowedError):
            adopt(draft, name, people, who)
