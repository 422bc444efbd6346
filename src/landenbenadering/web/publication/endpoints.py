"""An address of the API: what it is called, what may be asked, what it gives."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from landenbenadering.policy.record import Record
from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.publication.parameters import MOMENT, Asked, Parameter


@dataclass(frozen=True, slots=True)
class Call:
    """One request, checked: what it asks, and which levels its reader may read.

    Attributes
    ----------
    place : mapping of str to str
        The names in the address, as `recordId`.
    """

    asked: Asked
    levels: frozenset[Disclosure]
    place: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Given:
    """An answer, and the records that its reader was shown.

    Attributes
    ----------
    pages : int
        How many pages there are; 0 for what comes whole.
    """

    body: object
    read: tuple[Record, ...] = ()
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address.

    Attributes
    ----------
    path : str
        Below `/api/v1`, with names in braces.
    answer : type
        The dataclass of its answer.
    names : mapping of str to str
        What the names in braces stand for.
    own : tuple of Parameter
        Its parameters beside those of the moment.
    """

    path: str
    operation: str
    summary: str
    answer: type
    give: Callable[[Call], Given]
    own: tuple[Parameter, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Everything that may be asked."""
        return (*MOMENT, *self.own)
