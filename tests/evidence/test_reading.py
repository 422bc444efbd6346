"""The forms in which the publisher serves the tables, read to the same observations."""

import gzip
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator, Observation
from landenbenadering.evidence.catalogue import source_named
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.eurostat_eil.reader import read_file
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.evidence.tables.reading import Reading

EXPLORER = '"TIME","GEO","CITIZEN","UNIT","Value","Flag and Footnotes"\n'


def read(content: str | bytes, name: str = "table.csv") -> Reading:
    return read_file(
        content.encode() if isinstance(content, str) else content,
        file=name,
        source=source_named("eurostat-eil"),
        day=date(2026, 3, 2),
    )


def cells(reading: Reading) -> list[tuple[str, str, str, int, int | None, str, int]]:
    columns = reading.observations
    return list(
        zip(
            columns.indicator,
            columns.reporter,
            columns.citizenship,
            columns.year,
            columns.value,
            columns.flag,
            columns.row,
            strict=True,
        )
    )


def test_the_table_viewers_file_is_read() -> None:
    reading = read(
        EXPLORER
        + '"2012","Germany (until 1990 former territory of the FRG)","Côte d\'Ivoire",'
        '"Person","1,650","bp"\n'
        '"2012","European Union (28 countries)","Total","Person",":",""\n'
    )

    assert reading.dataflow == "MIGR_EIORD"
    assert cells(reading) == [
        ("ordered_to_leave", "DEU", "CIV", 2012, 1650, "bp", 2),
        ("ordered_to_leave", "EU28", "TOTAL", 2012, None, "", 3),
    ]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_encoding_and_line_ends_do_not_matter(encoding: str, line_end: str) -> None:
    text = EXPLORER + '"2012","Netherlands","São Tomé and Príncipe","Person","5",""\n'
    reading = read(text.replace("\n", line_end).encode(encoding))

    assert cells(reading) == [("ordered_to_leave", "NLD", "STP", 2012, 5, "", 2)]


def test_accents_may_be_composed_or_not() -> None:
    reading = read(
        EXPLORER + '"2012","Netherlands","Co\u0302te d\'Ivoire","Person","5",""\n'
    )

    assert reading.observations.citizenship == ("CIV",)


def test_the_order_of_the_columns_does_not_matter() -> None:
    reading = read(
        "Value,Flag and Footnotes,UNIT,CITIZEN,GEO,TIME\n5,p,Person,Iraq,Malta,2012\n"
    )

    assert cells(reading) == [("ordered_to_leave", "MLT", "IRQ", 2012, 5, "p", 2)]


def test_both_indicators_of_the_returns_are_told_apart() -> None:
    head = '"TIME","GEO","CITIZEN","INDIC_MG","UNIT","Value","Flag and Footnotes"\n'
    row = '"2012","Malta","Iraq","{}","Person","{}",""\n'
    reading = read(
        head
        + row.format("Total number of persons returned", 10)
        + row.format("Persons returned to a third country", 5)
    )

    assert reading.observations.indicator == ("returned", "returned_to_third_country")
    assert reading.observations.value == (10, 5)


def test_an_indicator_of_another_table_is_refused() -> None:
    head = '"TIME","GEO","CITIZEN","INDIC_MG","UNIT","Value","Flag and Footnotes"\n'

    with pytest.raises(EvidenceError, match=r"EVI133 .*INDIC_MG"):
        read(head + '"2012","Malta","Iraq","Persons refused entry","Person","5",""\n')


def test_known_parts_of_a_count_are_left_out_and_counted() -> None:
    head = '"TIME","GEO","CITIZEN","SEX","AGE","UNIT","Value","Flag and Footnotes"\n'
    row = '"2012","Malta","Iraq","{}","{}","Person","5",""\n'
    reading = read(
        head
        + row.format("Total", "Total")
        + row.format("Males", "Total")
        + row.format("Total", "Less than 14 years")
    )

    assert (reading.dataflow, reading.rows, reading.left_out) == ("MIGR_EIPRE", 3, 2)
    assert len(reading.observations) == 1


def test_an_unknown_part_of_a_count_is_refused() -> None:
    head = '"TIME","GEO","CITIZEN","SEX","AGE","UNIT","Value","Flag and Footnotes"\n'

    with pytest.raises(EvidenceError, match=r'EVI133 .*line 2, column "AGE"'):
        read(head + '"2012","Malta","Iraq","Total","Old","Person","5",""\n')


def test_a_row_that_says_the_same_again_counts_once() -> None:
    row = '"2012","Malta","Iraq","Person","5","p"\n'
    reading = read(EXPLORER + row + row)

    assert (len(reading.observations), reading.repeated) == (1, 1)


def test_a_file_without_every_combination_is_called_incomplete() -> None:
    row = '"{}","Malta","{}","Person","5",""\n'
    rows = [row.format(y, c) for y in (2012, 2013) for c in ("Iraq", "Ghana")]

    assert read(EXPLORER + "".join(rows)).complete
    assert not read(EXPLORER + "".join(rows[:-1])).complete


