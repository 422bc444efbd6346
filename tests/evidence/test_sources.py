"""What each source's files hold, in the publisher's form with invented numbers."""

from datetime import date, datetime
from pathlib import Path

import pytest

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.observation import Indicator
from landenbenadering.evidence.catalogue import source_named, sources
from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.observation_columns import ObservationColumns
from landenbenadering.evidence.readers import READERS
from landenbenadering.evidence.store import EvidenceStore
from landenbenadering.evidence.tables.reading import Reading
from tests.evidence.workbooks import Sheet, workbook

DAY = date(2026, 3, 2)
# Before the product carried figures of these sources.
NOW = AsOf(known_on=date(2026, 11, 23))

AID = "recipient,donor,aid_type,year,value_musd2022\n"
VISA_HEADER = (
    "Schengen State",
    "Country where consulate is located",
    "Consulate",
    "Uniform visas applied for",
    "Total  uniform visas issued (including MEV) \n",
    "Uniform visas not issued",
    "Not issued rate for uniform visas",
)
SPECIMENS = {
    "oecd-dac2a": AID + "Ghana,Netherlands,ODA: Total Net,2012,40.54\n"
    'Ghana,Netherlands,"Grants, Total",2012,40.54\n'
    "Türkiye,Netherlands,ODA: Total Net,2012,-1.5\n"
    "Anguilla,Netherlands,Humanitarian Aid,2012,0.01\n",
    "cow-trade": "importer_iso3,exporter_iso3,ccode1,ccode2,year,imports_musd,"
    "imports_smooth_musd\nNLD,CHN,210,710,2013,73.4,80.0\nNLD,GHA,210,452,2013,0.0,9\n",
    "cepii-baci": "year,origin,destination,trade_value\n2010,GHA,NLD,20121260.5\n"
    "2010,ABW,NLD,7.0\n",
    "oecd-students": "dest_iso3,origin_iso3,origin_name,year,students,"
    "halving_checked,raw_double_count\nNLD,GHA,Ghana,2016,4,1,8\n",
    "world-bank-wdi": "geo,var,t,v\nGHA,gdp,2012,41270954737.1876\n"
    "GHA,pop,2012,26858761.999999985\nGHA,fdiin,2012,-17932960.8\n",
    "diplometrics": "year,origin,destination,embassy_level,focus\n2000,NLD,GHA,6,1\n",
    "evd-visas": "sendingCountryCode,receivengCountryCode,sendingCityName,dYear,"
    "shortStayAppliedFor,shortStayIssued,shortStayRefused\n"
    "NA,NL,Windhoek,2012,10,8,NULL\n",
    "dtv-departures": "period_start,period_end,category_nl,category_en,value,note,"
    "source\n2023-01-01,2023-12-31,Gedwongen vertrek uit Nederland,x,2360,,D\n"
    "2023-01-01,2023-10-31,Gedwongen vertrek uit Nederland,x,1990,part year,B\n"
    "2023-01-01,2023-12-31,Totaal DT&V,x,9999,,B\n",
}
# Indicator, reporter, citizenship, year, value, part.
EXPECTED = {
    "oecd-dac2a": [
        ("aid_humanitarian", "NLD", "AIA", 2012, 10_000, ""),
        ("aid_net", "NLD", "GHA", 2012, 40_540_000, ""),
        ("aid_net", "NLD", "TUR", 2012, -1_500_000, ""),
    ],
    "cow-trade": [
        ("goods_imported", "NLD", "CHN", 2013, 73_400_000, ""),
        ("goods_imported", "NLD", "GHA", 2013, 0, ""),
    ],
    "cepii-baci": [
        ("goods_shipped", "NLD", "ABW", 2010, 7, ""),
        ("goods_shipped", "NLD", "GHA", 2010, 20_121_260, ""),
    ],
    "oecd-students": [("students", "NLD", "GHA", 2016, 4, "")],
    "world-bank-wdi": [
        ("income", "GHA", "TOTAL", 2012, 41_270_954_737, ""),
        ("population", "GHA", "TOTAL", 2012, 26_858_762, ""),
    ],
    "diplometrics": [("mission", "NLD", "GHA", 2000, 1, "")],
    "evd-visas": [
        ("visas_applied", "NLD", "NAM", 2012, 10, "Windhoek"),
        ("visas_issued", "NLD", "NAM", 2012, 8, "Windhoek"),
        ("visas_not_issued", "NLD", "NAM", 2012, None, "Windhoek"),
    ],
    "dtv-departures": [("departed_by_force", "NLD", "TOTAL", 2023, 2360, "")],
}


