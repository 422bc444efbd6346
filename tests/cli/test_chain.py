"""`landenbenadering chain`: what is recorded from request to departure."""

import json

import pytest

from landenbenadering.cli.main import main
from landenbenadering.policy.dealings import DocumentGrant
from landenbenadering.web.register.services import add_records
from tests.web.pages.test_recorded_chain import held
from tests.web.recording.facts import POINTED_AT, record

pytestmark = pytest.mark.django_db


def test_documents_that_were_hardly_used(capsys: pytest.CaptureFixture[str]) -> None:
    add_records([*POINTED_AT, record("grant", DocumentGrant("MAR", 52, not_found=51))])
    assert main(["chain", "--country", "MAR", "--format", "json"]) == 0
    together = json.loads(capsys.readouterr().out)["grants_together"]
    assert together["granted"] == [52, 52]
    assert together["used_share"] == [0, pytest.approx(1 / 52)]

    assert main(["chain", "--country", "MAR"]) == 0
    said = capsys.readouterr().out
    assert "Granted documents that were used: 0–2% (grants: 1)" in said


def test_rates_waits_and_terms_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    add_records([*POINTED_AT, held("counts-2023")])
    assert main(["chain", "--country", "GHA"]) == 0
    said = capsys.readouterr().out

    assert "counts-2023: requests → answered: 14–15%" in said
    assert "counts-2023: requests → document issued: 0–3%" in said
    assert "counts-2023: Median days to the document: 31–90" in said
    assert "counts-2023: Requests still open at the end: 12" in said
    assert "within the agreed days (agreement-held, 5): 0–34%" in said
    assert main(["chain", "--country", "GHA", "--language", "nl"]) == 0
    assert "Aanvragen nog open aan het eind: 12" in capsys.readouterr().out


def test_nothing_is_recorded_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chain", "--country", "NOR"]) == 0
    assert capsys.readouterr().out.strip().endswith("Nothing is recorded.")
    assert main(["chain", "--country", "NOR", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("record,disclosure,known_from")


def test_an_unknown_country_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chain", "--country", "XXX"]) == 1
    assert "XXX" in capsys.readouterr().err
