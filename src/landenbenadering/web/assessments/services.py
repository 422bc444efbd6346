"""What may be done to appraisals; the only writers of them."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, count

from django.db import transaction
from django.utils import timezone

from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.evidence.personal import PersonalKind, personal_kind
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.pipelines.appraise_exports import (
    report_as_json,
    sheet_as_plain,
)
from landenbenadering.pipelines.appraise_files import shipped_sheets
from landenbenadering.policy.characters import texts_of
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, capacity_for
from landenbenadering.web.assessments.errors import AssessmentError, NotAllowedError
from landenbenadering.web.assessments.models import SheetVersion, StoredAppraisal
from landenbenadering.web.assessments.selectors import Appraisal
from landenbenadering.web.audit.services import record_event, serialise_appends
from landenbenadering.web.register.marks import mark_of

# Pages that stand where the name of an appraisal could.
OWN_ADDRESSES = ("add", "new", "programme")


@transaction.atomic
def store_sheet(
    sheet: AppraisalSheet,
    *,
    owner: Department,
    disclosure: Disclosure,
    author: Account,
) -> str:
    """Store a sheet for a department, and give its name.

    Raises
    ------
    NotAllowedError
        ASM101 the author may not appraise for that department.
    AssessmentError
        ASM102 a text looks like data on a person.
    """
    row = _row(sheet, owner=owner, disclosure=disclosure, author=author)
    row.sha256 = _hash(row)
    return _store(row, "appraisal.stored", author=author)


@transaction.atomic
def freeze(
    source: Appraisal,
    report: AppraisalReport,
    *,
    package: tuple[str, ...],
    owner: Department,
    author: Account,
) -> str:
    """Freeze an appraisal with a package that was chosen, and give its name.

    It is as public as the appraisal that it was made from.

    Raises
    ------
    NotAllowedError
        ASM101 the author may not appraise for that department.
    AssessmentError
        ASM103 the package is not among those that were found; ASM105 it is an
        illustration, whose scores are invented.
    """
    if source.sheet.illustration or report.weighing.sheet.illustration:
        raise AssessmentError(
            "ASM105",
            problem="This appraisal is an illustration: nothing may rest on it.",
            remedy="Store a sheet with scores of your own, and freeze that.",
        )
    if package not in report.solution.packages:
        raise AssessmentError(
            "ASM103",
            problem="The package is not among those that nothing beats.",
            remedy="Choose one from the list.",
        )
    sheet = report.weighing.sheet
    row = _row(sheet, owner=owner, disclosure=source.disclosure, author=author)
    row.based_on = source.name
    row.package = ",".join(package)
    row.found = report_as_json(report)
    row.sha256 = _hash(row)
    return _store(row, "appraisal.frozen", author=author)


@transaction.atomic
def start_sheet(
    sheet: AppraisalSheet,
    *,
    owner: Department,
    disclosure: Disclosure,
    author: Account,
) -> str:
    """Start a sheet that is written on the pages, and give its name.

    Raises
    ------
    NotAllowedError
        ASM101 the author may not appraise for that department.
    AssessmentError
        ASM102 a text looks like data on a person.
    """
    serialise_appends()
    name = _free_name(sheet, disclosure)
    row = _version(replace(sheet, id=name), name=name, version=1, owner=owner)
    return _append(row, sheet, disclosure=disclosure, author=author).name


@transaction.atomic
def write_sheet(
    sheet: AppraisalSheet,
    *,
    name: str,
    seen: int,
    disclosure: Disclosure,
    author: Account,
) -> int:
    """Write the next version of a sheet, and give its number.

    Parameters
    ----------
    seen : int
        The last version that the author has seen.

    Raises
    ------
    NotAllowedError
        ASM101 the author may not appraise for its department.
    AssessmentError
        ASM102 a text looks like data on a person; ASM106 someone wrote a version
        that the author has not seen; ASM107 an illustration would lose its mark.
    """
    serialise_appends()
    last = SheetVersion.objects.filter(name=name).order_by("-version").first()
    if last is None or last.version != seen:
        raise AssessmentError(
            "ASM106",
            problem="Someone changed this sheet while you were writing.",
            remedy="Look at what it says now, and enter yours again if needed.",
        )
    if last.illustration and not sheet.illustration:
        raise AssessmentError(
            "ASM107",
            problem="This sheet was made from invented scores.",
            remedy="Start a sheet of your own for scores that are not.",
        )
    row = _version(sheet, name=name, version=seen + 1, owner=Department(last.owner))
    return _append(row, sheet, disclosure=disclosure, author=author).version


def _version(
    sheet: AppraisalSheet, *, name: str, version: int, owner: Department
) -> SheetVersion:
    plain = json.dumps(sheet_as_plain(sheet), ensure_ascii=False, sort_keys=True)
    countries = sorted({line.country for line in sheet.instrument})
    return SheetVersion(
        name=name,
        version=version,
        owner=owner.value,
        entered=timezone.now(),
        countries=f" {' '.join(countries)} ",
        illustration=sheet.illustration,
        sheet=plain,
        sha256=hashlib.sha256(plain.encode()).hexdigest(),
    )


def _append(
    row: SheetVersion,
    sheet: AppraisalSheet,
    *,
    disclosure: Disclosure,
    author: Account,
) -> SheetVersion:
    capacity = capacity_for(author, Act.APPRAISE, department=Department(row.owner))
    if capacity is None:
        raise NotAllowedError
    _require_no_persons(sheet)
    row.author = author.get_username()
    row.disclosure = disclosure.value
    row.save(force_insert=True)
    record_event(
        "appraisal_sheet.written",
        actor=author,
        capacity=str(capacity),
        subject=row,
        after={"sha256": row.sha256},
        disclosure=disclosure,
    )
    return row


def _row(
    sheet: AppraisalSheet,
    *,
    owner: Department,
    disclosure: Disclosure,
    author: Account,
) -> StoredAppraisal:
    if capacity_for(author, Act.APPRAISE, department=owner) is None:
        raise NotAllowedError
    _require_no_persons(sheet)
    countries = sorted({line.country for line in sheet.instrument})
    return StoredAppraisal(
        name=_free_name(sheet, disclosure),
        owner=owner.value,
        author=author.get_username(),
        entered=timezone.now(),
        disclosure=disclosure.value,
        countries=f" {' '.join(countries)} ",
        illustration=sheet.illustration,
        sheet=json.dumps(sheet_as_plain(sheet), ensure_ascii=False, sort_keys=True),
    )


def _store(row: StoredAppraisal, action: str, *, author: Account) -> str:
    serialise_appends()
    row.save(force_insert=True)
    capacity = capacity_for(author, Act.APPRAISE, department=Department(row.owner))
    record_event(
        action,
        actor=author,
        capacity=str(capacity or ""),
        subject=row,
        after={"sha256": row.sha256, "based_on": row.based_on},
        disclosure=Disclosure(row.disclosure),
    )
    return row.name


def _hash(row: StoredAppraisal) -> str:
    whole = "\n".join((row.sheet, row.package, row.found))
    return hashlib.sha256(whole.encode()).hexdigest()


def _require_no_persons(sheet: AppraisalSheet) -> None:
    if any(personal_kind(t) is PersonalKind.SERVICE_NUMBER for t in texts_of(sheet)):
        raise AssessmentError(
            "ASM102",
            problem="A text of the sheet holds what looks like a citizen service "
            "number.",
            remedy="Leave it out: the register holds no data on persons.",
        )


def _free_name(sheet: AppraisalSheet, level: Disclosure) -> str:
    """Give the sheet's id as a name, with the first free number if it is taken.

    What not everybody may read has a mark instead of a number: a number that is
    missing, now or when it is published, would tell of what has it.
    """
    lower = re.sub(r"[^a-z0-9]+", "-", sheet.id.lower()).strip("-")[:80] or "appraisal"
    names: Iterator[str] = chain([lower], (f"{lower}-{number}" for number in count(2)))
    if level is not Disclosure.PUBLIC:
        said = json.dumps(sheet_as_plain(sheet), sort_keys=True)
        names = (f"{lower}-{mark_of(level, str(n), said)}" for n in count())
    taken = {*shipped_sheets(), *OWN_ADDRESSES}
    return next(name for name in names if name not in taken and not _is_taken(name))


def _is_taken(name: str) -> bool:
    return (
        StoredAppraisal.objects.filter(name=name).exists()
        or SheetVersion.objects.filter(name=name).exists()
    )
