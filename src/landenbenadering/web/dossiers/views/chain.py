"""What is known of the chain from decision to departure, as files."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from landenbenadering.pipelines.chain_lines import ChainLine, chain_lines
from landenbenadering.pipelines.chain_rows import (
    CHAIN_KINDS,
    ChainTold,
    chain_as_plain,
    chain_told,
)
from landenbenadering.pipelines.profile_rows import ProfileRow, profile_rows
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.design.csv_files import write_csv
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.dossiers.chain.profile import (
    COUNTS,
    counted_in,
    country_profiles,
)
from landenbenadering.web.dossiers.views.cooperation import csv_file
from landenbenadering.web.dossiers.views.country import require_country
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.selectors import register_of_kinds


@require_safe
def chain_csv(request: MomentRequest, iso3: str) -> HttpResponse:
    """Hand out every count, rate, wait and grant, with its bounds, as CSV."""
    said = {"known_on": request.as_of.known_on.isoformat()}
    rows = [{**row, **said} for row in chain_lines(_told(request, iso3))]
    columns = (*ChainLine.__annotations__, *said)
    return csv_file(request, write_csv(rows, columns=columns), name=f"chain-{iso3}")


@require_safe
def chain_json(request: MomentRequest, iso3: str) -> JsonResponse:
    """Hand out counts, rates, waiting times and granted documents as JSON."""
    told = _told(request, iso3)
    said = {"known_on": request.as_of.known_on.isoformat()}
    return JsonResponse({**said, **chain_as_plain(told)})


@require_safe
def profile_csv(request: MomentRequest, iso3: str) -> HttpResponse:
    """Hand out the parts of Article 25a for every reporter, as CSV."""
    said = {"known_on": request.as_of.known_on.isoformat()}
    rows = [{**row, **said} for row in _profile(request, iso3)]
    columns = (*ProfileRow.__annotations__, *said)
    return csv_file(request, write_csv(rows, columns=columns), name=f"profile-{iso3}")


@require_safe
def profile_json(request: MomentRequest, iso3: str) -> JsonResponse:
    """Hand out the parts of Article 25a for every reporter, as JSON."""
    parts = _profile(request, iso3)
    known_on = request.as_of.known_on.isoformat()
    return JsonResponse({"known_on": known_on, "country": iso3, "parts": parts})


def _profile(request: MomentRequest, iso3: str) -> list[ProfileRow]:
    require_country(iso3)
    levels = readable_by(request.user)
    register = register_of_kinds(COUNTS, request.as_of, levels)
    profiles = country_profiles(iso3, request.as_of, register=register)
    note_records_read(request.user, counted_in(profiles, register))
    return profile_rows(profiles)


def _told(request: MomentRequest, iso3: str) -> ChainTold:
    require_country(iso3)
    register = register_of_kinds(CHAIN_KINDS, request.as_of, readable_by(request.user))
    told = chain_told(register, country=iso3)
    note_records_read(request.user, list(told.records))
    return told