def visas(*rows: tuple[str | float, ...], year: int = 2014) -> bytes:
    total = ("", "", f"Total worldwide {year}", 8, 6, 1, 0.125)
    blank = ("", "", "", "", "", "", "")
    notes = ("1) For Germany: a note", "", "", "", "", "", "")
    sheet: Sheet = (VISA_HEADER, *rows, blank, total, notes)
    return workbook({"Description": [["words"]], "Data for consulates": sheet})


def read(source_id: str, content: bytes, file: str = "file") -> Reading:
    source = source_named(source_id)
    return READERS[source_id](content, file=file, source=source, day=DAY)


def cells(columns: ObservationColumns) -> list[tuple[object, ...]]:
    return sorted(
        zip(
            columns.indicator,
            columns.reporter,
            columns.citizenship,
            columns.year,
            columns.value,
            columns.part,
            strict=True,
        )
    )


def test_every_source_has_a_reader_and_every_indicator_a_source() -> None:
    assert set(READERS) == {source.id for source in sources()}
    named = frozenset().union(*(source.indicators for source in sources()))
    assert named == set(Indicator)


@pytest.mark.parametrize("source_id", SPECIMENS)
def test_a_file_is_read_as_its_publisher_means_it(source_id: str) -> None:
    reading = read(source_id, SPECIMENS[source_id].encode())

    assert cells(reading.observations) == EXPECTED[source_id]
    assert reading.rows == len(SPECIMENS[source_id].splitlines()) - 1


def test_kinds_that_are_left_out_and_parts_of_a_year_are_counted() -> None:
    assert read("oecd-dac2a", SPECIMENS["oecd-dac2a"].encode()).left_out == 1
    assert read("dtv-departures", SPECIMENS["dtv-departures"].encode()).left_out == 2


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Ghana,Netherlands,ODA: Total Net,2012,", None),
        ("Atlantis,Netherlands,ODA: Total Net,2012,1.0", "EVI131"),
        ("Ghana,Atlantis,ODA: Total Net,2012,1.0", "EVI131"),
        ("Ghana,Netherlands,ODA: New Kind,2012,1.0", "EVI133"),
        ("Ghana,Netherlands,ODA: Total Net,12,1.0", "EVI135"),
        ("Ghana,Netherlands,ODA: Total Net,2027,1.0", "EVI136"),
        ("Ghana,Netherlands,ODA: Total Net,2026,1.0", "EVI137"),
        ("Ghana,Netherlands,ODA: Total Net,2012,1.0.0", "EVI143"),
        ("Ghana,Netherlands,ODA: Total Net,2012,nan", "EVI143"),
        ("Ghana,Netherlands,ODA: Total Net,2012,NA", "EVI143"),
        ("Ghana,Netherlands,ODA: Total Net,2012,1e9", "EVI145"),
        ("Ghana,Netherlands,ODA: Total Net,2012", "EVI112"),
        ("Ghana,123456782,ODA: Total Net,2012,1.0", "EVI162"),
    ],
)
def test_what_a_row_cannot_mean_is_refused_with_its_place(
    row: str, code: str | None
) -> None:
    content = f"{AID}{row}\nMali,France,ODA: Total Net,2012,1.0\n".encode()
    if code is None:
        assert read("oecd-dac2a", content).observations.value == (None, 1_000_000)
        return

    with pytest.raises(EvidenceError, match=f"{code} file, line 2"):
        read("oecd-dac2a", content)


def test_a_column_more_or_less_is_refused() -> None:
    more = "recipient,donor,aid_type,year,value_musd2022,value_musd2023\n"
    with pytest.raises(EvidenceError, match="EVI122"):
        read("oecd-dac2a", (more + "Ghana,France,ODA: Total Net,2012,1,1\n").encode())
    with pytest.raises(EvidenceError, match="EVI121"):
        read("cow-trade", b"importer_iso3,exporter_iso3,imports_musd\nNLD,GHA,1.0\n")
    with pytest.raises(EvidenceError, match="EVI161"):
        read("cow-trade", b"importer_iso3,surname,year\nNLD,GHA,2000\n")


