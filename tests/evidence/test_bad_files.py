"""A bad file is refused with code, place, problem and remedy, and leaves nothing."""

import gzip
import os
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore

HEADER = '"TIME","GEO","CITIZEN","UNIT","Value","Flag and Footnotes"\n'
GOOD = '"2012","Netherlands","Ghana","Person","1,650",""\n'


def row(
    *,
    time: str = "2012",
    geo: str = "Netherlands",
    citizen: str = "Iraq",
    unit: str = "Person",
    value: str = "495",
    flag: str = "",
) -> str:
    return ",".join(f'"{c}"' for c in (time, geo, citizen, unit, value, flag)) + "\n"


def with_row(**cells: str) -> str:
    return HEADER + GOOD + row(**cells)


BAD: dict[str, tuple[bytes | str, str, int | None, str | None]] = {
    "empty": (b"", "EVI103", None, None),
    "only blanks": (b" \n\r\n", "EVI103", None, None),
    "only a byte order mark": (b"\xef\xbb\xbf\n", "EVI103", None, None),
    "header only": (HEADER, "EVI104", 1, None),
    "UTF-16": ((HEADER + GOOD).encode("utf-16"), "EVI105", None, None),
    "UTF-16 without mark": ((HEADER + GOOD).encode("utf-16-le"), "EVI105", 1, None),
    "Windows-1252": (
        (HEADER + GOOD + row(citizen="Côte d’Ivoire")).encode("cp1252"),
        "EVI105",
        3,
        None,
    ),
    "control characters": (HEADER + GOOD + "\x07" + GOOD, "EVI105", 3, None),
    "a zip archive": (b"PK\x03\x04\x14\x00\x00\x00", "EVI105", 1, None),
    "mojibake": (with_row(citizen="CÃ´te d'Ivoire"), "EVI106", 3, None),
    "replacement character": (
        with_row(citizen="C\ufffdte d'Ivoire"),
        "EVI106",
        3,
        None,
    ),
    "an HTML error page": (
        "<!DOCTYPE html>\n<html><head><title>503</title></head></html>",
        "EVI108",
        1,
        None,
    ),
    "an HTML page without doctype": ("\n<HTML><BODY>no</BODY>", "EVI108", 1, None),
    "the footer answer": (
        '<?xml version="1.0"?><m:GenericData><footer:Footer/></m:GenericData>',
        "EVI109",
        1,
        None,
    ),
    "JSON": ('{"version":"2.0","class":"dataset"}', "EVI109", 1, None),
    "cut off within quotes": (HEADER + GOOD + '"2012","Nether', "EVI111", 3, None),
    "a stray quote": (
        HEADER + GOOD.replace('"Ghana"', '"Gha"na"') + GOOD,
        "EVI111",
        2,
        None,
    ),
    "a quote that swallows lines": (
        HEADER + GOOD + GOOD.replace('"Person","', '"Person,"') + GOOD,
        "EVI111",
        3,
        None,
    ),
    "cut off after a field": (
        HEADER + GOOD + '"2012","Netherlands"',
        "EVI112",
        3,
        None,
    ),
    "cut off before the flag": (
        HEADER + GOOD + '"2012","Netherlands","Iraq","Person","495",',
        "EVI114",
        3,
        None,
    ),
    "an empty line in between": (HEADER + GOOD + "\n" + row(), "EVI112", 3, None),
    "a field too many": (HEADER + GOOD[:-1] + ',"x"\n', "EVI113", 2, None),
    "semicolons": (
        (HEADER + GOOD.replace("1,650", "650")).replace(",", ";"),
        "EVI115",
        1,
        None,
    ),
    "a missing column": (
        '"TIME","GEO","CITIZEN","UNIT","Value"\n"2012","Malta","Iraq","Person","5"\n',
        "EVI121",
        1,
        None,
    ),
    "an unknown column": (
        HEADER[:-1] + ',"COLOUR"\n' + GOOD[:-1] + ',"red"\n',
        "EVI122",
        1,
        "COLOUR",
    ),
    "a column twice": (
        HEADER[:-1] + ',"GEO"\n' + GOOD[:-1] + ',"Malta"\n',
        "EVI123",
        1,
        "GEO",
    ),
    "two columns that say the same": (
        HEADER[:-1] + ',"OBS_VALUE"\n' + GOOD[:-1] + ',"5"\n',
        "EVI123",
        1,
        "OBS_VALUE",
    ),
    "columns of another table": (
        HEADER.replace('"UNIT"', '"REASON","UNIT"')
        + '"2012","Malta","Iraq","Total","Person","5",""\n',
        "EVI124",
        1,
        None,
    ),
    "an unknown citizenship": (with_row(citizen="Atlantis"), "EVI131", 3, "CITIZEN"),
    "a citizenship in capitals": (with_row(citizen="IRAQ"), "EVI131", 3, "CITIZEN"),
    "an empty citizenship": (with_row(citizen=""), "EVI131", 3, "CITIZEN"),
    "an unknown reporter": (with_row(geo="Ruritania"), "EVI131", 3, "GEO"),
    "a reporter that is none": (with_row(geo="Stateless"), "EVI132", 3, "GEO"),
    "all reporters": (with_row(geo="Total"), "EVI132", 3, "GEO"),
    "an unknown unit": (with_row(unit="Thousand persons"), "EVI134", 3, "UNIT"),
    "a year of three digits": (with_row(time="201"), "EVI135", 3, "TIME"),
    "a month": (with_row(time="2012M03"), "EVI135", 3, "TIME"),
    "no year": (with_row(time=""), "EVI135", 3, "TIME"),
    "a year before the statistic": (with_row(time="1985"), "EVI136", 3, "TIME"),
    "a year to come": (with_row(time="2031"), "EVI136", 3, "TIME"),
    "a year that is not over": (with_row(time="2026"), "EVI137", 3, "Value"),
    "a negative value": (with_row(value="-5"), "EVI141", 3, "Value"),
    "a true minus": (with_row(value="\u22125"), "EVI141", 3, "Value"),
    "a fraction": (with_row(value="4.5"), "EVI142", 3, "Value"),
    "an exponent": (with_row(value="1e3"), "EVI142", 3, "Value"),
    "a point for thousands": (with_row(value="1.650"), "EVI142", 3, "Value"),
    "a word": (with_row(value="many"), "EVI143", 3, "Value"),
    "not a number": (with_row(value="NaN"), "EVI143", 3, "Value"),
    "no value": (with_row(value=""), "EVI143", 3, "Value"),
    "digits of another script": (with_row(value="٤٥"), "EVI143", 3, "Value"),
    "bad groups": (with_row(value="1,65"), "EVI144", 3, "Value"),
    "a group of four": (with_row(value="1,6500"), "EVI144", 3, "Value"),
    "a comma at the end": (with_row(value="1,"), "EVI144", 3, "Value"),
    "more people than there are": (with_row(value="99,000,000"), "EVI145", 3, "Value"),
    "an unknown flag": (with_row(flag="q"), "EVI146", 3, "Flag and Footnotes"),
    "a flag twice": (with_row(flag="pp"), "EVI146", 3, "Flag and Footnotes"),
    "a key with another value": (
        with_row(citizen="Ghana", value="5"),
        "EVI152",
        3,
        "Value",
    ),
    "a key with another flag": (
        with_row(citizen="Ghana", value="1,650", flag="p"),
        "EVI152",
        3,
        "Value",
    ),
    "one country under two names": (
        HEADER + row(citizen="Swaziland", value="5") + row(citizen="Eswatini"),
        "EVI152",
        3,
        "Value",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_at_its_place_and_leaves_nothing(
    case: str,
    write: Callable[..., Path],
    store: EvidenceStore,
    retrieved: datetime,
) -> None:
    content, code, line, column = BAD[case]
    path = write(content)

    with pytest.raises(EvidenceError) as refusal:
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    place = refusal.value.place
    assert refusal.value.code == code
    assert place is not None
    assert (place.file, place.line) == (str(path), line)
    if column is not None:
        assert place.column == column
    assert refusal.value.problem.endswith(".")
    assert refusal.value.remedy.endswith(".")
    assert not store.root.exists()


def test_an_exponent_is_not_called_a_fraction(
    store: EvidenceStore, retrieved: datetime, tmp_path: Path
) -> None:
    path = tmp_path / "migr_eiord.csv"
    path.write_text(with_row(value="1e3"), encoding="utf-8")

    with pytest.raises(EvidenceError, match=r"EVI142.*1e3.* has an exponent"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


def test_a_missing_file_is_refused(store: EvidenceStore, retrieved: datetime) -> None:
    with pytest.raises(EvidenceError, match="EVI101 nowhere"):
        import_files(
            "eurostat-eil", [Path("nowhere")], store=store, retrieved=retrieved
        )


def test_a_folder_is_refused(
    store: EvidenceStore, retrieved: datetime, tmp_path: Path
) -> None:
    with pytest.raises(EvidenceError, match="EVI102"):
        import_files("eurostat-eil", [tmp_path], store=store, retrieved=retrieved)


def test_a_pipe_is_refused_without_waiting_for_it(
    store: EvidenceStore, retrieved: datetime, tmp_path: Path
) -> None:
    pipe = tmp_path / "migr_eiord.csv"
    os.mkfifo(pipe)

    with pytest.raises(EvidenceError, match="EVI102"):
        import_files("eurostat-eil", [pipe], store=store, retrieved=retrieved)


def test_a_file_that_unpacks_to_more_than_any_table_is_refused(
    write: Callable[..., Path],
    store: EvidenceStore,
    retrieved: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("landenbenadering.evidence.tables.text._MOST_BYTES", 10_000)
    path = write(gzip.compress(b"0" * 20_000), name="migr_eiord.csv.gz")

    with pytest.raises(EvidenceError, match="EVI110"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


def test_no_file_at_all_is_refused(store: EvidenceStore, retrieved: datetime) -> None:
    with pytest.raises(EvidenceError, match="EVI102"):
        import_files("eurostat-eil", [], store=store, retrieved=retrieved)


def test_of_several_problems_the_first_line_is_named(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    path = write(HEADER + GOOD + row(flag="q") + row(value="-5") + row(geo="Mars"))

    with pytest.raises(EvidenceError, match=r"EVI146 .* line 3"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


def test_the_line_is_that_of_the_file_with_windows_line_ends(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    path = write(with_row(value="-5").replace("\n", "\r\n"))

    with pytest.raises(EvidenceError, match=r"EVI141 .* line 3"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


def test_a_file_named_after_another_table_is_refused(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    path = write(with_row(), name="migr_resfirst_1_Data.csv")

    with pytest.raises(EvidenceError, match=r"EVI124 .*MIGR_RESFIRST"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


@pytest.mark.parametrize("length", range(1, len(HEADER + GOOD) - 1, 3))
def test_a_file_cut_off_anywhere_in_its_only_row_is_refused(
    length: int, write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    path = write((HEADER + GOOD)[:length])

    with pytest.raises(EvidenceError):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


def test_a_damaged_compressed_file_is_refused(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    path = write(b"\x1f\x8b\x08\x00damaged", name="migr_eiord.tsv.gz")

    with pytest.raises(EvidenceError, match="EVI105"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


def test_an_extraction_after_its_retrieval_is_refused(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    with pytest.raises(EvidenceError, match="EVI172"):
        import_files(
            "eurostat-eil",
            [write()],
            store=store,
            retrieved=retrieved,
            extracted_on=date(2026, 3, 3),
        )


@pytest.mark.parametrize(
    ("day", "code"), [(date(2012, 6, 1), "EVI136"), (date(2013, 6, 1), "EVI137")]
)
def test_an_extraction_before_its_last_year_was_over_is_refused(
    day: date,
    code: str,
    write: Callable[..., Path],
    store: EvidenceStore,
    retrieved: datetime,
) -> None:
    with pytest.raises(EvidenceError, match=code):
        import_files(
            "eurostat-eil",
            [write()],
            store=store,
            retrieved=retrieved,
            extracted_on=day,
        )


def test_a_moment_without_time_zone_is_refused(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    naive = retrieved.replace(tzinfo=None)

    with pytest.raises(EvidenceError, match="EVI171"):
        import_files("eurostat-eil", [write()], store=store, retrieved=naive)


def test_two_files_of_one_import_may_not_contradict_each_other(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    first = write(with_row(), name="a.csv")
    second = write(HEADER + row(value="500"), name="b.csv")

    with pytest.raises(EvidenceError, match=r"EVI153 b.csv, line 2.*a.csv, line 3"):
        import_files("eurostat-eil", [first, second], store=store, retrieved=retrieved)

    assert not store.root.exists()


def test_one_bad_file_keeps_the_good_ones_out(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    good = write(name="good.csv")
    bad = write(with_row(value="-5"), name="bad.csv")

    with pytest.raises(EvidenceError, match="EVI141"):
        import_files("eurostat-eil", [good, bad], store=store, retrieved=retrieved)

    assert not store.root.exists()
