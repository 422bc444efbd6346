"""A list of records as CSV and JSON: what the page lists, for the same reader."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from landenbenadering.core.clocks import AsOf
from landenbenadering.policy.codec import kind_name
from landenbenadering.policy.listing import listing_of
from landenbenadering.policy.record import Record
from landenbenadering.web.accounts.permissions import readable_by
from landenbenadering.web.design.csv_files import write_csv
from landenbenadering.web.design.language import page_language
from landenbenadering.web.design.moment import MomentRequest
from landenbenadering.web.register.describe import title_of
from landenbenadering.web.register.events import note_records_read
from landenbenadering.web.register.naming import names_beside
from landenbenadering.web.register.rows import named_countries

SUFFIXES = ("csv", "json")
COLUMNS = (
    *("id", "kind", "title", "countries", "state", "department", "due_on"),
    *("known_from", "valid_from", "valid_until", "entered", "disclosure", "sources"),
)


def list_file(
    request: MomentRequest, records: Sequence[Record], *, suffix: str, name: str
) -> HttpResponse:
    """Hand out every record of a list as a file; the trail says who read what.

    Parameters
    ----------
    records : sequence of Record
        In the order of the page, all pages together, for this reader.
    suffix : str
        `csv` or `json`.
    name : str
        What the file is called, before its day.
    """
    note_records_read(request.user, records)
    names = names_beside(records, request.as_of, readable_by(request.user))
    rows = list(_rows(records, names))
    day = request.as_of.known_on.isoformat()
    headers = {
        "Content-Disposition": f'attachment; filename="{name}-known-on-{day}.{suffix}"'
    }
    if suffix == "json":
        document = {**_moment(request.as_of), "asked": _asked(request), "records": rows}
        plain = {"ensure_ascii": False}
        return JsonResponse(document, json_dumps_params=plain, headers=headers)
    text = write_csv(
        ({**row, **_moment(request.as_of)} for row in rows),
        columns=(*COLUMNS, *_moment(request.as_of)),
    )
    kind = "text/csv; charset=utf-8"
    return HttpResponse(text, content_type=kind, headers=headers)


def list_downloads(
    request: HttpRequest, view: str, *args: str
) -> list[tuple[str, str]]:
    """Give address and label of each file of a list, with what the list is asked."""
    pairs = [(k, v) for k, values in request.GET.lists() for v in values if v]
    query = urlencode([pair for pair in pairs if pair[0] != "page"])
    found = []
    for suffix in SUFFIXES:
        path = reverse(f"{view}-{suffix}", args=args)
        found.append((f"{path}?{query}" if query else path, suffix.upper()))
    return found


def _rows(
    records: Sequence[Record], names: Mapping[str, str]
) -> Iterator[dict[str, object]]:
    for record in records:
        fact, listing = record.fact, listing_of(record.fact)
        yield {
            "id": record.id,
            "kind": kind_name(type(fact)),
            "title": title_of(fact, names=names),
            "countries": list(named_countries(fact)),
            "state": listing.state or None,
            "department": listing.department,
            "due_on": listing.due_on and listing.due_on.isoformat(),
            "known_from": record.known_from.isoformat(),
            "valid_from": record.valid_from and str(record.valid_from),
            "valid_until": record.valid_until and str(record.valid_until),
            "entered": record.entered and record.entered.date().isoformat(),
            "disclosure": record.disclosure.value,
            "sources": list(dict.fromkeys(one.document for one in record.citations)),
        }


def _moment(as_of: AsOf) -> dict[str, object]:
    return {
        "known_on": as_of.known_on.isoformat(),
        "entered_by": as_of.entered_by and as_of.entered_by.isoformat(),
        "language": str(page_language()),
    }


def _asked(request: HttpRequest) -> dict[str, str]:
    """Give what the list was narrowed by, as the address says it."""
    left_out = {"page", "known-on", "entered-by"}
    asked = request.GET.dict()
    return {k: str(v) for k, v in asked.items() if v and k not in left_out}
