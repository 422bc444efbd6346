"""Pages over the register and the figures that the product ships."""

import pytest
from django.test import Client

from landenbenadering.pipelines.reference import reference_records
from landenbenadering.web.register.services import load_records


@pytest.fixture
def reader(db: None) -> Client:
    """Give a visitor who is not signed in, of an installation as it is shipped."""
    load_records(reference_records())
    return Client(headers={"host": "localhost"})
