"""Pages of plain text."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from landenbenadering.pipelines.tables import ratio_caution
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest


@require_safe
def about(request: MomentRequest) -> HttpResponse:
    """Say what the figures are, what they are not, and how the dates work."""
    context = {"caution": ratio_caution(page_language())}
    return render(request, "dossiers/about.html", context)


@require_safe
def accessibility(request: MomentRequest) -> HttpResponse:
    """State how accessible the pages are."""
    return render(request, "dossiers/accessibility.html")
