"""The page of one country, its chart and its figures as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from landenbenadering.evidence.countries import countries
from landenbenadering.pipelines.tables import ratio_caution
from landenbenadering.policy.facts import Linkage
from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.permissions import Act, may, readable_by
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest, looks_back
from landenbenadering.web.design.paging import RowsPage, rows_page
from landenbenadering.web.dossiers.chain.profile import profile_view
from landenbenadering.web.dossiers.chain.recorded import recorded_view
from landenbenadering.web.dossiers.chain.steps import step_tables
from landenbenadering.web.dossiers.charts import country_chart
from landenbenadering.web.dossiers.cooperation.beside import judged_beside
from landenbenadering.web.dossiers.cooperation.country import usual_view
from landenbenadering.web.dossiers.dealings import Dealings, dealings_with
from landenbenadering.web.dossiers.dossier import Dossier, country_dossier
from landenbenadering.web.dossiers.downloads import figures_csv
from landenbenadering.web.dossiers.evidence import figures_of_country, vintage_lines
from landenbenadering.web.dossiers.table import read_table_query
from landenbenadering.web.dossiers.ties.shown import home_ties
from landenbenadering.web.dossiers.words import REPORTERS, reporter_name
from landenbenadering.web.letters.pictures import drawn
from landenbenadering.web.register.describe import details_of, short_names
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.selectors import register_on_country


@require_safe
def country(request: MomentRequest, iso3: str) -> HttpResponse:
    """Show what is known of one country."""
    require_country(iso3)
    reporter = read_table_query(request.GET).reporter
    figures = figures_of_country(iso3, request.as_of, reporter=reporter)
    register = register_on_country(
        iso3,
        request.as_of,
        kinds=("reason",),
        disclosure=readable_by(request.user),
    )
    dealings = dealings_with(iso3, register)
    dossier = country_dossier(iso3, register=register, figures=figures)
    page = rows_page(dossier.linkages, asked=request.GET.get("page", ""))
    note_records_read(request.user, _shown(dossier, dealings, page))
    names = short_names(register.records)
    view = usual_view(iso3, request.as_of)
    return_runs = None if view is None else view.average
    context = {
        "dossier": dossier,
        "dealings": dealings,
        "linkages": [
            (record, linkage, details_of(record, names=names))
            for record, linkage in page.rows
        ],
        "page": page,
        "previous": _page_address(request, page.number - 1),
        "next": _page_address(request, page.number + 1),
        "return_runs": return_runs,
        "beside": judged_beside(
            dossier.judgement,
            return_runs,
            home=None if view is None else view.elsewhere,
        ),
        "step_tables": step_tables(iso3, request.as_of, reporter=reporter),
        "recorded": recorded_view(iso3, register),
        "profile": profile_view(
            iso3, request.as_of, reporter=reporter, register=register
        ),
        "name": dossier.country.name.in_(page_language()),
        "figures": figures,
        "reporter": reporter,
        "reporter_name": reporter_name(reporter),
        "reporters": REPORTERS,
        "caution": ratio_caution(page_language()),
        "vintages": vintage_lines(() if figures is None else (figures,)),
        "looks_back": looks_back(request),
        "may_record": may(request.user, Act.RECORD_FACT),
        "may_propose": may(request.user, Act.PROPOSE),
        "rest": request.GET.urlencode(),
    }
    context |= home_ties(iso3, request.as_of)
    return render(request, "dossiers/country.html", context)


def _shown(
    dossier: Dossier, dealings: Dealings, page: RowsPage[tuple[Record, Linkage]]
) -> list[Record]:
    """Give the records that the page tells of; not the linkages of other pages."""
    other = [record for record in dossier.records if not _is_linkage(record, dossier)]
    return [*other, *(record for record, _ in page.rows), *dealings.behind]


def _is_linkage(record: Record, dossier: Dossier) -> bool:
    fact = record.fact
    return isinstance(fact, Linkage) and fact.country == dossier.country.iso3


def _page_address(request: MomentRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}#linkages"


@require_safe
def chart(request: MomentRequest, iso3: str) -> HttpResponse:
    """Draw the chart of a country's orders and returns."""
    require_country(iso3)
    reporter = read_table_query(request.GET).reporter
    figures = figures_of_country(iso3, request.as_of, reporter=reporter)
    if figures is None:
        raise PageError(
            "PAG107",
            problem=_("No figures of this country were known on this day."),
            remedy=_("Look at a later date."),
            status=404,
        )
    return HttpResponse(drawn(country_chart(figures)), content_type="image/svg+xml")


@require_safe
def figures_file(request: MomentRequest, iso3: str) -> HttpResponse:
    """Hand out every count of a country that the page shows, with its cell."""
    require_country(iso3)
    reporter = read_table_query(request.GET).reporter
    figures = figures_of_country(iso3, request.as_of, reporter=reporter)
    text = figures_csv(() if figures is None else (figures,), language=page_language())
    day = request.as_of.known_on.isoformat()
    name = f"figures-{iso3}-{reporter}-known-on-{day}.csv"
    return HttpResponse(
        text,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def require_country(iso3: str) -> None:
    """Refuse the code of no country with PAG104."""
    if iso3 in countries():
        return
    raise PageError(
        "PAG104",
        problem=_("No country has the code “%(code)s”.") % {"code": iso3[:40]},
        remedy=_("Use the three letters of ISO 3166, as in GHA for Ghana."),
        status=404,
    )
