"""From the forms of a sheet's head to the sheet, and back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from landenbenadering.appraisal.sheet import AppraisalSheet, DepartmentLine
from landenbenadering.core.language import Bilingual
from landenbenadering.pipelines.appraise_files import shipped_sheet
from landenbenadering.policy.departments import department_name
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.assessments.selectors import Appraisal

# Whose criteria a new sheet starts with: names and scales, no scores.
USUAL = "ghana-example"


def new_sheet_of(held: Mapping[str, object]) -> AppraisalSheet:
    """Give a sheet without instruments, of the head that was filled in."""
    title = Bilingual(nl=str(held["title_nl"]), en=str(held["title_en"]))
    chosen = held["departments"]
    departments = chosen if isinstance(chosen, list) else []
    return AppraisalSheet(
        id=title.en,
        title=title,
        on=_day(held),
        illustration=bool(held.get("illustration")),
        note=_note(held),
        criterion=shipped_sheet(USUAL).criterion if held.get("usual") else (),
        department=tuple(
            DepartmentLine(
                str(code).replace("_", "-"), department_name(Department(code))
            )
            for code in departments
        ),
        instrument=(),
    )


def headed(sheet: AppraisalSheet, held: Mapping[str, object]) -> AppraisalSheet:
    """Give the sheet with another head; an illustration stays one."""
    return replace(
        sheet,
        title=Bilingual(nl=str(held["title_nl"]), en=str(held["title_en"])),
        on=_day(held),
        note=_note(held),
        illustration=sheet.illustration or bool(held.get("illustration")),
    )


def shown_head(written: Appraisal) -> dict[str, object]:
    """Give what the form of the head shows first."""
    sheet = written.sheet
    return {
        "version": written.version,
        "title_nl": sheet.title.nl,
        "title_en": sheet.title.en,
        "on": sheet.on,
        "note_nl": sheet.note.nl,
        "note_en": sheet.note.en,
        "illustration": sheet.illustration,
        "disclosure": written.disclosure.value,
    }


def _note(held: Mapping[str, object]) -> Bilingual:
    return Bilingual(nl=str(held["note_nl"]), en=str(held["note_en"]))


def _day(held: Mapping[str, object]) -> date:
    day = held["on"]
    if not isinstance(day, date):
        raise TypeError("the form is not valid")
    return day
