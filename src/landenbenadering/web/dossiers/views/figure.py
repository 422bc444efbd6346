"""The page of one published count."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.countries import countries
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.dossiers.lineage import Cell, cells_of_figure
from landenbenadering.web.dossiers.words import (
    REPORTERS,
    indicator_word,
    reporter_name,
    unit_word,
)


@require_safe
def figure(
    request: MomentRequest, indicator: str, reporter: str, citizenship: str, year: int
) -> HttpResponse:
    """Show a count as every vintage states it, with the cells that hold it."""
    cells = _cells(
        request,
        indicator=indicator,
        reporter=reporter,
        citizenship=citizenship,
        year=year,
    )
    known = countries().get(citizenship)
    context = {
        "newest": cells[0],
        "cells": cells,
        "indicator": indicator_word(Indicator(indicator)),
        "reporter": _reporter(reporter),
        "country": known,
        "citizenship": _place_name(citizenship),
        "year": year,
        "tie": _tie(indicator, reporter, citizenship),
        "unit": unit_word(Indicator(indicator).meaning.unit),
    }
    return render(request, "dossiers/figure.html", context)


def _cells(
    request: MomentRequest,
    *,
    indicator: str,
    reporter: str,
    citizenship: str,
    year: int,
) -> list[Cell]:
    cells: list[Cell] = []
    if indicator in list(Indicator):
        cells = cells_of_figure(
            indicator=Indicator(indicator),
            reporter=reporter,
            citizenship=citizenship,
            year=year,
            as_of=request.as_of,
        )
    if not cells:
        raise PageError(
            "PAG105",
            problem=_("This figure was not known on this day, or does not exist."),
            remedy=_("Look at a later date, or start from the page of the country."),
            status=404,
        )
    return cells


def _tie(indicator: str, reporter: str, citizenship: str) -> str | None:
    """Name the two countries of a figure that counts no nationals; else `None`."""
    meaning = Indicator(indicator).meaning
    if meaning == Indicator.RETURNED.meaning:
        return None
    if citizenship == "TOTAL":
        return _reporter(reporter)
    return f"{_reporter(reporter)} – {_place_name(citizenship)}"


def _reporter(code: str) -> str:
    return reporter_name(code) if code in REPORTERS else _place_name(code)


def _place_name(code: str) -> str:
    country = countries().get(code)
    if country is None:
        return code
    return country.name.in_(page_language())
