"""The approach as a whole, the lists behind its numbers, and its chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.policy.overview import (
    agreements_by_keeping,
    countries_by_judgement,
)
from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import (
    Actor,
    Cooperation,
    Department,
    Direction,
    Keeping,
    LinkageState,
)
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.design.paging import rows_page
from landenbenadering.web.letters.pictures import drawn
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.list_files import list_downloads, list_file
from landenbenadering.web.register.selectors import register_of_kinds
from landenbenadering.web.register.tallies import (
    CommitmentPart,
    LinkagePart,
    LinkageQuery,
    commitments,
    linkage_counts,
    linkages,
    waiting_advice,
)
from landenbenadering.web.register.words import word
from landenbenadering.web.worklist.charts import linkage_chart
from landenbenadering.web.worklist.overview import (
    AGREEMENT_KINDS,
    COUNTRY_KINDS,
    NONE,
    Levels,
    commitment_label,
    judgement_label,
    keeping_label,
    overview_of,
)
from landenbenadering.web.worklist.words import LINKAGE_PARTS

Member = TypeVar("Member", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a number: what it is called, what it holds, what of each."""

    title: str
    records: Sequence[Record]


@require_safe
def overview(request: MomentRequest) -> HttpResponse:
    """Show the approach as a whole as it stood on a day."""
    shown = overview_of(request.as_of, readable_by(request.user))
    rest = {"shown": shown, "rest": request.GET.urlencode()}
    return render(request, "worklist/overview.html", rest)


@require_safe
def chart(request: MomentRequest) -> HttpResponse:
    """Draw the linkages by state and direction."""
    counts = linkage_counts(request.as_of, readable_by(request.user))
    return HttpResponse(drawn(linkage_chart(counts)), content_type="image/svg+xml")


@require_safe
def behind(request: MomentRequest, part: str) -> HttpResponse:
    """Show the list behind a number of the overview."""
    listed = _listed(request, part)
    page = rows_page(listed.records, asked=request.GET.get("page", ""))
    note_records_read(request.user, page.rows)
    context = {
        "title": listed.title,
        "page": page,
        "total": len(listed.records),
        "previous": _page_address(request, page.number - 1),
        "next": _page_address(request, page.number + 1),
        "downloads": list_downloads(request, "worklist:overview-list", part),
    }
    return render(request, "worklist/behind.html", context)


@require_safe
def behind_file(request: MomentRequest, part: str, suffix: str) -> HttpResponse:
    """Hand out the whole list behind a number."""
    listed = _listed(request, part)
    return list_file(request, listed.records, suffix=suffix, name=part)


def _listed(request: MomentRequest, part: str) -> Behind:
    make = _LISTS.get(part)
    if make is None:
        raise Http404
    return make(request, readable_by(request.user))


def _linkages(request: MomentRequest, levels: Levels) -> Behind:
    part = _member(request.GET, "part", LinkagePart)
    state = _member(request.GET, "state", LinkageState)
    direction = _member(request.GET, "direction", Direction)
    actor = _member(request.GET, "actor", Actor)
    query = LinkageQuery(
        state=state or "", direction=direction or "", actor=actor or "", part=part
    )
    words = [word(member) for member in (state, direction, actor) if member]
    if part is not None:
        words.append(str(LINKAGE_PARTS[part]))
    return Behind(_titled(_("Linkages"), words), linkages(query, request.as_of, levels))


def _commitments(request: MomentRequest, levels: Levels) -> Behind:
    part = _member(request.GET, "part", CommitmentPart)
    words = [] if part is None else [commitment_label(part)]
    found = commitments(part, request.as_of, levels)
    return Behind(_titled(_("Commitments"), words), found)


def _advice(request: MomentRequest, levels: Levels) -> Behind:
    department = _member(request.GET, "department", Department)
    words = [] if department is None else [word(department)]
    found = waiting_advice(department or "", request.as_of, levels)
    return Behind(_titled(_("Advice that is waited for"), words), found)


def _countries(request: MomentRequest, levels: Levels) -> Behind:
    register = register_of_kinds(COUNTRY_KINDS, request.as_of, levels)
    judged = _member_or_none(request.GET, "judgement", Cooperation)
    records = countries_by_judgement(register)[judged]
    words = [judgement_label(judged)]
    return Behind(_titled(_("Countries under a strategy"), words), records)


def _agreements(request: MomentRequest, levels: Levels) -> Behind:
    register = register_of_kinds(AGREEMENT_KINDS, request.as_of, levels)
    keeping = _member_or_none(request.GET, "keeping", Keeping)
    found = agreements_by_keeping(register, today=request.as_of.known_on)
    words = [keeping_label(keeping)]
    return Behind(_titled(_("Agreements"), words), found[keeping])


_LISTS = {
    "linkages": _linkages,
    "commitments": _commitments,
    "advice": _advice,
    "countries": _countries,
    "agreements": _agreements,
}


def _titled(what: str, words: Sequence[str]) -> str:
    return f"{what}: {', '.join(words)}" if words else what


def _member(query: Mapping[str, str], name: str, kind: type[Member]) -> Member | None:
    """Read a condition; nothing where it is not given.

    Raises
    ------
    PageError
        PAG103, when the value is not one of those that there are.
    """
    value = query.get(name, "")
    if not value:
        return None
    try:
        return kind(value)
    except ValueError:
        raise PageError(
            "PAG103",
            problem=_("“%(value)s” is not a possible value of “%(name)s”.")
            % {"value": value[:40], "name": name},
            remedy=_("Use one of: %(allowed)s.") % {"allowed": ", ".join(kind)},
        ) from None


def _member_or_none(
    query: Mapping[str, str], name: str, kind: type[Member]
) -> Member | None:
    """Read a condition that may also ask for what has none: `none`, or not given."""
    return None if query.get(name) == NONE else _member(query, name, kind)


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
