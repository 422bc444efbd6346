"""The page of what waits for who looks at it."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from landenbenadering.policy.worklist import Urgency
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.design.paging import rows_page
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.naming import names_beside
from landenbenadering.web.worklist.listing import WorkFilter
from landenbenadering.web.worklist.selectors import desk_of, waiting_for
from landenbenadering.web.worklist.shown import shown


@never_cache
@login_required
@require_safe
def work(request: MomentRequest) -> HttpResponse:
    """Show what waits for who is signed in, narrowed as the address asks."""
    form = WorkFilter(request.GET)
    today = request.as_of.known_on
    items = form.passing(waiting_for(request.user, request.as_of, until=form.until))
    page = rows_page(items, asked=request.GET.get("page", ""))
    note_records_read(request.user, (item.about for item in page.rows))
    desk, past = desk_of(request.user), looks_back(request)
    names = names_beside(
        (item.about for item in page.rows), request.as_of, readable_by(request.user)
    )
    overdue = [item.urgency(today=today) is Urgency.OVERDUE for item in items]
    context = {
        "form": form,
        "page": page,
        "rows": [
            shown(item, desk=desk, today=today, past=past, names=names)
            for item in page.rows
        ],
        "total": len(items),
        "overdue": sum(overdue),
        "previous": _page_address(request, page.number - 1),
        "next": _page_address(request, page.number + 1),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "worklist/work.html", context, status=status)


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}"
