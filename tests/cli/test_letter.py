"""`letter` and `register add`, from a database that is not there yet."""

import hashlib
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

COMMAND = Path(sys.executable).parent / "landenbenadering"

LINKAGE = """\
[[record]]
id = "document-invented-letter"
kind = "document"
known_from = 2013-02-01
[record.fact]
kind = "other"
number = "invented, for a test"
dated = 2013-02-01
[record.fact.title]
nl = "Verzonnen brief"
en = "Invented letter"

[[record]]
id = "linkage-vnm-invented"
kind = "linkage"
known_from = 2013-02-01
[[record.citations]]
document = "document-invented-letter"
page = 2
[record.fact]
country = "VNM"
policy_area = "trade"
direction = "incentive"
actor = "netherlands"
since = "2013-01"
state = "offered"
[record.fact.text]
nl = "een verzonnen handelsmissie"
en = "an invented trade mission"
"""


def database_for(home: Path) -> dict[str, str]:
    """Give the setting of an empty database for `home`, on the engine under test."""
    server = os.environ.get("LANDENBENADERING_DATABASE_URL", "")
    if not server.startswith("postgres"):
        return {}
    parts = urlsplit(server)
    name = "cli_" + hashlib.sha256(str(home).encode()).hexdigest()[:16]
    with psycopg.connect(server, autocommit=True) as connection:
        asked = "SELECT 1 FROM pg_database WHERE datname = %s"
        if connection.execute(asked, [name]).fetchone() is None:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
    address = urlunsplit(parts._replace(path=f"/{name}"))
    return {"LANDENBENADERING_DATABASE_URL": address}


def landenbenadering(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would, on a data home of its own."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("LANDENBENADERING_", "DJANGO_"))
    }
    environment |= {"LANDENBENADERING_HOME": str(home), **database_for(home)}
    return subprocess.run(
        [COMMAND, *arguments],
        env=environment,
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
    )


def docx_text(path: Path) -> str:
    """Give the text of a DOCX with its footnotes, marks left out."""
    with zipfile.ZipFile(path) as file:
        return "".join(
            file.read(part).decode()
            for part in ("word/document.xml", "word/footnotes.xml")
        )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_added_linkage_appears_without_a_change_of_code(
    tmp_path: Path, language: str
) -> None:
    """A linkage for another country stands in HTML and DOCX, and only once known."""
    facts = tmp_path / "facts.toml"
    facts.write_text(LINKAGE, encoding="utf-8")
    added = landenbenadering(tmp_path, "register", "add", str(facts))
    assert added.returncode == 0, added.stderr

    for day, expected in (("2013-03-06", True), ("2013-01-31", False)):
        out = tmp_path / day
        drafted = landenbenadering(
            tmp_path,
            "letter",
            "--known-on",
            day,
            "--language",
            language,
            "--out",
            str(out),
        )
        assert drafted.returncode == 0, drafted.stderr
        assert sorted(path.suffix for path in out.iterdir()) == [
            ".docx",
            ".html",
            ".pdf",
        ]
        phrase = {"nl": "verzonnen handelsmissie", "en": "invented trade mission"}[
            language
        ]
        assert (phrase in next(out.glob("*.html")).read_text("utf-8")) is expected
        assert (phrase in docx_text(next(out.glob("*.docx")))) is expected


def test_a_file_with_one_bad_fact_adds_none(tmp_path: Path) -> None:
    """All of a register file is recorded, or nothing."""
    facts = tmp_path / "facts.toml"
    bad = LINKAGE.replace('direction = "incentive"', 'direction = "bribe"')
    facts.write_text(bad, encoding="utf-8")

    refused = landenbenadering(tmp_path, "register", "add", str(facts))
    assert refused.returncode == 1
    assert "direction" in refused.stderr
    assert "Traceback" not in refused.stderr

    facts.write_text(LINKAGE.split("\n\n")[1], encoding="utf-8")
    lonely = landenbenadering(tmp_path, "register", "add", str(facts))
    assert lonely.returncode == 1, "the document it cites was not recorded"


def test_the_same_letter_comes_out_twice(tmp_path: Path) -> None:
    """The same register and day give the same bytes, in another process too."""
    arguments = ("letter", "--known-on", "2013-03-06", "--with-later-figures")
    for name in ("one", "two"):
        done = landenbenadering(tmp_path, *arguments, "--out", str(tmp_path / name))
        assert done.returncode == 0, done.stderr

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
