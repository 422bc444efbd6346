"""Answers that pages compute within their time, and keep for a while."""

from dataclasses import replace

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.pipelines.appraise_files import shipped_sheet
from landenbenadering.pipelines.appraise_register import linkage_figures
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.register import Register, known_versions
from landenbenadering.web.assessments import computing
from landenbenadering.web.assessments.computing import Patience, Question, answer

NONE = Patience(exact=0.0, middle=0.0, follow=0.001)
LESS = Patience(exact=0.0, middle=0.0, follow=0.0005)


@pytest.fixture
def question() -> Question:
    """Give a question that nobody asked before."""
    sheet = replace(shipped_sheet("ghana-example"), id="asked-once")
    then = AsOf(sheet.on)
    held = Register(then, known_versions(reference_records(), then))
    return Question(sheet, linkage_figures(held))


def test_what_met_a_bad_moment_is_tried_anew(
    question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    first = answer(question, NONE)
    assert not computing.is_whole(first)
    assert answer(question, NONE) is first
    # Who has less patience is served by it too, however old it is.
    now[0] += 61
    assert answer(question, LESS) is first
    assert answer(question, NONE) is not first


def test_a_whole_answer_stands(
    question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    whole = answer(question, Patience(exact=60, middle=60, follow=600))
    assert computing.is_whole(whole)
    now[0] += 1e6
    assert answer(question, NONE) is whole
