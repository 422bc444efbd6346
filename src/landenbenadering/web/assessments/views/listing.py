"""The list of appraisals, and the form that stores a sheet."""

from http import HTTPStatus

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.pipelines.appraise import weigh
from landenbenadering.pipelines.appraise_files import placed, read_sheet, sheet_bytes
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    may,
    readable_by,
)
from landenbenadering.web.assessments.forms import SheetForm
from landenbenadering.web.assessments.selectors import (
    Appraisal,
    appraisals_known,
    figures_of,
    illustrations,
)
from landenbenadering.web.assessments.services import store_sheet
from landenbenadering.web.assessments.views.asking import (
    now,
    own_departments,
)
from landenbenadering.web.assessments.words import refusal_word
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.register.plain_details import country_name
from landenbenadering.web.register.words import word


@require_safe
def appraisals(request: MomentRequest) -> HttpResponse:
    """List the appraisals that this reader may know of, and the illustrations."""
    known = appraisals_known(request.as_of, readable_by(request.user))
    context = {
        "stored": [_row(one) for one in known],
        "illustrations": [_row(one) for one in illustrations()],
        "may_store": may(request.user, Act.APPRAISE),
    }
    return render(request, "assessments/appraisals.html", context)


def _row(one: Appraisal) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.sheet.title.in_(page_language()),
        "countries": ", ".join(country_name(code) for code in one.countries),
        "owner": "" if one.owner is None else word(one.owner),
        "on": one.sheet.on,
        "entered": one.entered,
        "frozen": one.frozen,
        "version": one.version,
        "illustration": one.sheet.illustration,
        "level": word(one.disclosure),
    }


@never_cache
@allowed(Act.APPRAISE)
@require_http_methods(["GET", "HEAD", "POST"])
def add_appraisal(request: HttpRequest) -> HttpResponse:
    """Store a sheet from a file; what is wrong in it is said with its line."""
    sending = request.method == "POST"
    form = SheetForm(
        request.POST if sending else None,
        request.FILES if sending else None,
        departments=own_departments(request),
    )
    problem: dict[str, object] | None = None
    if sending and form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        name = file.name or "sheet.toml"
        text = ""
        try:
            text = sheet_bytes(file.read(), name=name)
            sheet = _checked(request, text, name=name)
            stored = store_sheet(
                sheet,
                owner=Department(form.cleaned_data["owner"]),
                disclosure=Disclosure(form.cleaned_data["disclosure"]),
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            problem = _problem(error, text)
            form.add_error("file", _("The sheet cannot be read; see below."))
        else:
            messages.success(request, _("The appraisal sheet is stored."))
            return redirect("assessments:room", stored)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "problem": problem}
    return render(request, "assessments/sheet_form.html", context, status=status)


def _checked(request: HttpRequest, text: str, *, name: str) -> AppraisalSheet:
    """Read a sheet and weigh it, so that nothing is stored that cannot be weighed."""
    sheet = read_sheet(text, name=name)
    try:
        weigh(sheet, figures=figures_of(sheet, now(), readable_by(request.user)))
    except LandenbenaderingError as error:
        placed(error, text=text, name=name)
        raise
    return sheet


def _problem(error: LandenbenaderingError, text: str) -> dict[str, object]:
    line = None if error.place is None else error.place.line
    lines = text.splitlines()
    return {
        "said": refusal_word(error),
        "line": line,
        "text": lines[line - 1].strip() if line and line <= len(lines) else "",
        "field": None if error.place is None else error.place.column,
        "code": error.code,
        "problem": error.problem,
        "remedy": error.remedy,
    }
