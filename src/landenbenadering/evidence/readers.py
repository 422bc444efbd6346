"""Which reader reads the files of which source."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Protocol

from landenbenadering.evidence.catalogue import Source
from landenbenadering.evidence.cepii_baci import reader as cepii_baci
from landenbenadering.evidence.cow_trade import reader as cow_trade
from landenbenadering.evidence.diplometrics import reader as diplometrics
from landenbenadering.evidence.dtv_departures import reader as dtv_departures
from landenbenadering.evidence.eurostat_eil import reader as eurostat_eil
from landenbenadering.evidence.evd_visas import reader as evd_visas
from landenbenadering.evidence.oecd_dac2a import reader as oecd_dac2a
from landenbenadering.evidence.oecd_students import reader as oecd_students
from landenbenadering.evidence.schengen_visas import reader as schengen_visas
from landenbenadering.evidence.tables.reading import Reading
from landenbenadering.evidence.world_bank_remittances import (
    reader as world_bank_remittances,
)
from landenbenadering.evidence.world_bank_wdi import reader as world_bank_wdi


class Reader(Protocol):
    """Reads one file of a source, or raises what is wrong with it."""

    def __call__(
        self, content: bytes, *, file: str, source: Source, day: date
    ) -> Reading:
        """Give what the file holds; `day` is when it was made or retrieved."""
        ...


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "cepii-baci": cepii_baci.read_file,
        "cow-trade": cow_trade.read_file,
        "diplometrics": diplometrics.read_file,
        "dtv-departures": dtv_departures.read_file,
        "eurostat-eil": eurostat_eil.read_file,
        "evd-visas": evd_visas.read_file,
        "oecd-dac2a": oecd_dac2a.read_file,
        "oecd-students": oecd_students.read_file,
        "schengen-visas": schengen_visas.read_file,
        "world-bank-remittances": world_bank_remittances.read_file,
        "world-bank-wdi": world_bank_wdi.read_file,
    }
)
