"""The administrator's pages: accounts, the roles they hold, and their history."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.accounts import services
from landenbenadering.web.accounts.administration_forms import (
    AccountForm,
    AssignmentForm,
    NewPasswordForm,
    ReasonForm,
)
from landenbenadering.web.accounts.bindings import unbind
from landenbenadering.web.accounts.models import Account, Assignment, Binding
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    readable_by,
)
from landenbenadering.web.accounts.roles import Capacity
from landenbenadering.web.accounts.second_factors import (
    has_second_factor,
    reset_second_factors,
)
from landenbenadering.web.accounts.selectors import (
    AccountToday,
    accounts_today,
    capacity_of,
)
from landenbenadering.web.accounts.views import READ_OR_SEND
from landenbenadering.web.accounts.words import capacity_words
from landenbenadering.web.audit.selectors import events_of, events_of_any

T = TypeVar("T")


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """List every account with the roles that it holds today."""
    rows = [(row, _named(row)) for row in accounts_today()]
    return render(request, "accounts/accounts.html", {"rows": rows})


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@require_safe
def one_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the roles of one account through time, and what was done to it."""
    account = get_object_or_404(Account, pk=pk)
    held = list(account.assignments.order_by("valid_from", "pk"))
    levels = readable_by(request.user)
    events = events_of("account", account.get_username(), levels)
    events += events_of_any("assignment", [str(one.pk) for one in held], levels)
    context = {
        "account": account,
        "own": account.pk == account_of(request).pk,
        "assignments": [(one, capacity_words(capacity_of(one))) for one in held],
        "second_factor": has_second_factor(account),
        "bindings": account.bindings.all(),
        "events": sorted(events, key=lambda event: -event.sequence),
    }
    return render(request, "accounts/one_account.html", context)


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@READ_OR_SEND
def add_account(request: HttpRequest) -> HttpResponse:
    """Make an account that holds no role yet."""
    form = AccountForm(request.POST if request.method == "POST" else None)

    def make() -> Account:
        return services.create_account(
            form.cleaned_data["username"],
            password=form.cleaned_data["password"] or None,
            by=account_of(request),
            reason=form.cleaned_data["reason"],
        )

    made = done(request, form, make)
    if made is not None:
        return redirect("accounts:one-account", made.pk)
    return show_form(request, form, heading=_("Make an account"), button=_("Make it"))


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@READ_OR_SEND
def assign_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a role to an account."""
    account = get_object_or_404(Account, pk=pk)
    form = AssignmentForm(request.POST if request.method == "POST" else None)

    def give() -> Assignment:
        asked: Capacity = form.cleaned_data["capacity"]
        return services.assign(
            account,
            asked.role,
            department=asked.department,
            by=account_of(request),
            valid_from=form.cleaned_data["valid_from"],
            valid_until=form.cleaned_data["valid_until"],
            reason=form.cleaned_data["reason"],
        )

    if done(request, form, give) is not None:
        return redirect("accounts:one-account", pk)
    heading = _("Give a role to %(name)s") % {"name": account.get_username()}
    return show_form(
        request, form, heading=heading, button=_("Give it"), account=account
    )


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@READ_OR_SEND
def end_role(request: HttpRequest, pk: int, assignment_pk: int) -> HttpResponse:
    """Take a role away from today."""
    held = get_object_or_404(Assignment, pk=assignment_pk, account_id=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def end() -> bool:
        reason = form.cleaned_data["reason"]
        services.end_assignment(held, by=account_of(request), reason=reason)
        return True

    if done(request, form, end):
        return redirect("accounts:one-account", pk)
    names = {
        "role": capacity_words(capacity_of(held)),
        "name": held.account.get_username(),
    }
    heading = _("End the role %(role)s of %(name)s") % names
    return show_form(
        request, form, heading=heading, button=_("End it today"), account=held.account
    )


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@READ_OR_SEND
def give_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account another password, which ends its sessions."""
    account = get_object_or_404(Account, pk=pk)
    if account == account_of(request):
        return redirect("accounts:change-password")
    form = NewPasswordForm(request.POST if request.method == "POST" else None)

    def give() -> bool:
        services.set_password(
            account,
            form.cleaned_data["new"],
            by=account_of(request),
            reason=form.cleaned_data["reason"],
        )
        return True

    if done(request, form, give):
        return redirect("accounts:one-account", pk)
    heading = _("Another password for %(name)s") % {"name": account.get_username()}
    return show_form(
        request, form, heading=heading, button=_("Set it"), account=account
    )


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@READ_OR_SEND
def reset_factors(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factors away from someone who lost them."""
    account = get_object_or_404(Account, pk=pk)
    if account == account_of(request):
        return redirect("accounts:account")
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def reset() -> int:
        reason = form.cleaned_data["reason"]
        return reset_second_factors(account, by=account_of(request), reason=reason)

    if done(request, form, reset) is not None:
        return redirect("accounts:one-account", pk)
    names = {"name": account.get_username()}
    heading = _("Take the second factors of %(name)s away") % names
    return show_form(
        request, form, heading=heading, button=_("Take them away"), account=account
    )


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@READ_OR_SEND
def remove_binding(request: HttpRequest, pk: int, binding_pk: int) -> HttpResponse:
    """Take away what binds an account to someone at a provider."""
    binding = get_object_or_404(Binding, pk=binding_pk, account_id=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)

    def remove() -> bool:
        reason = form.cleaned_data["reason"]
        unbind(binding, by=account_of(request), reason=reason)
        return True

    if done(request, form, remove):
        return redirect("accounts:one-account", pk)
    names = {"name": binding.account.get_username(), "issuer": binding.issuer}
    heading = _("%(name)s no longer signs in with %(issuer)s") % names
    return show_form(
        request, form, heading=heading, button=_("Remove"), account=binding.account
    )


def _named(row: AccountToday) -> list[str]:
    return [capacity_words(capacity) for capacity in row.capacities]


def done(request: HttpRequest, form: Form, act: Callable[[], T]) -> T | None:
    """Do what a sent form asks; `None` when there is something to correct."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        result = act()
    except LandenbenaderingError as error:
        form.add_error(None, f"{error.problem} {error.remedy}")
        return None
    messages.success(request, _("Done. It is on record with your name."))
    return result


def show_form(
    request: HttpRequest,
    form: Form,
    *,
    heading: str,
    button: str,
    account: Account | None = None,
) -> HttpResponse:
    """Show a form about an account, with what is wrong in it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "heading": heading, "button": button, "account": account}
    return render(request, "accounts/account_form.html", context, status=status)
