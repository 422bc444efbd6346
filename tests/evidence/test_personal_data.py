"""Files that look like data on persons are refused without repeating them."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landenbenadering.evidence.errors import EvidenceError
from landenbenadering.evidence.imports import import_files
from landenbenadering.evidence.personal import (
    PersonalKind,
    names_a_person,
    personal_kind,
)
from landenbenadering.evidence.store import EvidenceStore

HEADER = '"TIME","GEO","CITIZEN","UNIT","Value","Flag and Footnotes"'
CELLS = ("2012", "Netherlands", "Ghana", "Person", "495", "")
COLUMNS = ("TIME", "GEO", "CITIZEN", "UNIT", "Value", "Flag and Footnotes")

# Invented; they only pass the eleven-test.
BSN = "123456782"

PERSONAL_COLUMNS = [
    "Name", "Naam", "SURNAME", "Achternaam", "first_name", "Last name", "voor-naam",
    "client name", "Full Name", "Date of birth", "BIRTH DATE", "birthDate", "DOB",
    "Geboortedatum", "geboorte datum", "Geb.datum", "V-nummer", "V-Number", "vnummer",
    "VNR", "V nr.", "BSN", "B.S.N.", "bsn-nummer", "Burgerservicenummer", "Sofi-nummer",
    "Citizen service number", "Passport no.", "Paspoortnummer", "E-mail", "Adres",
]  # fmt: skip


@pytest.mark.parametrize("column", PERSONAL_COLUMNS)
def test_a_column_on_persons_is_refused_by_its_name(
    column: str, write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    row = ",".join(f'"{cell}"' for cell in (*CELLS, "x"))
    path = write(f'{HEADER},"{column}"\n{row}\n')

    with pytest.raises(EvidenceError, match=r"EVI161 .*line 1"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    assert not store.root.exists()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_file_on_persons_is_refused_whatever_separates_its_fields(
    separator: str,
    write: Callable[..., Path],
    store: EvidenceStore,
    retrieved: datetime,
) -> None:
    header = separator.join(["land", "naam", "bedrag"])
    path = write(f"{header}\n{separator.join(['Ghana', 'A', '5'])}\n")

    with pytest.raises(EvidenceError, match="EVI161"):
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)


@pytest.mark.parametrize("column", [*COLUMNS, "Country name", "STRUCTURE_NAME", "freq"])
def test_the_publishers_columns_name_no_persons(column: str) -> None:
    assert not names_a_person(column)


@pytest.mark.parametrize("position", range(len(CELLS)))
@pytest.mark.parametrize(
    "value", [BSN, "1234.56.782", "123 456 782", "123.456.782", "nr 123456782"]
)
def test_a_service_number_is_refused_in_any_column(
    position: int,
    value: str,
    write: Callable[..., Path],
    store: EvidenceStore,
    retrieved: datetime,
) -> None:
    cells = list(CELLS)
    cells[position] = value
    path = write(f"{HEADER}\n" + ",".join(f'"{cell}"' for cell in cells) + "\n")

    with pytest.raises(EvidenceError) as refusal:
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    place = refusal.value.place
    assert refusal.value.code == "EVI162"
    assert place is not None
    assert (place.line, place.column) == (2, COLUMNS[position])
    assert value not in str(refusal.value)


@pytest.mark.parametrize("position", range(len(CELLS)))
@pytest.mark.parametrize(
    "value",
    ["1984-03-12", "12-03-1984", "12/03/1984", "12.3.84", "19840312", "12 maart 1984",
     "1984-03-12 00:00:00", "March 12, 1984"],
)  # fmt: skip
def test_a_date_of_birth_is_refused_in_any_column(
    position: int,
    value: str,
    write: Callable[..., Path],
    store: EvidenceStore,
    retrieved: datetime,
) -> None:
    cells = list(CELLS)
    cells[position] = value
    path = write(f"{HEADER}\n" + ",".join(f'"{cell}"' for cell in cells) + "\n")

    with pytest.raises(EvidenceError) as refusal:
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    assert refusal.value.code == "EVI163"
    assert value not in str(refusal.value)


@pytest.mark.parametrize("value", [BSN, "12-03-1984"])
@pytest.mark.parametrize(
    "content",
    [
        "land;code\nGhana;{}\n",
        "Ghana,{}\nIraq,5\n",
        '"a","b"\n"x","{}\n',
        "a,b\n1,{},3\n",
    ],
)
def test_values_on_persons_come_before_problems_of_form(
    value: str,
    content: str,
    write: Callable[..., Path],
    store: EvidenceStore,
    retrieved: datetime,
) -> None:
    path = write(content.format(value))

    with pytest.raises(EvidenceError, match=r"EVI16[23]") as refusal:
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    assert value not in str(refusal.value)


@pytest.mark.parametrize(
    "value",
    ["123,456,782", "1,650", "123456789", "000000000", "12345678", "1234567820",
     "2013-2020", "European Union - 28 countries (2013-2020)", "2012",
     "Kosovo (under United Nations Security Council Resolution 1244/99)",
     "ESTAT:MIGR_EIPRE$DEFAULTVIEW(1.0)", "2012-13-45", "100.000.000"],
)  # fmt: skip
def test_counts_names_and_years_are_no_personal_values(value: str) -> None:
    assert personal_kind(value) is None


@given(st.integers(0, 99_999_999))
def test_every_number_that_passes_the_eleven_test_is_found(number: int) -> None:
    digits = f"{number:08d}"
    total = sum((9 - place) * int(digit) for place, digit in enumerate(digits))
    check = total % 11
    if check < 10 and any(digits):
        expected = PersonalKind.SERVICE_NUMBER if int(digits) else None
        assert personal_kind(digits + str(check)) == expected


def test_an_unknown_label_is_not_repeated_if_it_may_belong_to_a_person(
    write: Callable[..., Path], store: EvidenceStore, retrieved: datetime
) -> None:
    cells = [*CELLS]
    cells[2] = "2801234567"
    path = write(f"{HEADER}\n" + ",".join(f'"{cell}"' for cell in cells) + "\n")

    with pytest.raises(EvidenceError, match="EVI131") as refusal:
        import_files("eurostat-eil", [path], store=store, retrieved=retrieved)

    assert "2801234567" not in str(refusal.value)
