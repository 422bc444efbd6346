"""The OpenAPI document is what the server does, tried with requests made from it."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

schema = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", app=get_wsgi_application()
)
# No schema can say that a day may not be later than today, or which states count.
NOT_SAID = positive_data_acceptance
HEADERS = {"host": "localhost", "accept-encoding": "identity"}


@pytest.fixture
def kept_open() -> Iterator[None]:
    """Keep the test's own connection, as Django's test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.once
@schema.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_address_answers_as_the_document_says(
    case: schemathesis.Case[Any], reader: Client, kept_open: None
) -> None:
    case.call_and_validate(headers=HEADERS, excluded_checks=[NOT_SAID])
