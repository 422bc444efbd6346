"""Appraisal sheets: what ships can be read, and every fault has its place."""

import json
import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.appraisal.feasibility import conflicting_constraints
from landenbenadering.appraisal.problem import EvidenceGrade
from landenbenadering.appraisal.robust import robust_packages
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.appraisal.weighing import (
    Figure,
    Weighing,
    forbidden_by,
    weigh_sheet,
)
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.core.interval import Interval
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.pipelines.appraise import appraise, weigh
from landenbenadering.pipelines.appraise_exports import sheet_as_plain
from landenbenadering.pipelines.appraise_figures import tie_figures
from landenbenadering.pipelines.appraise_files import (
    placed,
    read_sheet,
    sheet_file,
    shipped_sheet,
    shipped_sheets,
)
from landenbenadering.pipelines.appraise_register import (
    linkage_figures,
    with_bars_on_return,
)
from landenbenadering.pipelines.errors import PipelinesError
from landenbenadering.pipelines.reference import reference_records
from landenbenadering.policy.plain import Spot, dataclass_from_plain
from landenbenadering.policy.register import Register, known_versions

SMALL = """\
id = "small"
title = { nl = "Klein", en = "Small" }
on = 2026-01-10
illustration = true
note = { nl = "Verzonnen", en = "Invented" }

[[criterion]]
code = "gain"
name = { nl = "winst", en = "gain" }
unit = { nl = "punten", en = "points" }
swing = 10
least = -5
most = 5

[[criterion]]
code = "peace"
name = { nl = "rust", en = "peace" }
unit = { nl = "punten", en = "points" }
swing = 2.5

[[department]]
code = "bz"
name = { nl = "Buitenlandse Zaken", en = "Foreign Affairs" }

[[budget]]
department = "bz"
year = 2026
eur = 10

[[instrument]]
code = "talks"
name = { nl = "gesprekken", en = "talks" }
country = "GHA"
department = "bz"
policy_area = "diplomacy"
direction = "incentive"

[[instrument.cost]]
department = "bz"
year = 2026
eur = 4

[[instrument.score]]
criterion = "peace"
lower = 0.1
upper = 0.4
grade = "case"
author = "a desk"
on = 2026-01-02
reason = "seen before"

[[instrument]]
code = "flights"
name = { nl = "vluchten", en = "flights" }
country = "GHA"
department = "bz"
policy_area = "return"
direction = "restriction"
forced_return = true
score = [
    { criterion = "gain", figure = "exposure", author = "x", on = 2026-01-02, \
reason = "y" },
    { criterion = "peace", lower = -1, upper = 0, grade = "opinion", author = "x", \
on = 2026-01-02, reason = "y" },
]

[[group]]
instruments = ["talks", "flights"]
at_most = 1
reason = "either"

[[statement]]
said_by = "bz"
form = "swing"
reference = "peace"
weights = [{ criterion = "gain", lower = 20, upper = 60 }]
"""
BUDGET = '[[budget]]\ndepartment = "bz"\nyear = 2026\neur = 3\n'
FIGURES = {"exposure": Figure(Interval(0.5, 0.7), "a table")}


def weighed(text: str) -> Weighing:
    """Read and weigh a sheet, with refusals placed."""
    sheet = read_sheet(text, name="small.toml")
    try:
        return weigh(sheet, figures=FIGURES)
    except LandenbenaderingError as error:
        placed(error, text=text, name="small.toml")
        raise


def test_a_sheet_becomes_the_problem_that_it_says() -> None:
    found = weighed(SMALL)

    talks, flights = found.problem.instruments
    assert found.problem.swings == {"gain": 10, "peace": Fraction(5, 2)}
    assert talks.costs == {("bz", 2026): 4}
    assert talks.scores["peace"].value == Interval(0.1, 0.4)
    assert flights.scores["gain"].value == Interval(0.5, 0.7)
    assert flights.scores["gain"].grade is EvidenceGrade.FIGURE
    assert found.missing == (("talks", "gain"),)
    assert talks.scores["gain"].value == Interval(-5, 5)
    assert talks.scores["gain"].grade is None
    low, high = found.of("bz")
    assert low.coefficients == {"gain": 1, "peace": Fraction(-1, 5)}
    assert high.coefficients == {"gain": -1, "peace": Fraction(3, 5)}
    assert found.departments == ("bz",)


