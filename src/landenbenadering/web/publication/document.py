"""The OpenAPI document, made from the table of addresses."""

from collections.abc import Mapping
from functools import cache

from django.conf import settings

from landenbenadering.web.publication.endpoints import Endpoint
from landenbenadering.web.publication.parameters import Parameter
from landenbenadering.web.publication.plain import Schema, Schemas
from landenbenadering.web.publication.problems import MEDIA_TYPE, Problem
from landenbenadering.web.publication.serving import VERSION
from landenbenadering.web.publication.table import ENDPOINTS

PREFIX = "/api/v1"
_PROJECT = "https://github.com/landenbenadering/landenbenadering"
_REFUSED = {
    "400": "A parameter that is not there, or a value that is not offered.",
    "401": "The token opens nothing.",
    "404": "There is nothing here that this reader may read.",
}


@cache
def openapi_document() -> Mapping[str, object]:
    """Describe every address, as OpenAPI 3.1."""
    schemas = Schemas()
    problem = schemas.of(Problem)
    paths = {e.path: {"get": _operation(e, schemas, problem)} for e in ENDPOINTS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Landenbenadering",
            "summary": "The register of the strategic country approach.",
            "description": "What the pages show, for programs to read. Without a token "
            "an answer holds what is public.",
            "version": VERSION,
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
            "contact": {
                "name": "Landenbenadering",
                "url": f"{_PROJECT}/issues",
                "email": settings.DEFAULT_FROM_EMAIL,
            },
        },
        "servers": [{"url": f"{settings.SITE_ADDRESS}{PREFIX}"}],
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "headers": {
                "ApiVersion": {
                    "description": "Version of the API.",
                    "schema": {"type": "string"},
                }
            },
            "schemas": dict(sorted(schemas.components.items())),
        },
    }


def _operation(endpoint: Endpoint, schemas: Schemas, problem: Schema) -> Schema:
    version = {"API-Version": {"$ref": "#/components/headers/ApiVersion"}}
    answer = {"application/json": {"schema": schemas.of(endpoint.answer)}}
    refused = {MEDIA_TYPE: {"schema": problem}}
    return {
        "operationId": endpoint.operation,
        "summary": endpoint.summary,
        "parameters": [
            *(_in_path(name, about) for name, about in endpoint.names),
            *map(_in_query, endpoint.parameters),
        ],
        "responses": {
            "200": {"description": "Found.", "headers": version, "content": answer},
            **{
                status: {"description": said, "headers": version, "content": refused}
                for status, said in _REFUSED.items()
            },
        },
    }


def _in_path(name: str, about: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": about,
        "schema": {"type": "string"},
    }


def _in_query(parameter: Parameter) -> Schema:
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.about,
        "schema": parameter.schema(),
    }
