"""An appraisal that cannot be weighed: its room tells why, its files are refused."""

import pytest
from django.http import HttpResponse
from django.test import Client

pytestmark = pytest.mark.django_db
CONTRADICTING = "say=bounds~joint~speed~0.6~&say=bounds~joint~speed~~0.1"


@pytest.mark.parametrize(
    "place",
    [
        "/packages.csv",
        "/instruments.csv",
        "/appraisal.json",
        "/appraisal.xml",
        "/frontier.svg",
        "/packages.svg",
        "/compare",
    ],
)
def test_what_contradicts_is_refused_in_plain_words(client: Client, place: str) -> None:
    room = "/en/appraisals/morocco-example"
    answer = client.get(f"{room}{place}?{CONTRADICTING}")

    assert client.get(f"{room}?{CONTRADICTING}").status_code == 200
    assert isinstance(answer, HttpResponse)
    assert answer.status_code == 400
    assert "cannot be weighed as it is" in answer.content.decode()
