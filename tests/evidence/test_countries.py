"""Every country has its names, and every label of a source its meaning."""

import csv
import re
from pathlib import Path

import pytest

from landenbenadering.evidence.countries import (
    LabelKind,
    countries,
    country_labels,
)

LABELS = country_labels("eurostat-eil")

DUTCH = {
    "CIV": "Ivoorkust",
    "CPV": "Kaapverdië",
    "COD": "Democratische Republiek Congo",
    "MKD": "Noord-Macedonië",
    "XKX": "Kosovo",
    "TWN": "Taiwan",
    "PSE": "Palestina",
    "IRQ": "Irak",
    "MAR": "Marokko",
}
IN_THE_LETTER = (
    "AFG DZA CHN EGY GHA IND IRQ MAR SOM ARM GEO CPV MDA SWE NOR GBR CHE AUS CAN USA"
)


def test_codes_are_well_formed_and_there_once() -> None:
    known = countries().values()

    assert all(re.fullmatch("[A-Z]{3}", country.iso3) for country in known)
    assert all(re.fullmatch("[A-Z]{2}", country.iso2) for country in known)
    assert len({country.iso2 for country in known}) == len(known)
    assert len({country.name.nl for country in known}) == len(known)
    assert len({country.name.en for country in known}) == len(known)


@pytest.mark.parametrize("iso3", DUTCH)
def test_dutch_names_are_those_in_use(iso3: str) -> None:
    assert countries()[iso3].name.nl == DUTCH[iso3]


@pytest.mark.parametrize("iso3", IN_THE_LETTER.split())
def test_every_country_of_the_letter_is_known(iso3: str) -> None:
    assert iso3 in countries()


def test_namibia_is_a_country_and_no_missing_value() -> None:
    assert countries()["NAM"].iso2 == "NA"
    assert LABELS["NA"].code == "NAM"


def test_every_label_of_a_country_means_a_known_country() -> None:
    meant = {label.code for label in LABELS.values() if label.kind is LabelKind.COUNTRY}
    others = {label.code for label in LABELS.values()} - meant

    assert meant == set(countries())
    assert {"TOTAL", "EU28", "STLS"} <= others


@pytest.mark.parametrize(
    ("label", "code", "kind"),
    [
        ("EL", "GRC", LabelKind.COUNTRY),
        ("UK", "GBR", LabelKind.COUNTRY),
        ("XK", "XKX", LabelKind.COUNTRY),
        ("Congo", "COG", LabelKind.COUNTRY),
        ("Czech Republic", "CZE", LabelKind.COUNTRY),
        ("Czechia", "CZE", LabelKind.COUNTRY),
        ("Swaziland", "SWZ", LabelKind.COUNTRY),
        ("North Korea", "PRK", LabelKind.COUNTRY),
        ("Total", "TOTAL", LabelKind.AGGREGATE),
        ("America", "AME", LabelKind.AGGREGATE),
        ("European Union (28 countries)", "EU28", LabelKind.AGGREGATE),
        ("European Union - 27 countries (from 2020)", "EU27_2020", LabelKind.AGGREGATE),
        ("Stateless", "STLS", LabelKind.NOT_A_COUNTRY),
        ("Unknown", "UNK", LabelKind.NOT_A_COUNTRY),
        ("Recognised non-citizens", "RNC", LabelKind.NOT_A_COUNTRY),
    ],
)
def test_labels_mean_what_the_publisher_means(
    label: str, code: str, kind: LabelKind
) -> None:
    assert (LABELS[label].code, LABELS[label].kind) == (code, kind)


def test_every_label_of_the_publishers_files_is_listed(shared_data: Path) -> None:
    folder = shared_data / "eurostat_eil"
    if not folder.is_dir():
        pytest.skip("../shared/data/eurostat_eil is not here")
    for path in folder.glob("*.csv"):
        for row in csv.DictReader(path.read_text("latin-1").splitlines()):
            assert row["GEO"] in LABELS
            assert row["CITIZEN"] in LABELS


def test_an_unknown_source_has_no_labels() -> None:
    assert country_labels("nowhere") == {}
