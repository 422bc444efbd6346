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


PHRASES = {"nl": "verzonnen handelsmissie", "en": "invented trade mission"}


def test_an_added_linkage_appears_without_a_change_of_code(tmp_path: Path) -> None:
    """A linkage for another country stands in HTML and DOCX, and only once known."""
    facts = _facts(tmp_path)
    added = landenbenadering(tmp_path, "register", "add", str(facts))
    assert added.returncode == 0, added.stderr

    for day, language, expected in (
        ("2013-03-06", "nl", True),
        ("2013-03-06", "en", True),
        ("2013-01-31", "en", False),
    ):
        out = tmp_path / f"{day}-{language}"
        moment = ("--known-on", day, "--language", language)
        drafted = landenbenadering(tmp_path, "letter", *moment, "--out", str(out))
        assert drafted.returncode == 0, drafted.stderr
        assert sorted(path.suffix for path in out.iterdir()) == [
            ".docx",
            ".html",
            ".pdf",
        ]
        assert ("Still to be filled in" in drafted.stdout) is (not expected)
        phrase = PHRASES[language]
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


@pytest.mark.slow
def test_the_same_letter_comes_out_twice(tmp_path: Path) -> None:
    """The same register and day give the same bytes, in another process too."""
    arguments = ("letter", "--known-on", "2013-03-06", "--with-later-figures")
    for name in ("one", "two"):
        done = landenbenadering(tmp_path, *arguments, "--out", str(tmp_path / name))
        assert done.returncode == 0, done.stderr

    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_letter_that_cannot_be_written_is_refused_in_plain_words(
    tmp_path: Path,
) -> None:
    """A file where the folder should be is named, and stays what it was."""
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")

    refused = landenbenadering(tmp_path, "letter", "--out", str(taken))

    assert refused.returncode == 1
    assert "PIP301" in refused.stderr
    assert str(taken) in refused.stderr
    assert "Traceback" not in refused.stderr
    assert taken.read_text("utf-8") == "mine"


def test_a_data_folder_that_cannot_be_used_is_refused_in_plain_words(
    tmp_path: Path,
) -> None:
    """A file where the data folder should be, and a database that is none."""
    taken = tmp_path / "taken"
    taken.write_text("mine", encoding="utf-8")
    environment = {**os.environ, "LANDENBENADERING_HOME": str(taken)}
    environment.pop("LANDENBENADERING_DATABASE_URL", None)

    refused = subprocess.run(
        [COMMAND, "letter"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert "CLI102" in refused.stderr
    assert str(taken) in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_that_is_none_is_refused_in_plain_words(tmp_path: Path) -> None:
    """Bytes that are no database are named as such."""
    spoilt = tmp_path / "spoilt.sqlite3"
    spoilt.write_bytes(b"this is not a database" * 100)
    environment = {
        **os.environ,
        "LANDENBENADERING_HOME": str(tmp_path),
        "LANDENBENADERING_DATABASE_URL": f"sqlite:///{spoilt}",
    }

    refused = subprocess.run(
        [COMMAND, "register", "add", str(_facts(tmp_path))],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert refused.returncode == 1
    assert "CLI103" in refused.stderr
    assert "Traceback" not in refused.stderr


def _facts(folder: Path, text: str = LINKAGE) -> Path:
    """Write a register file."""
    facts = folder / "facts.toml"
    facts.write_bytes(text.encode())
    return facts


def test_a_register_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """As editors on Windows save it."""
    added = landenbenadering(
        tmp_path, "register", "add", str(_facts(tmp_path, "\ufeff" + LINKAGE))
    )

    assert added.returncode == 0, added.stderr


WRONG = (
    (
        "known_from = 2013",
        "entered = 2013-02-01T00:00:00Z\nknown_from = 2013",
        "PIP104",
    ),
    ("known_from = 2013", "known_from = 2999", "REG109"),
    ("dated = 2013-02-01", "dated = 2999-02-01", "POL313"),
    ("an invented trade mission", "a 贸易 mission", "POL308"),
    ("nl = ", f"x = {'[' * 20_000}{']' * 20_000}\nnl = ", "PIP102"),
)


def test_a_register_file_that_cannot_be_right_adds_nothing(tmp_path: Path) -> None:
    """The refusal has a code and no traceback; the good file goes in whole after it."""
    for old, new, code in WRONG:
        facts = _facts(tmp_path, LINKAGE.replace(old, new))
        refused = landenbenadering(tmp_path, "register", "add", str(facts))

        assert refused.returncode == 1
        assert code in refused.stderr
        assert "Traceback" not in refused.stderr
    added = landenbenadering(tmp_path, "register", "add", str(_facts(tmp_path)))
    assert "2 recorded" in added.stdout