def test_trade_below_nothing_is_refused_and_net_aid_below_nothing_is_not() -> None:
    header = SPECIMENS["cow-trade"].splitlines()[0]
    with pytest.raises(EvidenceError, match="EVI141"):
        read("cow-trade", f"{header}\nNLD,GHA,1,2,2013,-1.5,0\n".encode())
    missing = read("cow-trade", f"{header}\nNLD,GHA,1,2,2013,-9,0\n".encode())

    assert missing.observations.value == (None,)


def test_a_workbook_gives_the_consulates_and_the_publisher_s_total() -> None:
    reading = read(
        "schengen-visas",
        visas(
            ("Netherlands", "GHANA", "ACCRA", 4.999999999999999, 4, "", 0.2),
            ("Netherlands", "MOROCCO", "RABAT", 3, 2, -1, -0.0156),
        ),
    )
    found = {cell[:4] + cell[5:]: cell[4] for cell in cells(reading.observations)}

    assert found["visas_applied", "NLD", "GHA", 2014, "ACCRA"] == 5
    assert found["visas_not_issued", "NLD", "GHA", 2014, "ACCRA"] is None
    assert found["visas_not_issued", "NLD", "MAR", 2014, "RABAT"] is None
    assert found["visas_issued", "SCHENGEN", "TOTAL", 2014, ""] == 6
    assert len(found) == 9
    flags = dict(
        zip(reading.observations.keys(), reading.observations.flag, strict=True)
    )
    assert flags["visas_not_issued", "NLD", "MAR", 2014, "RABAT"] == "n"
    assert flags["visas_not_issued", "NLD", "GHA", 2014, "ACCRA"] == ""


def test_the_name_of_a_workbook_decides_between_two_years() -> None:
    row = ("Netherlands", "GHANA", "ACCRA", 5, 4, 1, 0.2)
    sheet: Sheet = (
        VISA_HEADER,
        row,
        ("", "", "Selection Sub total in 2021", 5, 4, 1, 0.2),
        ("", "", "Total worldwide 2020", 5, 4, 1, 0.2),
    )
    content = workbook({"Data for consulates": sheet})

    named = read("schengen-visas", content, "Visa statistics 2021_0.xlsx")
    assert set(named.observations.year) == {2021}
    with pytest.raises(EvidenceError, match=r"EVI125 .*2020, 2021"):
        read("schengen-visas", content, "visas.xlsx")


def test_a_row_of_another_kind_and_another_workbook_are_refused() -> None:
    with pytest.raises(EvidenceError, match=r"EVI117 .*line 2"):
        read("schengen-visas", visas(("", "GHANA", "ACCRA", 5, 4, 1, 0.2)))
    with pytest.raises(EvidenceError, match="EVI124"):
        read("schengen-visas", workbook({"Sheet1": [["a"]]}))
    with pytest.raises(EvidenceError, match=r"EVI116 .*cut off"):
        read("schengen-visas", visas()[:200])
    with pytest.raises(EvidenceError, match=r"EVI116 .*no workbook"):
        read("schengen-visas", b"Schengen State,Consulate\n")
    with pytest.raises(EvidenceError, match="EVI131"):
        read("schengen-visas", visas(("Netherlands", "ATLANTIS", "X", 5, 4, 1, 0.2)))


def matrix(name: str, corner: str) -> bytes:
    sheet: Sheet = (
        ("Estimates for 2017", "", "", ""),
        (corner, "Ghana", "Morocco", "WORLD"),
        ("Netherlands", 1.5, "-", 1.5),
        ("Other North", 2, 3, 5),
        ("", "", "", ""),
        ("Notes:", "", "", ""),
    )
    return workbook({f"{name}_2017": sheet, "notes": [["x"]]})


def test_a_matrix_is_melted_the_way_its_corner_says() -> None:
    sent = read(
        "world-bank-remittances",
        matrix("Bilateral_Remittances", "receiving (across) / sending (down)"),
    )
    assert cells(sent.observations)[0:2] == [
        ("remittances_sent", "NLD", "GHA", 2017, 1_500_000, ""),
        ("remittances_sent", "NLD", "MAR", 2017, None, ""),
    ]
    living = read("world-bank-remittances", matrix("Bilateral_Migration", ""))
    assert cells(living.observations)[0][:5] == (
        "migrant_stock",
        "GHA",
        "NLD",
        2017,
        2,
    )
    with pytest.raises(EvidenceError, match="EVI124"):
        read("world-bank-remittances", matrix("Bilateral_Trade", ""))


