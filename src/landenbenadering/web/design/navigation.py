"""The main menu."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from landenbenadering.web.design.moment import keep_moment


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One place in the menu.

    Attributes
    ----------
    current : str
        `page` on that page itself, `true` on a page under it, else empty.
    """

    label: str
    url: str
    current: str


def menu(request: HttpRequest) -> list[MenuItem]:
    """Give the main menu with addresses at the moment of the page."""
    signed_in = request.user.is_authenticated
    places = [
        *([(_("My work"), "worklist:work", "/work")] if signed_in else []),
        (_("Countries"), "dossiers:home", "/countries"),
        (_("Overview"), "worklist:overview", "/overview"),
        (_("How return runs"), "dossiers:world", "/cooperation"),
        (_("Proposals"), "decisions:proposals", "/proposals"),
        (_("Appraisals"), "assessments:appraisals", "/appraisals"),
        (_("Coalitions"), "assessments:coalitions", "/coalitions"),
        (_("Register"), "register:records", "/register"),
        (_("Rules"), "decisions:rules", "/rules"),
        (_("Letter to Parliament"), "letters:letter", "/letter"),
    ]
    return [
        MenuItem(label, keep_moment(path, request), _current(path, under, request.path))
        for label, path, under in (
            (label, reverse(name), under) for label, name, under in places
        )
    ]


def _current(path: str, under: str, asked: str) -> str:
    if asked == path:
        return "page"
    without_language = asked[3:]
    return "true" if without_language.startswith(under) else ""
