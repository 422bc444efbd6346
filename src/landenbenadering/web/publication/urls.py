"""Addresses of the API."""

import json
import re

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from landenbenadering.web.publication.document import PREFIX, openapi_document
from landenbenadering.web.publication.parameters import read_asked
from landenbenadering.web.publication.serving import guarded, kept, nowhere, serve
from landenbenadering.web.publication.table import ENDPOINTS

app_name = "publication"
_BASE = PREFIX.lstrip("/")
_NAME = re.compile(r"\{(\w+)\}")


@guarded
def _document(request: HttpRequest) -> HttpResponse:
    """Give the document that describes the API; the same for everyone."""
    read_asked(request.GET, ())
    text = json.dumps(openapi_document(), ensure_ascii=False).encode()
    return kept(request, text)


urlpatterns = [
    path(f"{_BASE}/openapi.json", _document, name="openapi"),
    *(
        path(
            _BASE + _NAME.sub(r"<str:\1>", endpoint.path),
            serve(endpoint),
            name=endpoint.operation,
        )
        for endpoint in ENDPOINTS
    ),
    re_path(rf"^{_BASE}(?:/.*)?$", nowhere, name="nowhere"),
]
