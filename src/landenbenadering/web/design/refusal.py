"""Pages that say what is wrong and what can be done."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.design.errors import PageError

logger = logging.getLogger(__name__)


def refuse(request: HttpRequest, error: LandenbenaderingError) -> HttpResponse:
    """Show `error` as a page, with the status it asks for, and log its code."""
    status = error.status if isinstance(error, PageError) else 500
    level = logging.ERROR if status >= 500 else logging.INFO
    logger.log(level, "%s", error)
    context = {"error": error, "status": status, "heading": _heading(status)}
    return render(request, "design/refusal.html", context, status=status)


def _heading(status: int) -> str:
    match status:
        case 404:
            return _("This page does not exist")
        case 400:
            return _("This address cannot be answered")
        case _:
            return _("Something went wrong")
