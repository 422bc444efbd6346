"""Countries, and how each source spells them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from landenbenadering.core.country import Country
from landenbenadering.core.language import Bilingual
from landenbenadering.evidence.reference import reference_folder


class LabelKind(StrEnum):
    """What a label on a country axis stands for."""

    COUNTRY = "country"
    TERRITORY = "territory"
    AGGREGATE = "aggregate"
    NOT_A_COUNTRY = "not_a_country"


@dataclass(frozen=True, slots=True)
class CountryLabel:
    """The meaning of one spelling in one source.

    Attributes
    ----------
    code : str
        ISO 3166 alpha-3 of a country or territory; the publisher's own code
        otherwise, as in `EU28`, `TOTAL` or `STLS`.
    kind : LabelKind
        Whether that is a country, a territory or former state that the software has
        no page for, a sum over countries, or none of these.
    """

    code: str
    kind: LabelKind


@cache
def countries() -> Mapping[str, Country]:
    """Give every country by its ISO 3166 alpha-3 code, in order of code."""
    return MappingProxyType(
        {
            row["iso3"]: Country(
                iso3=row["iso3"],
                iso2=row["iso2"],
                name=Bilingual(nl=row["name_nl"], en=row["name_en"]),
            )
            for row in _rows("countries.csv")
        }
    )


@cache
def country_labels(source: str) -> Mapping[str, CountryLabel]:
    """Give every spelling and code that `source` uses on its country axes.

    What is not listed is not known: callers refuse it, nothing is guessed.
    """
    return MappingProxyType(
        {
            row["label"]: CountryLabel(row["code"], LabelKind(row["kind"]))
            for row in _rows("country_labels.csv")
            if row["source"] == source
        }
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = (reference_folder() / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
