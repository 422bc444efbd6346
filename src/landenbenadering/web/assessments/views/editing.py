"""The pages on which a sheet is written, part by part."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from landenbenadering.appraisal.errors import NAMES_WHAT_IS_NOT_THERE
from landenbenadering.appraisal.sheet import AppraisalSheet
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.pipelines.appraise import weigh
from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    may,
    readable_by,
    refuse_act,
)
from landenbenadering.web.assessments.errors import AssessmentError
from landenbenadering.web.assessments.head_forms import HeadForm, NewSheetForm
from landenbenadering.web.assessments.part_forms import PartForm
from landenbenadering.web.assessments.score_forms import PARTS, CostForm, ScoreForm
from landenbenadering.web.assessments.selectors import (
    Appraisal,
    figures_of,
)
from landenbenadering.web.assessments.services import start_sheet, write_sheet
from landenbenadering.web.assessments.sheet_offers import (
    first_instrument,
    linkage_choices,
    register_choices,
    tie_choices,
)
from landenbenadering.web.assessments.sheet_outline import (
    parts_after,
    parts_before,
    scores_shown,
)
from landenbenadering.web.assessments.sheet_writing import (
    headed,
    new_sheet_of,
    shown_head,
)
from landenbenadering.web.assessments.shown import title_of_sheet
from landenbenadering.web.assessments.views.asking import (
    appraisal_read,
    asked_of,
    now,
    own_departments,
)
from landenbenadering.web.assessments.words import SheetWords, refusal_word
from landenbenadering.web.design.language import page_language
from landenbenadering.web.register.words import word

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@allowed(Act.APPRAISE)
@READ_OR_SEND
def new_sheet(request: HttpRequest) -> HttpResponse:
    """Start a sheet: its title and day, and which departments take part."""
    form = NewSheetForm(
        request.POST if request.method == "POST" else None,
        initial={"version": 0, "on": timezone.localdate()},
        levels=_levels(request),
        owners=own_departments(request),
    )
    if form.is_valid():
        try:
            name = start_sheet(
                new_sheet_of(form.cleaned_data),
                owner=Department(form.cleaned_data["owner"]),
                disclosure=Disclosure(form.cleaned_data["disclosure"]),
                author=account_of(request),
            )
        except LandenbenaderingError as error:
            form.add_error(None, f"{refusal_word(error)} {error.problem}".strip())
        else:
            messages.success(request, _("The sheet is started: now fill in its parts."))
            return redirect("assessments:edit-sheet", name)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "assessments/new_sheet.html", {"form": form}, status=status)


@never_cache
@allowed(Act.APPRAISE)
@require_safe
def edit(request: HttpRequest, name: str) -> HttpResponse:
    """Show a sheet part by part, and what it still needs before it can be weighed."""
    written = _written(request, name)
    sheet = written.sheet
    words = SheetWords(sheet)
    levels = readable_by(request.user)
    figures = figures_of(sheet, now(), levels)
    context = _about(written) | {
        "owner": "" if written.owner is None else word(written.owner),
        "level": word(written.disclosure),
        "note": sheet.note.in_(page_language()),
        "refusal": _refusal(request, sheet),
        "before": parts_before(words),
        "scores": scores_shown(words, figures) if sheet.criterion else [],
        "criteria": list(words.criteria.values()),
        "after": parts_after(words),
        "from_register": register_choices(sheet, now(), levels),
    }
    return render(request, "assessments/edit.html", context)


@never_cache
@allowed(Act.APPRAISE)
@READ_OR_SEND
def head(request: HttpRequest, name: str) -> HttpResponse:
    """Change title, day, note and who may read a sheet."""
    written = _written(request, name)
    form = HeadForm(
        request.POST if request.method == "POST" else None,
        initial=shown_head(written),
        levels=_levels(request),
    )
    if form.is_valid():
        sheet = headed(written.sheet, form.cleaned_data)
        level = Disclosure(form.cleaned_data["disclosure"])
        if _write(request, written, form, sheet, level=level):
            return redirect("assessments:edit-sheet", name)
    return _show_part(request, written, form, heading=_("Title, day and readers"))


@never_cache
@allowed(Act.APPRAISE)
@READ_OR_SEND
def part(request: HttpRequest, name: str, part: str, place: int) -> HttpResponse:
    """Add, change or take out a part of a sheet."""
    written = _written(request, name)
    form = _part_form(request, written, part, place)
    removing = "remove" in request.POST
    if removing or form.is_valid():
        sheet = _changed(request, form, removing=removing)
        if sheet is not None and _write(request, written, form, sheet):
            return redirect(f"{_edit_address(name)}#part-{part}")
    doing = _("Add: %(one)s") if form.is_new else _("Change: %(one)s")
    return _show_part(
        request,
        written,
        form,
        heading=doing % {"one": str(form.one).lower()},
        about=_pair_word(form) if isinstance(form, ScoreForm) else "",
        only_out=part == "statement",
    )


@never_cache
@allowed(Act.APPRAISE)
@require_POST
def copy(request: HttpRequest, name: str) -> HttpResponse:
    """Copy an appraisal into a sheet that can be changed."""
    found = appraisal_read(request, name, now())
    owners = own_departments(request)
    made = start_sheet(
        found.sheet,
        owner=found.owner if found.owner in owners else owners[0],
        disclosure=found.disclosure if found.owner else Disclosure.INTERNAL,
        author=account_of(request),
    )
    messages.success(request, _("The appraisal is copied: this sheet can be changed."))
    return redirect("assessments:edit-sheet", made)


@never_cache
@allowed(Act.APPRAISE)
@require_POST
def keep(request: HttpRequest, name: str) -> HttpResponse:
    """Write into the sheet what was chosen and stated in the room."""
    written = _written(request, name)
    asked = asked_of(request, name, now())
    try:
        write_sheet(
            asked.question.sheet,
            name=name,
            seen=int(request.POST.get("version", "0")[:9] or 0),
            disclosure=written.disclosure,
            author=account_of(request),
        )
    except (AssessmentError, ValueError) as error:
        messages.error(request, _refused(error))
    else:
        messages.success(request, _("What was chosen here now stands in the sheet."))
    return redirect("assessments:room", name)


def _written(request: HttpRequest, name: str) -> Appraisal:
    """Give a sheet that is written on the pages, to who may write it."""
    found = appraisal_read(request, name, now())
    if found.version is None:
        raise Http404
    if not may(request.user, Act.APPRAISE, department=found.owner):
        refuse_act(request, Act.APPRAISE)
    return found


def _part_form(
    request: HttpRequest, written: Appraisal, part: str, place: int
) -> PartForm:
    kind = PARTS.get(part)
    if kind is None or place > _last_place(written.sheet, part):
        raise Http404
    data: QueryDict | None = request.POST if request.method == "POST" else None
    named: dict[str, object] = {
        "sheet": written.sheet,
        "place": place,
        "version": written.version,
        "first": _first(request, written, part),
    }
    levels = readable_by(request.user)
    if kind is CostForm:
        named["linkages"] = linkage_choices(written.sheet, now(), levels)
    if kind is ScoreForm:
        named["figures"] = tie_choices(written.sheet, place)
    return kind(data, **named)  # type: ignore[arg-type]  # each takes what it knows


def _last_place(sheet: AppraisalSheet, part: str) -> int:
    """Give the place of the last form of a part: that of a new line."""
    match part:
        case "cost":
            return sum(len(line.cost) for line in sheet.instrument)
        case "score":
            return len(sheet.instrument) * len(sheet.criterion) - 1
        case "statement":
            return len(sheet.statement) - 1
        case _:
            return len(getattr(sheet, part))


def _first(request: HttpRequest, written: Appraisal, part: str) -> Mapping[str, object]:
    """Give what the form of a new line shows first."""
    if part in ("score", "synergy"):
        on = min(written.sheet.on, timezone.localdate())
        return {"on": on, "author": account_of(request).get_username()}
    if part == "instrument":
        levels = readable_by(request.user)
        chosen = request.GET.get("from", "")
        return first_instrument(chosen, written.sheet, now(), levels)
    return {"year": written.sheet.on.year}


def _changed(
    request: HttpRequest, form: PartForm, *, removing: bool
) -> AppraisalSheet | None:
    """Give the sheet as it would be; `None` where that is refused on the form."""
    if removing and form.is_new:
        raise Http404
    try:
        sheet = form.changed(removed=removing)
    except LandenbenaderingError as error:
        form.add_error(None, _refused(error))
        return None
    refusal = _refusal_of(request, sheet)
    if refusal is None:
        return sheet
    at = "" if refusal.place is None else refusal.place.column or ""
    here = not removing and _is_here(form, at)
    if here or (removing and refusal.code in NAMES_WHAT_IS_NOT_THERE):
        said = _("Something else in the sheet still names it: take that out first.")
        told = _refused(refusal) if here else f"{said} {refusal.problem}"
        form.add_error(None, told)
        return None
    return sheet


def _is_here(form: PartForm, at: str) -> bool:
    """Say whether a refusal is about what the form says."""
    if isinstance(form, ScoreForm):
        return at.startswith(f"instrument.{form.pair[0]}.score.")
    if isinstance(form, CostForm):
        return ".cost." in at
    return at == f"{form.part}.{form.place}" or at.startswith(
        f"{form.part}.{form.place}."
    )


def _write(
    request: HttpRequest,
    written: Appraisal,
    form: PartForm | HeadForm,
    sheet: AppraisalSheet,
    *,
    level: Disclosure | None = None,
) -> bool:
    """Write the sheet; what is refused is said on the form."""
    sent = str(request.POST.get("version", ""))
    try:
        write_sheet(
            sheet,
            name=written.name,
            seen=int(sent) if sent.isascii() and sent.isdigit() else 0,
            disclosure=level or written.disclosure,
            author=account_of(request),
        )
    except AssessmentError as error:
        form.add_error(None, ValidationError(_refused(error), code=error.code))
        return False
    messages.success(request, _("The sheet is changed."))
    return True


def _refused(error: Exception) -> str:
    if not isinstance(error, LandenbenaderingError):
        return _("This cannot be read.")
    said = refusal_word(error)
    return said or f"{error.problem} {error.remedy}"


def _refusal_of(
    request: HttpRequest, sheet: AppraisalSheet
) -> LandenbenaderingError | None:
    try:
        weigh(sheet, figures=figures_of(sheet, now(), readable_by(request.user)))
    except LandenbenaderingError as error:
        return error
    return None


def _refusal(request: HttpRequest, sheet: AppraisalSheet) -> dict[str, str] | None:
    error = _refusal_of(request, sheet)
    if error is None:
        return None
    told = f"{error.problem} {error.remedy}"
    return {"said": refusal_word(error), "told": told, "code": error.code}


def _pair_word(form: ScoreForm) -> str:
    place, criterion = form.pair
    line = form.sheet.instrument[place]
    words = form.words
    named = f"{words.criteria[criterion]} ({words.units[criterion]})"
    return f"{words.instruments[line.code]}: {named}"


def _levels(request: HttpRequest) -> list[Disclosure]:
    held = readable_by(request.user)
    return [level for level in Disclosure if level in held]


def _about(written: Appraisal) -> dict[str, object]:
    return {
        "appraisal": written,
        "title": title_of_sheet(SheetWords(written.sheet)),
        "illustration": written.sheet.illustration,
    }


def _show_part(
    request: HttpRequest,
    written: Appraisal,
    form: PartForm | HeadForm,
    *,
    heading: str,
    about: str = "",
    only_out: bool = False,
) -> HttpResponse:
    clash = form.has_error(NON_FIELD_ERRORS, "ASM106")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = _about(written) | {
        "form": form,
        "heading": heading,
        "about": about,
        "removable": isinstance(form, PartForm) and not form.is_new,
        "only_out": only_out,
    }
    status = HTTPStatus.CONFLICT if clash else status
    return render(request, "assessments/edit_part.html", context, status=status)


def _edit_address(name: str) -> str:
    return reverse("assessments:edit-sheet", args=(name,))
