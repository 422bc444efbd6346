"""How a request to the API is answered: who asks, what is asked, what may be kept."""

import hashlib
import json
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.accounts.permissions import User, readable_by
from landenbenadering.web.accounts.tokens import account_with_token
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.publication.endpoints import Call, Endpoint, Given
from landenbenadering.web.publication.parameters import PAGE, Asked, read_asked
from landenbenadering.web.publication.plain import json_of
from landenbenadering.web.publication.problems import (
    bad_token,
    nothing_here,
    only_reading,
    problem_response,
)
from landenbenadering.web.register.events import note_records_read

VERSION = "1.0.0"
_READING = ("GET", "HEAD")
_JSON = "application/json; charset=utf-8"
View = Callable[..., HttpResponse]


def serve(endpoint: Endpoint) -> View:
    """Make the view of an endpoint."""

    def answer(request: HttpRequest, **place: str) -> HttpResponse:
        reader = reader_of(request)
        asked = read_asked(request.GET, endpoint.parameters)
        given = endpoint.give(Call(asked, readable_by(reader), place))
        # What stands in an answer twice is read once.
        read = {(record.id, record.version): record for record in given.read}
        note_records_read(reader, read.values())
        text = _text(given.body)
        stranger = not reader.is_authenticated
        response = kept(request, text) if stranger else _for_one_reader(text)
        _link_pages(response, request, asked, given)
        return response

    return guarded(answer)


def guarded(answer: View) -> View:
    """Let a view only read, and give every refusal in the form of the API."""

    @csrf_exempt  # Nothing is changed here, so there is nothing to forge.
    def view(request: HttpRequest, **place: str) -> HttpResponse:
        try:
            if request.method not in _READING:
                raise only_reading()
            response = answer(request, **place)
        except Http404:
            response = _refused(nothing_here())
        except LandenbenaderingError as error:
            response = _refused(error)
        response["API-Version"] = VERSION
        patch_vary_headers(response, ("Authorization", "Cookie", "Accept-Language"))
        return response

    return view


@guarded
def nowhere(request: HttpRequest, **_place: str) -> HttpResponse:
    """Answer for every address that the API does not have."""
    del request
    raise nothing_here()


def reader_of(request: HttpRequest) -> User:
    """Give who asks: whose token it is, who is signed in, or a stranger.

    Raises
    ------
    PageError
        PAG112: there is a token, or what should be one, and it opens nothing.
    """
    header = request.headers.get("Authorization", "")
    if not header:
        return request.user
    scheme, _, secret = header.partition(" ")
    account = account_with_token(secret.strip()) if scheme.lower() == "bearer" else None
    if account is None:
        raise bad_token()
    return account


def kept(request: HttpRequest, text: bytes) -> HttpResponse:
    """Answer with what everybody may read, so that caches may keep it.

    The mark of an answer is made of its bytes alone: it cannot change because of
    what its reader may not see.
    """
    response = HttpResponse(text, content_type=_JSON)
    mark = quote_etag(hashlib.sha256(text).hexdigest()[:32])
    response["ETag"] = mark
    response["Cache-Control"] = "public, no-cache"
    response["Access-Control-Allow-Origin"] = "*"
    return get_conditional_response(request, etag=mark, response=response) or response


def _for_one_reader(text: bytes) -> HttpResponse:
    """Answer who is known: no cache may keep it."""
    response = HttpResponse(text, content_type=_JSON)
    response["Cache-Control"] = "private, no-store"
    return response


def _link_pages(
    response: HttpResponse, request: HttpRequest, asked: Asked, given: Given
) -> None:
    number = min(asked.page, given.pages)
    links = [
        f'<{_page_address(request, to)}>; rel="{rel}"'
        for rel, to in (("prev", number - 1), ("next", number + 1))
        if 1 <= to <= given.pages
    ]
    if links:
        response["Link"] = ", ".join(links)


def _page_address(request: HttpRequest, number: int) -> str:
    query = {**request.GET.dict(), PAGE.name: str(number)}
    return f"{request.path}?{urlencode(query)}"


def _refused(error: LandenbenaderingError) -> HttpResponse:
    response = problem_response(error)
    response["Cache-Control"] = "no-store"
    status = error.status if isinstance(error, PageError) else 500
    if status == HTTPStatus.UNAUTHORIZED:
        response["WWW-Authenticate"] = "Bearer"
    if status == HTTPStatus.METHOD_NOT_ALLOWED:
        response["Allow"] = ", ".join(_READING)
    return response


def _text(body: object) -> bytes:
    return json.dumps(json_of(body), ensure_ascii=False, allow_nan=False).encode()
