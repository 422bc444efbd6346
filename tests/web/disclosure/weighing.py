"""Appraisals of every level, stored and frozen from one sheet under one name."""

from dataclasses import replace
from functools import cache

from django.utils import timezone

from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.pipelines.appraise_files import shipped_sheet
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.assessments.computing import LONG, Question, answer
from landenbenadering.web.assessments.selectors import appraisal_named
from landenbenadering.web.assessments.services import freeze, start_sheet, store_sheet
from tests.web.disclosure.planting import WORDS, Levels

OWNER = Department.MIGRATION
# What everybody finds: a sheet, what was frozen from it, and one written on the pages.
NAMES = ("own", "own-2", "own-3")


def weighed(levels: Levels, author: Account) -> None:
    """Store and freeze appraisals: of these levels first, then those for everybody."""
    for level, word in WORDS.items():
        if level in levels:
            _store(word, level, author)
    assert _store("open", Disclosure.PUBLIC, author) == NAMES


def _store(word: str, level: Disclosure, author: Account) -> tuple[str, str, str]:
    sheet = _sheet(word)
    stored = store_sheet(sheet, owner=OWNER, disclosure=level, author=author)
    today = AsOf(timezone.localdate())
    found = appraisal_named(stored, today, frozenset(Disclosure))
    assert found is not None
    report = _report(word)
    package = report.solution.packages[0]
    frozen = freeze(found, report, package=package, owner=OWNER, author=author)
    written = start_sheet(sheet, owner=OWNER, disclosure=level, author=author)
    return stored, frozen, written


@cache
def _report(word: str) -> AppraisalReport:
    return answer(Question(_sheet(word), {}), LONG)


def _sheet(word: str) -> AppraisalSheet:
    shipped = shipped_sheet("morocco-example")
    few = tuple(replace(line, country="GHA") for line in shipped.instrument[:3])
    return replace(
        shipped,
        id="own",
        title=Bilingual(f"{word} weging", f"{word} weighing"),
        illustration=False,
        instrument=few,
        group=(),
        prerequisite=(),
        synergy=(),
    )
