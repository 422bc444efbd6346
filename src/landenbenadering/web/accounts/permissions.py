"""Who may do what, and who may read which level of disclosure."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from landenbenadering.policy.vocabulary import Department, Disclosure
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.roles import LEVEL_OF, MAY, Act, Capacity
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.audit.services import record_refusal
from landenbenadering.web.audit.subjects import Subject

User = AbstractBaseUser | AnonymousUser
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]

__all__ = ["Act", "account_of", "allowed", "capacity_for", "may", "readable_by"]


def account_of(request: HttpRequest) -> Account:
    """Give who is signed in; only behind a view that asks to sign in."""
    if not isinstance(request.user, Account):
        raise TypeError("only who is signed in gets here")
    return request.user


def may(user: User, act: Act, *, department: Department | None = None) -> bool:
    """Say whether someone may do `act`, for the policy area of `department`."""
    return capacity_for(user, act, department=department) is not None


def capacity_for(
    user: User, act: Act, *, department: Department | None = None
) -> Capacity | None:
    """Give the capacity in which someone may do `act`; `None` when there is none.

    Of several the first by name, so that the audit trail says the same each time.
    """
    fitting = [
        capacity
        for capacity in capacities_of(user)
        if capacity.allows(act, department=department)
    ]
    return min(fitting, key=str, default=None)


def readable_by(user: User) -> frozenset[Disclosure]:
    """Give the levels that a visitor may read, after the roles held today."""
    acts = {act for capacity in capacities_of(user) for act in MAY[capacity.role]}
    granted = {level for act, level in LEVEL_OF.items() if act in acts}
    return frozenset({Disclosure.PUBLIC} | granted)


def allowed(act: Act) -> Callable[[View[Rest]], View[Rest]]:
    """Let only those through who may do `act`.

    A stranger is asked to sign in. Who is signed in and may not gets the answer
    that an address which does not exist gets, and the refusal is recorded.
    """

    def decorate(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def guarded(
            request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs
        ) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not may(request.user, act):
                refuse_act(request, act)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def refuse_act(request: HttpRequest, act: Act) -> None:
    """Record that someone may not do `act` here, and answer as to the unknown.

    Raises
    ------
    Http404
        Always.
    """
    held = sorted(str(capacity) for capacity in capacities_of(request.user))
    record_refusal(
        f"not allowed: {act.value}",
        actor=request.user,
        capacity=", ".join(held),
        subject=Subject("address", request.path),
        asked={"method": request.method},
    )
    raise Http404
