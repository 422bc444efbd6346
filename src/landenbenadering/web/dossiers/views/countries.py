"""The table of countries and its downloads."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from landenbenadering.pipelines.tables import ratio_caution
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.design.paging import PAGE_SIZE, rows_page
from landenbenadering.web.dossiers.downloads import table_csv, table_document
from landenbenadering.web.dossiers.evidence import figures_of_countries, vintage_lines
from landenbenadering.web.dossiers.table import (
    COLUMNS,
    TABLE_KINDS,
    CountryTable,
    TableQuery,
    country_table,
    read_table_query,
)
from landenbenadering.web.dossiers.words import REPORTERS, reporter_name
from landenbenadering.web.register.selectors import PUBLIC, register_of_kinds
from landenbenadering.web.register.tallies import linkages_by_country

HEADINGS: dict[str, Promise] = {
    "name": _("Country"),
    "judgement": _("Ministry's judgement"),
    "linkages": _("Linkages"),
    "orders": _("Ordered to leave"),
    "returns": _("Returned"),
    "ratio": _("Returns to orders"),
    "missing": _("Figures missing"),
}
_LARGEST_FIRST = frozenset(COLUMNS) - {"name", "judgement"}


@require_safe
def home(request: MomentRequest) -> HttpResponse:
    """Show the table of countries; htmx asks for the table alone."""
    query = read_table_query(request.GET)
    table = _table(request, query)
    context = {
        "query": query,
        "table": table,
        **_paging(request, table),
        "reporters": REPORTERS,
        "reporter": reporter_name(query.reporter),
        "columns": _columns(request, table),
        "orders": _orders(),
        "caution": ratio_caution(page_language()),
        "vintages": vintage_lines(table.shown_figures),
        "looks_back": looks_back(request),
        "downloads": [
            (_with_query(reverse(f"dossiers:countries-{suffix}"), request), label)
            for suffix, label in (("csv", "CSV"), ("json", "JSON"))
        ],
    }
    part = _asks_for_part(request)
    context["partial"] = part
    name = "dossiers/country_table.html" if part else "dossiers/home.html"
    response = render(request, name, context)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def _paging(request: MomentRequest, table: CountryTable) -> dict[str, object]:
    """Give the rows of the page that is asked for, and where the others are."""
    whole = request.GET.get("rows") == "all"
    page = rows_page(table.rows, asked=request.GET.get("page", ""), whole=whole)
    return {
        "page": page,
        "whole": whole,
        "previous": _page_address(request, {"page": str(page.number - 1)}),
        "next": _page_address(request, {"page": str(page.number + 1)}),
        "all_rows": _page_address(request, {"rows": "all"}),
        "in_pages": _page_address(request, {}),
        "page_size": PAGE_SIZE,
    }


def _page_address(request: HttpRequest, which: Mapping[str, str]) -> str:
    query = _without_page(request)
    query.update(which)
    return f"{request.path}?{query.urlencode()}"


def _without_page(request: HttpRequest) -> QueryDict:
    query = request.GET.copy()
    for name in ("page", "rows"):
        query.pop(name, None)
    return query


@require_safe
def countries_csv(request: MomentRequest) -> HttpResponse:
    """Hand out every row that the filters leave, as CSV."""
    table = _table(request, read_table_query(request.GET))
    text = table_csv(table, as_of=request.as_of, language=page_language())
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers=_file_headers(request, "csv"),
    )


@require_safe
def countries_json(request: MomentRequest) -> HttpResponse:
    """Hand out every row that the filters leave, as JSON."""
    query = read_table_query(request.GET)
    document = table_document(
        _table(request, query),
        query=query,
        as_of=request.as_of,
        language=page_language(),
    )
    return JsonResponse(
        document,
        json_dumps_params={"ensure_ascii": False},
        headers=_file_headers(request, "json"),
    )


def _file_headers(request: MomentRequest, suffix: str) -> dict[str, str]:
    name = f"countries-known-on-{request.as_of.known_on.isoformat()}.{suffix}"
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _table(request: MomentRequest, query: TableQuery) -> CountryTable:
    return country_table(
        query,
        register=register_of_kinds(TABLE_KINDS, request.as_of, PUBLIC),
        linkages=linkages_by_country(request.as_of, PUBLIC),
        figures=figures_of_countries(request.as_of, reporter=query.reporter),
        language=page_language(),
    )


def _columns(request: HttpRequest, table: CountryTable) -> list[dict[str, str]]:
    """Give each column with the address that sorts by it, or turns its order."""
    return [
        {
            "name": name,
            "label": str(HEADINGS[name]),
            "order": _order(name, table.sort),
            "url": f"{request.path}?{_sorted_by(request, _next(name, table.sort))}",
        }
        for name in COLUMNS
    ]


def _orders() -> list[tuple[str, str]]:
    """Give the orders for narrow screens, which show no headings to sort by."""
    chosen = [("", gettext("usual order"))]
    for name in COLUMNS:
        column = {"column": HEADINGS[name]}
        chosen.append((name, gettext("%(column)s, ascending") % column))
        chosen.append((f"-{name}", gettext("%(column)s, descending") % column))
    return chosen


def _order(name: str, sort: str) -> str:
    """Give what `aria-sort` says of a column; empty if it is not the sorted one."""
    return {name: "ascending", f"-{name}": "descending"}.get(sort, "")


def _next(name: str, sort: str) -> str:
    if sort == name:
        return f"-{name}"
    if sort == f"-{name}":
        return name
    return f"-{name}" if name in _LARGEST_FIRST else name


def _sorted_by(request: HttpRequest, sort: str) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    query["sort"] = sort
    return query.urlencode()


def _with_query(path: str, request: HttpRequest) -> str:
    asked = _without_page(request)
    pairs = [(k, v) for k, values in asked.lists() for v in values if v]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def _asks_for_part(request: HttpRequest) -> bool:
    """Say whether htmx asks for the table alone, not for a page of its history."""
    asked = request.headers
    return asked.get("HX-Target") == "countries" and not asked.get(
        "HX-History-Restore-Request"
    )