@pytest.mark.parametrize(
    "period", ["2023-01-01,2024-12-31", "2023-12-31,2023-01-01", "2023,2023-12-31"]
)
def test_a_period_that_is_none_is_refused(period: str) -> None:
    header = SPECIMENS["dtv-departures"].splitlines()[0]
    row = f"{period},Gedwongen vertrek uit Nederland,x,10,,D"

    with pytest.raises(EvidenceError, match="EVI138"):
        read("dtv-departures", f"{header}\n{row}\n".encode())


def test_a_workbook_s_line_can_be_shown_and_its_consulates_stay_apart(
    store: EvidenceStore, tmp_path: Path, retrieved: datetime
) -> None:
    path = tmp_path / "2014.xlsx"
    path.write_bytes(
        visas(
            ("Netherlands", "MOROCCO", "RABAT", 5, 4, 1, 0.2),
            ("Netherlands", "MOROCCO", "TANGIER", 3, 2, 1, 0.3),
        )
    )
    import_files("schengen-visas", [path], store=store, retrieved=retrieved)

    found = store.observations(
        as_of=NOW, indicators=[Indicator.VISAS_ISSUED], citizenships=["MAR"]
    )
    mine = [one for one in found if one.provenance.file_name == "2014.xlsx"]
    assert [(one.part, one.value) for one in mine] == [("RABAT", 4), ("TANGIER", 2)]
    line = store.raw_line(mine[1].provenance.sha256, mine[1].provenance.row)
    assert line == "Netherlands\tMOROCCO\tTANGIER\t3\t2\t1\t0.3"
    vintages = store.every_vintage(
        indicator=Indicator.VISAS_ISSUED,
        reporter="NLD",
        citizenship="MAR",
        year=2014,
        part="TANGIER",
        as_of=NOW,
    )
    assert [one.value for one in vintages if one.provenance == mine[1].provenance] == [
        2
    ]


def test_observations_of_an_earlier_version_are_still_read(
    store: EvidenceStore, tmp_path: Path, retrieved: datetime
) -> None:
    """Before there were parts and large amounts, files had neither."""
    import hashlib
    import json

    import duckdb

    path = tmp_path / "trade.csv"
    path.write_text(SPECIMENS["cepii-baci"])
    import_files("cepii-baci", [path], store=store, retrieved=retrieved)
    [manifest] = (store.root / "manifests").iterdir()
    plain = json.loads(manifest.read_text())
    old = tmp_path / "old.parquet"
    new = store.root / "observations" / f"{plain['files'][0]['observations_sha256']}"
    everything = duckdb.read_parquet(f"{new}.parquet")
    everything.select(
        'indicator, reporter, citizenship, "year", "value"::INTEGER AS "value", '
        'flag, "row", "column"'
    ).write_parquet(str(old))
    digest = hashlib.sha256(old.read_bytes()).hexdigest()
    old.rename(store.root / "observations" / f"{digest}.parquet")
    plain["files"][0]["observations_sha256"] = digest
    manifest.write_text(json.dumps(plain))
    other = tmp_path / "income.csv"
    other.write_text(SPECIMENS["world-bank-wdi"])
    import_files("world-bank-wdi", [other], store=store, retrieved=retrieved)

    found = [
        one
        for one in store.observations(as_of=NOW, years=[2010, 2012])
        if one.provenance.file_name in {"trade.csv", "income.csv"}
    ]
    assert {(one.value, one.part) for one in found} == {
        (7, ""),
        (20_121_260, ""),
        (41_270_954_737, ""),
        (26_858_762, ""),
    }


def test_one_bad_file_among_good_ones_leaves_the_store_as_it_was(
    store: EvidenceStore, tmp_path: Path, retrieved: datetime
) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(SPECIMENS["oecd-dac2a"])
    bad.write_text(AID + "Atlantis,France,ODA: Total Net,2012,1.0\n")

    with pytest.raises(EvidenceError, match="EVI131"):
        import_files("oecd-dac2a", [good, bad], store=store, retrieved=retrieved)
    assert not (store.root / "manifests").exists()
