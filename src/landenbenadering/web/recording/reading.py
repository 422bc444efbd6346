"""From the values of a form to the plain record that the codec reads."""

from collections.abc import Callable, Collection, Iterator, Mapping

from django.utils.translation import gettext as _

from landenbenadering.core.language import Bilingual
from landenbenadering.policy.facts import Document
from landenbenadering.policy.plain import to_plain
from landenbenadering.web.recording.meanings import Meaning, may_be_empty, meant_by
from landenbenadering.web.recording.shapes import Leaf, Many, Parts, Shape, under

Count = Callable[[str, Many], int]


class Reading:
    """Reads what was entered, and keeps what is missing.

    Parameters
    ----------
    values : Mapping
        Cleaned values, by name of field.
    wrong : Collection of str
        Fields in which something stands that is no value.
    count : Callable
        How many values of a list were asked.
    needed : Collection of str
        Lists of which at least one value is needed, beside those that always are.

    Attributes
    ----------
    missing : list
        Name of a field, or `None`, and what to say of it.
    """

    def __init__(
        self,
        values: Mapping[str, object],
        *,
        wrong: Collection[str],
        count: Count,
        needed: Collection[str] = (),
    ) -> None:
        self.missing: list[tuple[str | None, str]] = []
        self._values, self._wrong, self._count = values, wrong, count
        self._needed = needed

    def read(self, shape: Shape, at: str, *, needed: bool = True) -> object:
        """Give the plain value of what stands at a place; `None` for nothing."""
        match shape:
            case Leaf():
                return self._value(shape, at)
            case Parts() if not needed and not self.given(shape, at):
                return None
            case Parts(parts=parts):
                for part in parts:
                    self._require(part, under(at, part.name), shape)
                read = {part.name: self._read_part(part, at) for part in parts}
                return {
                    name: value for name, value in read.items() if value is not None
                }
            case Many(of=of):
                values = (
                    self.read(of, place, needed=False)
                    for place in self._places(shape, at)
                )
                return [value for value in values if value is not None]

    def given(self, shape: Shape, at: str) -> bool:
        """Say whether anything was entered at a place."""
        match shape:
            case Leaf():
                # The currency stands there before any amount is entered.
                if meant_by(shape).meaning is Meaning.CURRENCY:
                    return False
                value = self._value(shape, at)
                default = None if shape.default is None else to_plain(shape.default)
                return at in self._wrong or value not in (None, "", [], False, default)
            case Parts(parts=parts):
                return any(self.given(part, under(at, part.name)) for part in parts)
            case Many(of=of):
                return any(self.given(of, place) for place in self._places(shape, at))

    def _read_part(self, part: Shape, at: str) -> object:
        needed = isinstance(part, Parts) and part.needed
        return self.read(part, under(at, part.name), needed=needed)

    def _value(self, leaf: Leaf, at: str) -> object:
        value = self._values.get(at)
        if isinstance(value, list):
            return list(value)
        if value is None or value == "":
            return "" if may_be_empty(leaf) and at not in self._wrong else None
        return to_plain(value)

    def _require(self, part: Shape, at: str, within: Parts) -> None:
        """Ask for a part that is needed where others are given."""
        if not self._is_needed(part, at) or self._is_there(part, at):
            return
        name = next(self._names(part, at), None)
        if name not in self._wrong:
            self.missing.append((name, _missing(part, within)))

    def _is_there(self, part: Shape, at: str) -> bool:
        if isinstance(part, Leaf):
            return at in self._wrong or self._value(part, at) is not None
        return self.given(part, at)

    def _is_needed(self, part: Shape, at: str) -> bool:
        if isinstance(part, Leaf) and part.kind is bool:
            return False
        if isinstance(part, Leaf | Many) and may_be_empty(part):
            return False
        return part.needed or at in self._needed

    def _places(self, many: Many, at: str) -> Iterator[str]:
        return (under(at, number) for number in range(self._count(at, many)))

    def _names(self, shape: Shape, at: str) -> Iterator[str]:
        """Give the names of the fields at a place."""
        match shape:
            case Leaf():
                yield at
            case Parts(parts=parts):
                for part in parts:
                    yield from self._names(part, under(at, part.name))
            case Many(of=of):
                for place in self._places(shape, at):
                    yield from self._names(of, place)


def _missing(part: Shape, within: Parts) -> str:
    if isinstance(part, Many):
        return _("Give at least one.")
    if within.kind is Bilingual:
        return _("Give this in both languages, or leave both empty.")
    if within.kind is Document:
        return _("A new document needs this.")
    return _("This is needed here.")
