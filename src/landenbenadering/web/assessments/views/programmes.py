"""Choosing appraisals that are weighed together as one programme."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.assessments.forms import ProgrammeForm
from landenbenadering.web.assessments.selectors import (
    TOGETHER,
    appraisal_named,
    appraisals_known,
    illustrations,
)
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, keep_moment


@require_safe
def programme(request: MomentRequest) -> HttpResponse:
    """Offer the sheets, and lead to the room in which the chosen ones are weighed."""
    levels = readable_by(request.user)
    known = appraisals_known(request.as_of, levels)
    language = page_language()
    asked = request.GET.keys() & {"sheet", "weigh"}
    form = ProgrammeForm(
        request.GET if asked else None,
        stored=[
            (one.name, f"{one.sheet.title.in_(language)} ({one.name})")
            for one in known
            if not one.frozen
        ],
        shipped=[(one.name, one.sheet.title.in_(language)) for one in illustrations()],
    )
    if form.is_valid():
        name = TOGETHER.join(form.cleaned_data["sheet"])
        try:
            appraisal_named(name, request.as_of, levels)
        except AppraisalError as error:
            form.add_error("sheet", _not_together(error))
        else:
            return redirect(
                keep_moment(reverse("assessments:room", args=(name,)), request)
            )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form}
    return render(request, "assessments/programme.html", context, status=status)


def _not_together(error: AppraisalError) -> str:
    said = _(
        "These do not fit in one programme: each needs the same day of the weighing, "
        "the same criteria, and the same amount for a budget that is shared."
    )
    return f"{said} ({error.code}: {error.problem})"
