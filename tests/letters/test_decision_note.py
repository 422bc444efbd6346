"""The decision note: dissent, gaps and broken rules stand in it."""

from dataclasses import replace
from datetime import date

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.evidence.countries import countries
from landenbenadering.letters.blocks import Letter
from landenbenadering.letters.decision_note import compose_decision_note
from landenbenadering.letters.docx import to_docx
from landenbenadering.letters.errors import LettersError
from landenbenadering.letters.html import to_html
from landenbenadering.letters.note_matter import NoteMatter
from landenbenadering.letters.pdf import to_pdf
from landenbenadering.letters.text import to_text
from landenbenadering.policy.deciding import (
    Alternative,
    Interest,
    Override,
    ProblemSize,
    Proposal,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.vocabulary import Department, Disclosure, DocumentKind
from tests.policy.cases import CUT, DECISION, PROPOSAL, TODAY, advice, paper, record

FULL = replace(
    PROPOSAL,
    text="Cut aid until papers come in time",
    interests=(Interest(Department.DEVELOPMENT_TRADE, "Schools lose money"),),
    alternatives=(Alternative("Talk on", "Tried for two years"),),
    problem_size=ProblemSize(100, None, "orders less returns, 2012"),
    relations_effect="Relations cool",
)


def note(
    proposal: Proposal = FULL,
    *added: Record,
    language: Language = Language.EN,
    decision: Record | None = None,
    level: Disclosure = Disclosure.INTERNAL,
) -> Letter:
    proposed = record("proposal", proposal, disclosure=Disclosure.INTERNAL)
    linkage = record("cut", CUT)
    objection = advice(Department.DEVELOPMENT_TRADE, reasons="It harms schools")
    silent = advice(
        Department.FOREIGN_AFFAIRS,
        position=None,
        reasons="",
        escalated_on=date(2026, 5, 20),
    )
    records = [proposed, linkage, objection, silent, *added]
    records += [decision] if decision else []
    register = Register(AsOf(TODAY), tuple(sorted(records, key=lambda r: r.id)))
    return compose_decision_note(
        register,
        NoteMatter(
            proposal=proposed,
            linkages=(linkage,),
            advice=(objection, silent),
            decision=decision,
            verdicts=verdicts(
                register, Moment.DECISION, today=TODAY, proposal=proposed
            ),
        ),
        countries=countries(),
        language=language,
        level=level,
    )


@pytest.mark.parametrize("language", Language)
def test_the_three_formats_of_a_note_are_made(language: Language) -> None:
    letter = note(language=language)

    assert to_pdf(letter).startswith(b"%PDF")
    assert to_docx(letter).startswith(b"PK")
    assert letter.title in to_html(letter)


def test_dissent_and_silence_stand_in_the_note() -> None:
    text = to_text(note())

    assert "Foreign Trade and Development objects. It harms schools." in text
    assert "Foreign Affairs has not advised; the deadline was 15 May 2026." in text
    assert "On 20 May 2026 this was taken higher." in text


def test_what_the_proposal_lacks_is_a_gap_and_not_silence() -> None:
    text = to_text(note(PROPOSAL))

    for lacking in ("Size of the problem", "Interests weighed", "Rights assessment"):
        assert f"[{lacking}: not in the proposal]" in text


def test_the_size_has_its_bounds_and_its_basis() -> None:
    bounded = replace(FULL, problem_size=ProblemSize(100, 250, "a count"))

    assert "at least 100 people; no upper bound can be given" in to_text(note())
    assert "at least 100 and at most 250 people" in to_text(note(bounded))


def test_rules_are_kept_broken_or_broken_knowingly_with_the_reason() -> None:
    rights = paper(DocumentKind.RIGHTS_ASSESSMENT)
    decision = record(
        "decision",
        replace(DECISION, overrides=(Override("LB02", "They know", "minister"),)),
        disclosure=Disclosure.INTERNAL,
    )
    full = replace(FULL, documents=(rights.id,))
    text = to_text(note(full, rights, decision=decision))

    kept = next(line for line in text.splitlines() if "Kept: " in line)
    assert "LB13" in kept
    assert "LB06" in kept
    assert "LB03, broken." in text
    assert "LB02, broken knowingly." in text
    assert "Reason: They know." in text
    assert "On 1 June 2026 the package was adopted." in text


def test_a_note_for_the_public_cannot_hold_an_internal_proposal() -> None:
    with pytest.raises(LettersError, match="LET10"):
        note(level=Disclosure.PUBLIC)
