"""The decision note: dissent, gaps and broken rules stand in it."""

import io
from dataclasses import replace
from datetime import date

import docx
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
from landenbenadering.policy.facts import Document
from landenbenadering.policy.record import Record
from landenbenadering.policy.register import Register
from landenbenadering.policy.rules.book import verdicts
from landenbenadering.policy.rules.breach import Moment
from landenbenadering.policy.rules.parameters import rule_texts
from landenbenadering.policy.vocabulary import (
    DecisionOutcome,
    Department,
    Disclosure,
    DocumentKind,
    ProposalState,
)
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

    words = {number: rule.text.en for number, rule in rule_texts().items()}
    for number in ("LB13", "LB06"):
        assert f"{words[number]} Kept ({number})." in text
    assert f"{words['LB03']} Broken (LB03)." in text
    assert f"{words['LB02']} Broken knowingly (LB02)." in text
    assert text.index("(LB03)") < text.index("Kept (LB06)"), "what is broken is first"
    assert "Reason: They know." in text
    assert "The decision maker adopted the package on 1 June 2026." in text


@pytest.mark.parametrize(
    ("language", "outcome", "said", "open_words"),
    [
        (
            Language.NL,
            DecisionOutcome.ADOPTED,
            "Besloten op 1 juni 2026 door de beslisser: aangenomen",
            ("Concept", "Ter besluitvorming"),
        ),
        (
            Language.EN,
            DecisionOutcome.REJECTED,
            "Decided on 1 June 2026 by the decision maker: rejected",
            ("Draft", "For decision"),
        ),
    ],
)
def test_a_note_says_that_it_is_decided_when_by_whom_and_what(
    language: Language,
    outcome: DecisionOutcome,
    said: str,
    open_words: tuple[str, str],
) -> None:
    taken = replace(DECISION, outcome=outcome)
    decision = record("decision", taken, disclosure=Disclosure.INTERNAL)
    before, after = note(language=language), note(language=language, decision=decision)

    for write in (to_text, to_html, docx_text):
        assert said in write(after)
        assert said not in write(before)
        assert all(words in write(before) for words in open_words)
        assert not any(words in write(after) for words in open_words)


def test_a_withdrawn_proposal_is_not_put_for_decision() -> None:
    text = to_text(note(replace(FULL, state=ProposalState.WITHDRAWN)))

    assert "Withdrawn before it was decided" in text
    assert "no decision was taken on it" in text
    assert "For decision." not in text


def test_a_paper_is_named_with_its_kind_number_and_date() -> None:
    rights = paper(DocumentKind.RIGHTS_ASSESSMENT)
    assert isinstance(rights.fact, Document)
    dated = replace(rights, fact=replace(rights.fact, number="DGM-12", dated=TODAY))
    text = to_text(note(replace(FULL, documents=(rights.id,)), dated))

    assert f"Rights assessment: {rights.fact.title.en}, DGM-12, 1 June 2026." in text


def docx_text(letter: Letter) -> str:
    """Give every text of the Word file, head and foot included."""
    document = docx.Document(io.BytesIO(to_docx(letter)))
    section = document.sections[0]
    parts = [*document.paragraphs, *section.header.paragraphs]
    parts += [*section.footer.paragraphs, *section.first_page_footer.paragraphs]
    return "\n".join(part.text for part in parts)


def test_a_note_for_the_public_cannot_hold_an_internal_proposal() -> None:
    with pytest.raises(LettersError, match="LET10"):
        note(level=Disclosure.PUBLIC)
