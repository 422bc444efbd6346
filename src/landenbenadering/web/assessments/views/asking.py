"""What the views of appraisals share: which appraisal, and what is asked of it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from landenbenadering.appraisal.choices import chosen_sheet
from landenbenadering.appraisal.errors import AppraisalError
from landenbenadering.core.clocks import AsOf
from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.pipelines.appraise import AppraisalReport
from landenbenadering.policy.vocabulary import Department
from landenbenadering.web.accounts.permissions import Act, may, readable_by
from landenbenadering.web.accounts.reading import note_reading
from landenbenadering.web.assessments.address import RoomState, read_state
from landenbenadering.web.assessments.computing import Patience, Question, answer
from landenbenadering.web.assessments.selectors import (
    Appraisal,
    appraisal_named,
    figures_of,
    with_register,
)
from landenbenadering.web.assessments.words import refusal_word
from landenbenadering.web.audit.subjects import Subject
from landenbenadering.web.design.errors import PageError


@dataclass(frozen=True, slots=True)
class Asked:
    """An appraisal, what its address asks for, and the question that this makes."""

    appraisal: Appraisal
    state: RoomState
    question: Question


def asked_of(request: HttpRequest, name: str, as_of: AsOf) -> Asked:
    """Read what a request asks of an appraisal; its reading is recorded.

    Raises
    ------
    Http404
        These readers know no appraisal of that name.
    PageError
        PAG103 for a value that the room does not offer; PAG120 for appraisals that do
        not fit in one programme.
    """
    levels = readable_by(request.user)
    appraisal = with_register(appraisal_read(request, name, as_of), as_of, levels)
    state = read_state(request.GET, appraisal.sheet)
    sheet = chosen_sheet(appraisal.sheet, state.choices)
    figures = figures_of(sheet, as_of, levels)
    return Asked(appraisal, state, Question(sheet, figures, state.view))


def answered(asked: Asked, patience: Patience) -> AppraisalReport:
    """Appraise what is asked, for a page that shows only what was found.

    Raises
    ------
    PageError
        PAG121 where it cannot be weighed; the room tells why.
    """
    try:
        return answer(asked.question, patience)
    except LandenbenaderingError as error:
        said = refusal_word(error) or _("The statements on weights contradict.")
        raise PageError(
            "PAG121",
            problem=_("This appraisal cannot be weighed as it is. %(said)s")
            % {"said": said},
            remedy=_("Open the appraisal itself: it shows what has to be changed."),
        ) from error


def appraisal_read(request: HttpRequest, name: str, as_of: AsOf) -> Appraisal:
    """Give an appraisal to who may read it, or answer as to the unknown."""
    try:
        found = appraisal_named(name, as_of, readable_by(request.user))
    except AppraisalError as error:
        raise PageError(
            "PAG120",
            problem=_("These appraisals do not fit in one programme."),
            remedy=_(
                "Each needs the same day of the weighing, the same criteria, and the "
                "same amount for a budget that is shared."
            ),
        ) from error
    if found is None:
        raise Http404
    note_reading(
        request.user,
        [
            (Subject("appraisal", one.name), one.disclosure)
            for one in found.parts or (found,)
        ],
    )
    return found


def now() -> AsOf:
    """Give the moment from which steps are taken: today."""
    return AsOf(known_on=timezone.localdate())


def own_departments(request: HttpRequest) -> list[Department]:
    """Give the departments for which someone may appraise."""
    return [d for d in Department if may(request.user, Act.APPRAISE, department=d)]
