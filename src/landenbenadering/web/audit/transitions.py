"""The one way in which a row of an audited table changes."""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Model

from landenbenadering.policy.vocabulary import Disclosure
from landenbenadering.web.audit.canonical import row_digest
from landenbenadering.web.audit.errors import AuditError, TransitionConflictError
from landenbenadering.web.audit.models import AuditEvent
from landenbenadering.web.audit.selectors import last_digest
from landenbenadering.web.audit.services import Actor, record_event, serialise_appends
from landenbenadering.web.audit.subjects import AuditedRow, AuditedTable, table_of

STATE = "state"
VERSION = "version"


@transaction.atomic
def transition(
    model: type[Model],
    pk: object,
    *,
    from_states: Collection[str],
    to_state: str,
    expected_version: int,
    actor: Actor,
    capacity: str,
    reason: str,
    action: str = "",
    disclosure: Disclosure = Disclosure.PUBLIC,
    **changes: object,
) -> AuditEvent:
    """Bring a row from one of `from_states` to `to_state`, if nobody came before.

    One conditional UPDATE on state and version: of two who try at once, one wins
    and the other is told. The event holds every column that changed, before and
    after, and so is the row's history. The model has the columns `state` and
    `version`; a change within a state has that state on both sides.

    Parameters
    ----------
    expected_version : int
        The version that the author has seen; the row gets the next.
    action : str
        What the event is called; empty means kind and new state, as in
        `proposal.decided`.
    **changes : object
        Further columns and their new values.

    Raises
    ------
    TransitionConflictError
        AUD103 the row is in another state or version, or is not there.
    AuditError
        AUD105 the model is not audited; AUD108 the row is not as its latest event
        left it.
    """
    table = table_of(model)
    serialise_appends()
    before = _held(model, pk)
    if before is not None:
        require_vouched(table, before)
    changed = (
        model._default_manager.filter(pk=pk, version=expected_version)
        .filter(state__in=list(from_states))
        .update(state=to_state, version=F(VERSION) + 1, **changes)
    )
    after = _held(model, pk)
    if changed != 1 or before is None or after is None:
        held = None if before is None else before.columns
        raise TransitionConflictError(f"{table.kind} {pk}", held)
    columns = {
        name: (before.columns[name], value)
        for name, value in after.columns.items()
        if before.columns[name] != value
    }
    return record_event(
        action or f"{table.kind}.{to_state}",
        actor=actor,
        capacity=capacity,
        subject=model._default_manager.get(pk=pk),
        before={name: was for name, (was, _is) in columns.items()},
        after={name: now for name, (_was, now) in columns.items()},
        reason=reason,
        disclosure=disclosure,
    )


def require_vouched(table: AuditedTable, row: AuditedRow) -> None:
    """Refuse to go on from a row that is not as its latest event left it.

    The next event would vouch for what no service wrote.

    Raises
    ------
    AuditError
        AUD108 the row was changed by no service.
    """
    if last_digest(table.kind, row.subject_id) != row_digest(row.columns):
        raise AuditError(
            "AUD108",
            problem=f"{table.kind} {row.subject_id} is not as its latest event left "
            "it.",
            remedy="Run landenbenadering audit verify, and find out who changed it.",
        )


def _held(model: type[Model], pk: object) -> AuditedRow | None:
    return next(table_of(model).rows([pk]), None)