def test_rules_forbid_humanitarian_levers_and_forced_return_under_a_moratorium() -> (
    None
):
    """LB11 and LB12."""
    stop = '[[situation]]\ncountry = "GHA"\nkind = "departure_moratorium"\n'
    held = f'{SMALL}{stop}since = 2026-01-10\nsource = "a paper"\n'
    over = f'{SMALL}{stop}since = 2025-01-10\nuntil = 2026-01-09\nsource = "a paper"\n'
    aid = SMALL.replace(
        'direction = "incentive"', "direction = 'incentive'\nhumanitarian = true"
    )

    assert weighed(SMALL).problem.instruments[1].forbidden_by is None
    assert weighed(held).problem.instruments[1].forbidden_by == "LB12"
    assert weighed(over).problem.instruments[1].forbidden_by is None
    assert weighed(aid).problem.instruments[0].forbidden_by == "LB11"
    assert robust_packages(weighed(aid).problem).core_index["talks"] == 0


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ('id = "small"', 'id = "small"\ncolour = "red"', "POL201", "colour ="),
        ("swing = 10\n", "", "POL202", "[[criterion]]"),
        ("lower = 0.1", 'lower = "much"', "POL206", "lower ="),
        ('grade = "case"', 'grade = "rumour"', "POL204", "grade ="),
        ("swing = 2.5", "swing = 0", "APP212", "[[criterion]]"),
        ("lower = 0.1", "lower = 0.5", "APP215", "lower ="),
        ('grade = "case"\n', "", "APP215", "[[instrument.score]]"),
        ("01-02\nreason", "02-02\nreason", "APP214", "on = 2026-02-02"),
        ('"peace"\nlower', '"war"\nlower', "APP211", 'criterion = "war"'),
        ("eur = 4", 'eur = 4\nlinkage = "x"', "APP216", "[[instrument.cost]]"),
        ("eur = 4", 'linkage = "none"', "APP217", "[[instrument.cost]]"),
        ('"exposure"', '"unknown"', "APP217", "score = ["),
        ("at_most = 1", "at_least = 3", "APP218", "[[group]]"),
        ("least = -5\nmost = 5\n", "", "APP213", "[[instrument]]"),
        ('code = "flights"', 'code = "talks"', "APP211", "[[instrument]]"),
        ('code = "bz"', 'code = "joint"', "APP211", 'code = "joint"'),
        ('["talks", "flights"]', '["talks", "boats"]', "APP211", "instruments ="),
        ('said_by = "bz"', 'said_by = "nobody"', "APP311", "said_by ="),
        ('reference = "peace"', 'reference = "war"', "APP311", "reference ="),
        ("lower = 20", "lower = 80", "APP311", "weights ="),
        ("eur = 10\n", f"eur = 10\n{BUDGET}", "APP211", "[[budget]]"),
    ],
)
def test_a_fault_in_a_sheet_is_refused_at_its_place(
    old: str, new: str, code: str, line: str
) -> None:
    text = SMALL.replace(old, new, 1)
    assert text != SMALL

    with pytest.raises(LandenbenaderingError) as refusal:
        weighed(text)

    assert refusal.value.code == code
    assert refusal.value.remedy
    place = refusal.value.place
    assert place is not None
    assert place.file == "small.toml"
    assert place.line is not None
    assert text.splitlines()[place.line - 1].startswith(line)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    torn = tmp_path / "torn.toml"
    torn.write_text("id = ", encoding="utf-8")
    foreign = tmp_path / "foreign.toml"
    foreign.write_bytes(b"\xff\xfe")

    with pytest.raises(PipelinesError, match="PIP301"):
        sheet_file(tmp_path / "absent.toml")
    for path in (torn, foreign):
        with pytest.raises(PipelinesError, match="PIP302"):
            sheet_file(path)
    with pytest.raises(PipelinesError, match="PIP303"):
        shipped_sheet("atlantis")


@pytest.mark.parametrize("name", shipped_sheets())
def test_what_ships_is_an_illustration_with_amounts_from_the_register(
    name: str, tmp_path: Path
) -> None:
    sheet = shipped_sheet(name)
    as_of = AsOf(sheet.on)
    register = Register(as_of, known_versions(reference_records(), as_of))
    ties = tie_figures(sheet, store=EvidenceStore(tmp_path), as_of=as_of)

    weighing = weigh(sheet, figures=linkage_figures(register) | ties)
    report = appraise(weighing, draws=500)

    assert sheet.illustration
    assert sheet.id == name
    assert re.fullmatch(r"[a-z-]+-example", sheet.id)
    assert report.solution.packages
    scores = [score for line in sheet.instrument for score in line.score]
    assert all(s.figure or s.reason == "Invented." for s in scores)
    assert all(s.figure for s in scores) == ("-ties-" in name)
    back = json.loads(json.dumps(sheet_as_plain(sheet)))
    assert dataclass_from_plain(AppraisalSheet, back, at=Spot(name)) == sheet


def test_amounts_of_linkages_are_those_of_the_register_on_the_day() -> None:
    sheet = shipped_sheet("iraq-example")
    as_of = AsOf(date(2012, 1, 1))
    early = Register(as_of, known_versions(reference_records(), as_of))
    then = AsOf(sheet.on)
    figures = linkage_figures(Register(then, known_versions(reference_records(), then)))

    assert figures["linkage:linkage-irq-2012"].value == Interval(5.5e6, 5.5e6)
    with pytest.raises(AppraisalError, match="APP217"):
        weigh_sheet(sheet, figures=linkage_figures(early))


def test_what_the_register_knows_to_bar_forced_return_forbids_it() -> None:
    """Syria's moratorium of half a year from 15 June 2011 (Kamerstuk 19637-1431).

    That it was extended is known from a paper of 2013 alone.
    """

    def forbidden(on: date) -> dict[str, str | None]:
        sheet = shipped_sheet("iraq-example")
        moved = [
            replace(line, country="SYR") if line.forced_return else line
            for line in sheet.instrument
        ]
        sheet = replace(sheet, on=on, instrument=tuple(moved))
        then = AsOf(on)
        register = Register(then, known_versions(reference_records(), then))
        barred = with_bars_on_return(sheet, register)
        assert with_bars_on_return(barred, register) == barred
        return {line.code: forbidden_by(line, barred) for line in barred.instrument}

    assert forbidden(date(2012, 1, 4))["charter"] == "LB12"
    assert set(forbidden(date(2012, 1, 5)).values()) == {None}
    assert set(forbidden(date(2011, 6, 14)).values()) == {None}


def test_constraints_that_leave_nothing_are_named_and_no_others() -> None:
    text = SMALL.replace("at_most = 1", "at_least = 2").replace("eur = 10", "eur = 3")
    extra = '[[group]]\ninstruments = ["talks"]\nat_most = 1\nreason = "idle"\n'

    found = weighed(text + extra)

    assert robust_packages(found.problem).packages == ()
    told = [one.text for one in conflicting_constraints(found.problem)]
    assert told == [
        "bz has 3 euros in 2026",
        "at least 2 of talks, flights",
    ]
    assert conflicting_constraints(weighed(SMALL).problem) == ()
