"""Signing in and out, one's own account, and the page of the audit trail."""

from collections.abc import Mapping
from http import HTTPStatus

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from landenbenadering.web.accounts.forms import SignInForm
from landenbenadering.web.accounts.kept_forms import drop_kept_form, kept_form
from landenbenadering.web.accounts.permissions import (
    Act,
    account_of,
    allowed,
    may,
    readable_by,
)
from landenbenadering.web.accounts.requirement import (
    is_demonstration,
    needs_second_factor,
)
from landenbenadering.web.accounts.second_factor_forms import PasswordForm
from landenbenadering.web.accounts.second_factors import factors_of, has_second_factor
from landenbenadering.web.accounts.selectors import capacities_of
from landenbenadering.web.accounts.services import set_password
from landenbenadering.web.accounts.sessions import (
    end_sessions,
    opened_through,
    sessions_of,
)
from landenbenadering.web.accounts.sign_in_events import record_of_account
from landenbenadering.web.accounts.stages import gave_factor_elsewhere, mark_of
from landenbenadering.web.accounts.words import FACTORS, capacity_words
from landenbenadering.web.audit.views import trail

READ_OR_SEND = require_http_methods(["GET", "HEAD", "POST"])


class SignIn(LoginView):
    """Ask for name and password; five wrong ones close the door for a while."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **context: object) -> dict[str, object]:
        """Add the providers with which people may sign in too."""
        held = super().get_context_data(**context)
        return held | {"providers": settings.OPENID_PROVIDERS}

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Go on to the second factor, or sign in where there is none."""
        account = form.get_user()
        login = Login(
            user=account,
            redirect_url=self.get_success_url(),
            state=mark_of(account),
        )
        credentials = {"username": account.get_username()}
        answer: HttpResponse = perform_password_login(self.request, credentials, login)
        return answer


class SignOut(LogoutView):
    """Sign out and go back to the register; by POST only, as Django has it."""

    def post(
        self, request: HttpRequest, *arguments: object, **named: object
    ) -> HttpResponse:
        """Say that a provider may still know the person, where one let them in."""
        through = opened_through(request.session)
        answer = super().post(request, *arguments, **named)
        if through is None:
            return answer
        return render(request, "accounts/signed_out.html", {"through": through})


@never_cache
@allowed(Act.READ_AUDIT)
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Show the audit trail to the auditor."""
    return trail(request, levels=readable_by(request.user))


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show someone the own account: roles and ways to sign in."""
    own = account_of(request)
    factors = factors_of(own)
    bound = {held.issuer: held for held in own.bindings.all()}
    context = {
        "account": own,
        "roles": [capacity_words(held) for held in sorted(capacities_of(own), key=str)],
        "factors": [(factor, FACTORS[factor.kind]) for factor in factors],
        "kinds": {factor.kind for factor in factors},
        "protected": has_second_factor(own),
        "required": needs_second_factor(own),
        "providers": [
            (provider, bound.get(provider.issuer))
            for provider in settings.OPENID_PROVIDERS
        ],
        "through": opened_through(request.session),
        "elsewhere": gave_factor_elsewhere(request.session),
        "sessions": sessions_of(own, own_key=request.session.session_key),
        "idle": settings.SESSION_IDLE.total_seconds() // 60,
        "longest": settings.SESSION_LONGEST.total_seconds() // 3600,
        "may_manage": may(own, Act.MANAGE_ACCOUNTS),
        "may_read_audit": may(own, Act.READ_AUDIT),
        "demonstration": settings.ON_THIS_MACHINE_ALONE and is_demonstration(own),
    }
    return render(request, "accounts/account.html", context)


@never_cache
@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions, or all but this one."""
    own = account_of(request)
    mark = request.POST.get("mark") or None
    ended = end_sessions(own, mark=mark, but=request.session.session_key)
    if ended:
        record_of_account("session.ended", own, after={"sessions": ended})
    messages.success(request, _("Signed out there."))
    return redirect("accounts:account")


@never_cache
@login_required
@READ_OR_SEND
def show_kept_form(request: HttpRequest) -> HttpResponse:
    """Show what was being entered when the session ended, to send it again."""
    kept = kept_form(request)
    drop = request.method == "POST"
    if drop or kept is None:
        drop_kept_form(request)
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "accounts/kept_form.html", {"kept": kept})


@never_cache
@login_required
@READ_OR_SEND
def change_password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions end."""
    own = account_of(request)
    if not own.has_usable_password():
        raise Http404
    sent = request.method == "POST"
    form = PasswordForm(request, own, sent=sent)
    if sent and form.is_valid():
        set_password(own, form.cleaned_data["new"], by=own)
        update_session_auth_hash(request, own)
        messages.success(request, _("Your password is changed."))
        return redirect("accounts:account")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form}
    return render(request, "accounts/change_password.html", context, status=status)


def locked_out(
    request: HttpRequest,
    _response: HttpResponse | None,
    _credentials: Mapping[str, object] | None,
) -> HttpResponse:
    """Say how long to wait after too many wrong names or passwords."""
    return show_lock_out(request)


def show_lock_out(request: HttpRequest) -> HttpResponse:
    """Say how long to wait."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    context = {"minutes": minutes}
    status = HTTPStatus.TOO_MANY_REQUESTS
    return render(request, "accounts/locked_out.html", context, status=status)
