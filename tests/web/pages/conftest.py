"""Pages over the register and the figures that the product ships."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from landenbenadering.pipelines.reference import reference_records
from landenbenadering.web.register.services import load_records


@pytest.fixture(scope="module")
def shipped(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Load what is shipped once; each test's own changes are undone within this."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_records(reference_records())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def reader(shipped: None, db: None) -> Client:
    """Give a visitor who is not signed in, of an installation as it is shipped."""
    return Client(headers={"host": "localhost"})
