"""Addresses that keep the moment of the page they stand on."""

import re

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone

from landenbenadering.web.design import navigation as menus
from landenbenadering.web.design.moment import (
    ENTERED_BY,
    KNOWN_ON,
    MomentRequest,
    keep_moment,
    looks_back,
)
from landenbenadering.web.design.theme import theme_path

register = template.Library()
_LANGUAGE = re.compile(r"^/(?:nl|en)/")


@register.simple_tag(takes_context=True)
def at_moment(context: Context, url: str) -> str:
    """Give `url` with the moment of the page, as in `{% at_moment url %}`."""
    return keep_moment(url, context["request"])


@register.simple_tag(takes_context=True)
def moment_url(context: Context, name: str, *args: object) -> str:
    """Give the address of a view with the moment of the page."""
    return keep_moment(reverse(name, args=args), context["request"])


@register.simple_tag(takes_context=True)
def in_language(context: Context, language: str) -> str:
    """Give the address of this page, as it is asked for, in `language`."""
    # By hand, so that an address which leads nowhere is answered like any other.
    return _LANGUAGE.sub(f"/{language}/", context["request"].get_full_path())


@register.simple_tag(takes_context=True)
def navigation(context: Context) -> list[menus.MenuItem]:
    """Give the main menu, with the place of this page marked."""
    return menus.menu(context["request"])


@register.simple_tag
def theme_stylesheet() -> str:
    """Give the address of the installation's own theme; empty if it has none."""
    return reverse("dossiers:theme") if theme_path() else ""


@register.inclusion_tag("design/moment.html", takes_context=True)
def moment_form(context: Context, *, oob: bool = False) -> dict[str, object]:
    """Show the form that changes the moment and keeps the rest of the query.

    `oob` marks it as coming along with a part of the page that htmx asked for.
    """
    request: MomentRequest = context["request"]
    others = [
        (name, value)
        for name, values in request.GET.lists()
        if name != KNOWN_ON
        for value in values
    ]
    return {
        "path": request.path,
        "known_on": request.as_of.known_on,
        "today": timezone.localdate(),
        "others": others,
        "oob": oob,
    }


@register.inclusion_tag("design/moment_inputs.html", takes_context=True)
def moment_inputs(context: Context) -> dict[str, object]:
    """Keep the moment of the page in another form."""
    request: MomentRequest = context["request"]
    kept = [(name, request.GET.get(name, "")) for name in (KNOWN_ON, ENTERED_BY)]
    return {"kept": [(name, text) for name, text in kept if text]}


@register.simple_tag(takes_context=True)
def without_moment(context: Context) -> str:
    """Give the address of this page as of today, with the rest of its query."""
    request: MomentRequest = context["request"]
    query = request.GET.copy()
    for name in (KNOWN_ON, ENTERED_BY):
        query.pop(name, None)
    rest = query.urlencode()
    return f"{request.path}?{rest}" if rest else request.path


@register.inclusion_tag("design/moment_banner.html", takes_context=True)
def moment_banner(context: Context) -> dict[str, object]:
    """Say from when the page looks, where that is not today."""
    request: MomentRequest = context["request"]
    return {
        "shown": looks_back(request),
        "as_of": request.as_of,
        "back": without_moment(context),
    }
