"""The publisher's table of returns by kind: voluntary, forced, unknown."""

import pytest

from landenbenadering.evidence.errors import EvidenceError
from tests.evidence.test_reading import read

KINDS = {
    "VOLU": "Voluntary return",
    "FORC": "Forced return",
    "UNK": "Unknown",
    "OTH": "Other",
    "TOTAL": "Total",
}
OF_KINDS = ("returned_voluntarily", "returned_by_force", "returned_kind_unknown")


@pytest.mark.parametrize("labels", [False, True])
def test_returns_by_kind_are_told_apart_and_never_added(labels: bool) -> None:
    """Codes and labels of the publisher's dictionary "Type of return"."""
    head = "DATAFLOW,freq,return,citizen,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
    first = "ESTAT:MIGR_EIRT_VOL(1.0),A"
    rows = [
        f"{first},{label if labels else code},IQ,PER,MT,2021,{value},\n"
        for value, (code, label) in zip((5, 10, 15, 20, 50), KINDS.items(), strict=True)
    ]

    reading = read(head + "".join(rows))

    assert (reading.dataflow, reading.left_out) == ("MIGR_EIRT_VOL", 2)
    assert reading.observations.indicator == OF_KINDS
    assert reading.observations.value == (5, 10, 15)


def test_a_bulk_file_of_returns_by_kind_is_known_by_its_name() -> None:
    content = "freq,citizen,return,unit,geo\\TIME_PERIOD\t2020 \t2021 \n"
    content += "A,IQ,FORC,PER,MT\t: \t10 p\n"

    reading = read(content, "estat_migr_eirt_vol.tsv")

    assert reading.observations.indicator == (OF_KINDS[1],) * 2
    assert reading.observations.value == (None, 10)


def test_a_kind_of_return_that_is_not_known_is_refused() -> None:
    content = '"TIME","GEO","CITIZEN","RETURN","UNIT","Value","Flag and Footnotes"\n'
    content += '"2021","Malta","Iraq","Assisted return","Person","5",""\n'

    with pytest.raises(EvidenceError, match=r'EVI133 .*line 2, column "RETURN"'):
        read(content)
