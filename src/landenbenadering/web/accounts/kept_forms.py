"""What someone was entering when the session ended, kept until they sign in again."""

from dataclasses import dataclass

from django.http import HttpRequest

from landenbenadering.web.accounts.models import Account

_KEPT = "kept_form"
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  (the name of a field)
LARGEST = 200_000


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form as it was sent.

    Attributes
    ----------
    path : str
        Address on this site to which it was sent, and to which it can go again.
    fields : tuple of (str, str)
        Names and values in order; a name may come more than once.
    """

    path: str
    fields: tuple[tuple[str, str], ...]

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Give the fields that hold something."""
        return [(name, value) for name, value in self.fields if value.strip()]


def keep_form(request: HttpRequest, account: Account) -> bool:
    """Keep what was sent, for this account alone; say whether it could be kept.

    The form passed the check against forgery before. Files are not kept.
    """
    fields = [
        [name, value]
        for name, values in request.POST.lists()
        for value in values
        if name != _TOKEN
    ]
    if sum(len(name) + len(str(value)) for name, value in fields) > LARGEST:
        return False
    request.session[_KEPT] = {
        "account": account.pk,
        "path": request.get_full_path(),
        "fields": fields,
    }
    return True


def kept_form(request: HttpRequest) -> KeptForm | None:
    """Give what was kept for who is signed in now; `None` when there is nothing."""
    held = request.session.get(_KEPT)
    if held is None or held["account"] != request.user.pk:
        return None
    return KeptForm(held["path"], tuple((str(n), str(v)) for n, v in held["fields"]))


def drop_kept_form(request: HttpRequest) -> None:
    """Forget what was kept."""
    request.session.pop(_KEPT, None)


def drop_once_sent(request: HttpRequest) -> None:
    """Forget what was kept when it is sent again: from here on its page has it."""
    held = request.session.get(_KEPT)
    if held is not None and held["path"] == request.get_full_path():
        drop_kept_form(request)
