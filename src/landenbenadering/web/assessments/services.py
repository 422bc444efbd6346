"""What may be done to appraisals; the only writers of them."""

import hashlib
import json
import re
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
from landenbenadering.web.assessments.models import StoredAppraisal
from landenbenadering.web.assessments.selectors import Appraisal
from landenbenadering.web.audit.services import record_event, serialise_appends


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
        name=_free_name(sheet.id),
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


def _free_name(plain: str) -> str:
    """Give the sheet's id as a name, with the first free number if it is taken."""
    lower = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:80] or "appraisal"
    names = chain([lower], (f"{lower}-{number}" for number in count(2)))
    taken = set(shipped_sheets())
    return next(
        name
        for name in names
        if name not in taken and not StoredAppraisal.objects.filter(name=name).exists()
    )
