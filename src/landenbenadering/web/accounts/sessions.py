"""How long people stay signed in, and where they are signed in now."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils import timezone

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.selectors import capacities_of

BEGUN, SEEN, AGENT, ROLES = "begun", "seen", "agent", "roles"
THROUGH = "opened_through"
# Writing at each request would make every reader wait for every writer.
_SEEN_EVERY = timedelta(minutes=1)
_AGENT_LENGTH = 200


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One place where someone is signed in.

    Attributes
    ----------
    mark : str
        Tells sessions apart without giving any away.
    agent : str
        What the browser called itself; empty when it said nothing.
    own : bool
        Whether it is the session that asks.
    """

    mark: str
    begun: datetime
    seen: datetime
    agent: str
    own: bool


@dataclass(frozen=True, slots=True)
class OpenedThrough:
    """The provider with which a session was opened.

    Attributes
    ----------
    provider, name : str
        Its name in the settings, and on the button.
    second_factor : bool
        Whether it asked for one, and its word counts.
    sign_out : str or None
        Address where the person signs out there.
    """

    provider: str
    name: str
    second_factor: bool
    sign_out: str | None

    def as_kept(self) -> dict[str, object]:
        """Give it as a session keeps it."""
        return asdict(self)


def note_opened_through(session: SessionBase, through: OpenedThrough) -> None:
    """Note with which provider a session is about to be opened."""
    session[THROUGH] = through.as_kept()


def opened_through(session: SessionBase) -> OpenedThrough | None:
    """Give the provider with which a session was opened; `None` for a password."""
    held = session.get(THROUGH)
    return OpenedThrough(**held) if isinstance(held, dict) else None


def begin(session: SessionBase, account: Account, *, agent: str) -> None:
    """Note who begins a session, when, and with which browser."""
    session[BEGUN] = session[SEEN] = timezone.now().timestamp()
    session[AGENT] = agent[:_AGENT_LENGTH]
    session[ROLES] = roles_mark(account)


def is_over(session: SessionBase) -> bool:
    """Say whether a session rested or lasted too long."""
    now = timezone.now().timestamp()
    idle: timedelta = settings.SESSION_IDLE
    longest: timedelta = settings.SESSION_LONGEST
    rested, lasted = (now - float(session.get(name, now)) for name in (SEEN, BEGUN))
    return rested > idle.total_seconds() or lasted > longest.total_seconds()


def lost_a_role(session: SessionBase, account: Account) -> bool:
    """Say whether a role under which a session went on has ended since."""
    before = {name for name in str(session.get(ROLES, "")).split(",") if name}
    return not before <= set(map(str, capacities_of(account)))


def go_on(session: SessionBase, account: Account) -> None:
    """Note that a session is used; give it another key when the roles changed."""
    held = roles_mark(account)
    if session.get(ROLES) != held:
        session.cycle_key()
        session[ROLES] = held
    now = timezone.now().timestamp()
    session.setdefault(BEGUN, now)
    if now - session.get(SEEN, 0) > _SEEN_EVERY.total_seconds():
        session[SEEN] = now


def roles_mark(account: Account) -> str:
    """Give what changes whenever the roles of an account change."""
    return ",".join(sorted(map(str, capacities_of(account))))


def sessions_of(account: Account, *, own_key: str | None) -> list[OpenSession]:
    """Give the sessions of an account, the one used last first."""
    found = [
        OpenSession(
            mark=mark_of(row.session_key),
            begun=_moment(held.get(BEGUN)),
            seen=_moment(held.get(SEEN)),
            agent=str(held.get(AGENT, "")),
            own=row.session_key == own_key,
        )
        for row, held in _rows(account)
    ]
    return sorted(found, key=lambda one: (not one.own, -one.seen.timestamp()))


def end_sessions(
    account: Account, *, mark: str | None = None, but: str | None = None
) -> int:
    """End the sessions of an account; give how many.

    Parameters
    ----------
    mark : str or None
        Only the one with this mark.
    but : str or None
        The key of one that goes on.
    """
    keys = [
        row.session_key
        for row, _held in _rows(account)
        if row.session_key != but and mark in {None, mark_of(row.session_key)}
    ]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)


def mark_of(key: str) -> str:
    """Give what names a session on a page: whoever reads it cannot take it over."""
    return sha256(key.encode("ascii")).hexdigest()[:32]


def _rows(account: Account) -> list[tuple[Session, dict[str, object]]]:
    """Read every open session: whose it is stands inside."""
    rows = Session.objects.filter(expire_date__gt=timezone.now())
    opened = [(row, row.get_decoded()) for row in rows]
    return [
        (row, held) for row, held in opened if held.get(SESSION_KEY) == str(account.pk)
    ]


def _moment(stamp: object) -> datetime:
    known = stamp if isinstance(stamp, float) else 0.0
    return datetime.fromtimestamp(known, timezone.get_current_timezone())
