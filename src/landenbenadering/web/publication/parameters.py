"""What may be asked in an address of the API: declared once, read and documented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.http import QueryDict
from django.utils import timezone

from landenbenadering.core.clocks import AsOf
from landenbenadering.core.language import Language
from landenbenadering.evidence.countries import countries
from landenbenadering.web.design.moment import read_moment
from landenbenadering.web.publication.plain import Schema
from landenbenadering.web.publication.problems import not_a_value, unknown_parameter

KNOWN_ON, ENTERED_BY = "knownOn", "enteredBy"
_LONGEST = 200


class Form(StrEnum):
    """How the value of a parameter is written."""

    TEXT = "text"
    TERM = "term"
    DAY = "day"
    NUMBER = "number"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query.

    Attributes
    ----------
    terms : tuple of str
        What may be asked, for a term.
    """

    name: str
    about: str
    form: Form = Form.TEXT
    terms: tuple[str, ...] = ()

    def schema(self) -> Schema:
        """Say how its value is written, as the document does."""
        match self.form:
            case Form.TERM:
                return {"type": "string", "enum": list(self.terms)}
            case Form.DAY:
                return {"type": "string", "format": "date"}
            case Form.NUMBER:
                return {"type": "integer", "minimum": 1, "maximum": 999_999}
            case Form.COUNTRY:
                return {"type": "string", "enum": list(countries())}
            case Form.TEXT:
                return {"type": "string", "maxLength": _LONGEST}

    def check(self, value: str) -> None:
        """Refuse a value that is not offered (PAG103); days are read elsewhere."""
        match self.form:
            case Form.TERM:
                good, allowed = value in self.terms, self.terms
            case Form.COUNTRY:
                good, allowed = value in countries(), ("GHA", "MAR", "…")
            case Form.NUMBER:
                number = value.isascii() and value.isdigit() and len(value) < 7
                good, allowed = number and int(value) > 0, ("1", "2", "…")
            case Form.TEXT:
                good, allowed = len(value) <= _LONGEST and "\0" not in value, ("…",)
            case Form.DAY:
                # Which day it is, is read with the moment; but no day is not today.
                good, allowed = bool(value), ("2013-03-06", "…")
        if not good:
            raise not_a_value(self.name, value, allowed)


def term(name: str, about: str, terms: type[StrEnum]) -> Parameter:
    """Declare a parameter that takes a term of a closed set."""
    return Parameter(name, about, Form.TERM, tuple(term.value for term in terms))


MOMENT = (
    Parameter(
        KNOWN_ON,
        "What could be known on this day; without it, today.",
        Form.DAY,
    ),
    Parameter(
        ENTERED_BY,
        "What this register said at the end of this day; without it, now.",
        Form.DAY,
    ),
)
PAGE = Parameter(
    "page", "Which page, from 1; past the last gives the last.", Form.NUMBER
)
COUNTRY = Parameter("country", "ISO 3166 alpha-3, as in GHA.", Form.COUNTRY)
SEARCH = (
    Parameter("q", "Words that must all stand in the record."),
    term("language", "The language of those words; nl without it.", Language),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks, checked; a parameter that is not given is empty."""

    as_of: AsOf
    values: Mapping[str, str]

    def text(self, name: str) -> str:
        """Give one value; empty where it is not asked."""
        return self.values.get(name, "")

    @property
    def page(self) -> int:
        """The page that is asked for, from 1."""
        return int(self.values.get(PAGE.name, "1"))


def read_asked(query: QueryDict, parameters: tuple[Parameter, ...]) -> Asked:
    """Read a query against what may be asked.

    Raises
    ------
    PageError
        PAG101, PAG102 a day; PAG103 a value; PAG110 a parameter that is not there.
    """
    known = {parameter.name: parameter for parameter in parameters}
    for name in query:
        if name not in known:
            raise unknown_parameter(name, tuple(known))
        known[name].check(" ".join(map(str, query.getlist(name))))
    values = {name: str(query[name]) for name in query}
    today: date = timezone.localdate()
    return Asked(
        as_of=read_moment(values, today=today, names=(KNOWN_ON, ENTERED_BY)),
        values=values,
    )