def test_counts_that_are_not_rounded_are_counted() -> None:
    reading = read(
        EXPLORER
        + '"2012","Malta","Iraq","Person","7",""\n'
        + '"2012","Malta","Mali","Person","5",""\n'
    )

    assert reading.unrounded == 1


@pytest.mark.parametrize("value", ["1,234,560", "1 234 560", "1234560"])
def test_thousands_may_be_grouped_by_commas_or_blanks(value: str) -> None:
    reading = read(EXPLORER + f'"2012","Malta","Iraq","Person","{value}",""\n')

    assert reading.observations.value == (1_234_560,)


def test_the_data_browsers_csv_with_codes_is_read() -> None:
    reading = read(
        "DATAFLOW,LAST UPDATE,freq,citizen,age,sex,unit,geo,TIME_PERIOD,OBS_VALUE,"
        "OBS_FLAG,CONF_STATUS\n"
        "ESTAT:MIGR_EIORD(1.0),24/07/24 23:00:00,A,NA,TOTAL,T,PER,EL,2023,1650,e,\n"
        "ESTAT:MIGR_EIORD(1.0),24/07/24 23:00:00,A,NA,TOTAL,M,PER,EL,2023,650,,\n"
        "ESTAT:MIGR_EIORD(1.0),24/07/24 23:00:00,A,XK,TOTAL,T,PER,UK,2019,,,\n"
    )

    assert cells(reading) == [
        ("ordered_to_leave", "GRC", "NAM", 2023, 1650, "e", 2),
        ("ordered_to_leave", "GBR", "XKX", 2019, None, "", 4),
    ]
    assert set(reading.observations.column) == {"OBS_VALUE"}


def test_the_data_browsers_csv_with_labels_is_read() -> None:
    reading = read(
        "DATAFLOW,LAST UPDATE,freq,citizen,age,sex,c_dest,unit,geo,TIME_PERIOD,"
        "OBS_VALUE,OBS_FLAG,CONF_STATUS\n"
        "ESTAT:MIGR_EIRTN$DEFAULTVIEW(1.0),,Annual,Türkiye,Total,Total,Total,Person,"
        "European Union - 27 countries (from 2020),2022,95,bd,\n"
    )

    assert cells(reading) == [("returned", "EU27_2020", "TUR", 2022, 95, "bd", 2)]


def test_the_data_browsers_csv_with_codes_and_labels_is_read() -> None:
    reading = read(
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,citizen,"
        "Country of citizenship,age,Age class,sex,Sex,unit,Unit of measure,geo,"
        "Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,Observation value,"
        "OBS_FLAG,Observation status (Flag) V2 structure,CONF_STATUS,"
        "Confidentiality status (flag)\n"
        'dataflow,ESTAT:MIGR_EIORD(1.0),"Ordered to leave",A,Annual,IQ,Iraq,TOTAL,'
        "Total,T,Total,PER,Person,NL,Netherlands,2023,,320,,p,provisional,,\n"
    )

    assert cells(reading) == [("ordered_to_leave", "NLD", "IRQ", 2023, 320, "p", 2)]


def test_codes_joined_to_labels_are_read() -> None:
    reading = read(
        "DATAFLOW:Dataflow,citizen:Country of citizenship,unit:Unit,geo:Geo,"
        "TIME_PERIOD:Time,OBS_VALUE:Value,OBS_FLAG:Flag\n"
        "ESTAT:MIGR_EIORD(1.0): Ordered,IQ:Iraq,PER:Person,NL:Netherlands,2023,5,"
        "p:provisional\n"
    )

    assert cells(reading) == [("ordered_to_leave", "NLD", "IRQ", 2023, 5, "p", 2)]


BULK = (
    "freq,citizen,age,sex,unit,geo\\TIME_PERIOD\t2022 \t2023 \n"
    "A,IQ,TOTAL,T,PER,NL\t: \t47995 bp\n"
    "A,IQ,TOTAL,F,PER,NL\t5 \t10 \n"
    "A,GH,TOTAL,T,PER,EU27_2020\t:c\t15 e\n"
)


@pytest.mark.parametrize("packed", [False, True])
def test_the_bulk_file_is_read_with_flags_glued_to_the_values(packed: bool) -> None:
    content = gzip.compress(BULK.encode()) if packed else BULK.encode()
    reading = read(content, name="estat_migr_eiord.tsv.gz")

    assert cells(reading) == [
        ("ordered_to_leave", "NLD", "IRQ", 2022, None, "", 2),
        ("ordered_to_leave", "NLD", "IRQ", 2023, 47995, "bp", 2),
        ("ordered_to_leave", "EU27_2020", "GHA", 2022, None, "c", 4),
        ("ordered_to_leave", "EU27_2020", "GHA", 2023, 15, "e", 4),
    ]
    assert reading.observations.column == ("2022", "2023", "2022", "2023")
    assert reading.left_out == 2


