"""Which tables are audited, and how a row of them is told and digested."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model

from landenbenadering.web.audit.errors import AuditError

Columns = dict[str, object]
REMOVED = "removed"
_AUDITED: dict[str, "AuditedTable"] = {}


@dataclass(frozen=True, slots=True)
class Subject:
    """What an event is about: a row by kind and id, or something that is no row."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class AuditedRow:
    """A row as the database holds it: its key, its name as a subject, its columns."""

    key: object
    subject_id: str
    columns: Columns


@dataclass(frozen=True, slots=True)
class AuditedTable:
    """A table whose every row is answered for by an event.

    Attributes
    ----------
    kind : str
        What a row is called in the trail, as in `proposal`.
    identity : tuple of str
        Columns that name a row as a subject; their values are joined by `/`.
    left_out : frozenset of str
        Columns that change without a service, as the moment of the last sign-in.
    """

    model: type[Model]
    kind: str
    identity: tuple[str, ...]
    left_out: frozenset[str]

    def columns(self) -> tuple[str, ...]:
        """Give the names of the columns that the digest covers."""
        return tuple(
            field.attname
            for field in self.model._meta.concrete_fields
            if field.attname not in self.left_out
        )

    def subject_of(self, row: Model) -> Subject:
        """Name a row as a subject."""
        values = [str(getattr(row, name)) for name in self.identity]
        return Subject(self.kind, "/".join(values))

    def rows(self, keys: Collection[object] | None = None) -> Iterator[AuditedRow]:
        """Read rows as the database holds them now: those with `keys`, or all."""
        names = self.columns()
        wanted = self.model._default_manager.order_by("pk")
        if keys is not None:
            wanted = wanted.filter(pk__in=keys)
        for values in wanted.values_list("pk", *names).iterator(chunk_size=2000):
            columns = dict(zip(names, values[1:], strict=True))
            subject_id = "/".join(str(columns[name]) for name in self.identity)
            yield AuditedRow(values[0], subject_id, columns)


def audited(
    model: type[Model],
    *,
    kind: str,
    identity: tuple[str, ...] | None = None,
    left_out: Iterable[str] = (),
) -> type[Model]:
    """Have every row of `model` answered for by an event on a subject of `kind`.

    Called where the model is declared.

    Parameters
    ----------
    identity : tuple of str or None
        Columns that name a row as a subject; `None` means the primary key.
    left_out : iterable of str
        Columns that the digest does not cover.

    Raises
    ------
    AuditError
        AUD104 another model has that kind.
    """
    held = _AUDITED.get(kind)
    if held is not None and held.model is not model:
        raise AuditError(
            "AUD104",
            problem=f"Both {held.model.__name__} and {model.__name__} would be {kind}.",
            remedy="Give one of them another kind.",
        )
    named = identity or (model._meta.pk.attname,)
    _AUDITED[kind] = AuditedTable(model, kind, named, frozenset(left_out))
    return model


def audited_tables() -> Mapping[str, AuditedTable]:
    """Give the audited tables by kind."""
    return dict(_AUDITED)


def table_of(model: type[Model]) -> AuditedTable:
    """Give the audited table of a model.

    Raises
    ------
    AuditError
        AUD105 the model is not audited.
    """
    for table in _AUDITED.values():
        if table.model is model:
            return table
    raise AuditError(
        "AUD105",
        problem=f"{model.__name__} is not audited.",
        remedy="Declare it with web.audit.subjects.audited.",
    )