def test_a_bulk_file_without_the_name_of_its_table_is_refused() -> None:
    with pytest.raises(EvidenceError, match="EVI124"):
        read(BULK, name="download.tsv")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("47995 bp", "47995 q"), "EVI146"),
        (("47995 bp", "-5"), "EVI141"),
        (("\t47995 bp", ""), "EVI112"),
        (("47995 bp", "47995 bp\t5"), "EVI113"),
        (("A,IQ,TOTAL,T", "A,IQ,T"), "EVI112"),
        (("2023 \n", "2031 \n"), "EVI136"),
    ],
)
def test_a_bad_bulk_file_is_refused(change: tuple[str, str], code: str) -> None:
    with pytest.raises(EvidenceError, match=code):
        read(BULK.replace(*change, 1), name="estat_migr_eiord.tsv")


def test_a_line_of_a_packed_file_can_be_shown(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    path = write(gzip.compress(BULK.encode()), name="estat_migr_eiord.tsv.gz")
    report = import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    assert store.raw_line(report.files[0].sha256, 4) == BULK.split("\n")[3]


GENUINE = {
    "migr_eiord_Data_allcitizens.csv": ("MIGR_EIORD", 28_545),
    "migr_eirtn_Data_allcitizens.csv": ("MIGR_EIRTN", 28_545),
    "migr_eiord_1_Data.csv": ("MIGR_EIORD", 238),
    "migr_eirtn_1_Data.csv": ("MIGR_EIRTN", 476),
    "migr_eipre_1_Data_allcitizens.csv": ("MIGR_EIPRE", 29_580),
    "migr_eirfs_1_Data_mit2012.csv": ("MIGR_EIRFS", 29_040),
}


@pytest.fixture
def genuine(shared_data: Path) -> Path:
    folder = shared_data / "eurostat_eil"
    if not folder.is_dir():
        pytest.skip("../shared/data/eurostat_eil is not here")
    return folder


@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_file_is_read_whole(name: str, genuine: Path) -> None:
    reading = read((genuine / name).read_bytes(), name=name)

    assert (reading.dataflow, len(reading.observations)) == GENUINE[name]
    assert reading.complete
    assert (reading.left_out, reading.repeated, reading.unrounded) == (0, 0, 0)


@pytest.mark.parametrize(
    ("name", "dataflow"),
    [
        ("migrants_illegally_present.csv", "MIGR_EIPRE"),
        ("migrants_refused_entry_at_the_border.csv", "MIGR_EIRFS"),
    ],
)
def test_a_genuine_file_of_the_data_browser_is_read(
    name: str, dataflow: str, shared_data: Path
) -> None:
    path = shared_data / "eurostat_format_samples/sdmx_csv_labels_only" / name
    if not path.exists():
        pytest.skip(f"../shared/data has no {name}")
    reading = read(path.read_bytes(), name=name)

    assert reading.dataflow == dataflow
    assert len(reading.observations) == reading.rows - reading.left_out > 300


def test_the_anchors_are_found(
    genuine: Path, store: EvidenceStore, retrieved: datetime
) -> None:
    paths = [genuine / name for name in GENUINE]
    import_files("eurostat-eil", paths, store=store, retrieved=retrieved)

    def count(indicator: Indicator, reporter: str, citizenship: str) -> int | None:
        found = store.observations(
            as_of=AsOf(date(2026, 3, 2)),
            indicators=[indicator],
            reporters=[reporter],
            citizenships=[citizenship],
            years=[2012],
        )
        return found[0].value

    ordered, returned = Indicator.ORDERED_TO_LEAVE, Indicator.RETURNED
    anchors = {
        "AFG": (1650, 335),
        "IRQ": (1415, 515),
        "SOM": (2355, 215),
        "GHA": (495, 165),
        "TOTAL": (27_265, 9_635),
    }
    for citizenship, expected in anchors.items():
        found = tuple(count(i, "NLD", citizenship) for i in (ordered, returned))
        assert found == expected
    assert count(ordered, "EU28", "TOTAL") == 483_650
    assert count(Indicator.REFUSED_ENTRY, "EU28", "HRV") == 3_675
    assert count(Indicator.FOUND_ILLEGALLY_PRESENT, "NLD", "TOTAL") is None


def test_every_stored_cell_is_that_of_its_line(
    genuine: Path, store: EvidenceStore, retrieved: datetime
) -> None:
    name = "migr_eiord_Data_allcitizens.csv"
    import_files("eurostat-eil", [genuine / name], store=store, retrieved=retrieved)
    found: list[Observation] = store.observations(
        as_of=AsOf(date(2026, 3, 2)), reporters=["NLD"], citizenships=["CIV"]
    )

    ordered = [o for o in found if o.indicator is Indicator.ORDERED_TO_LEAVE]
    assert len(ordered) == 5
    for observation in ordered:
        line = store.raw_line(observation.provenance.sha256, observation.provenance.row)
        value = ":" if observation.value is None else f"{observation.value:,}"
        assert line == (
            f'"{observation.year}","Netherlands","Côte d\'Ivoire","Person",'
            f'"{value}","{observation.flag}"'
        )
