"""Pages on which people add and remove their second factors, and give them."""

from base64 import b64encode
from http import HTTPStatus

from allauth.account.stages import LoginStage, LoginStageController
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from landenbenadering.web.accounts import second_factors
from landenbenadering.web.accounts.attempts import count_failure, locked_out
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import account_of
from landenbenadering.web.accounts.second_factor_forms import (
    CodeAppForm,
    CodeForm,
    ConfirmedForm,
    GiveKeyForm,
    KeyForm,
)
from landenbenadering.web.accounts.sessions import end_sessions
from landenbenadering.web.accounts.stages import still_holds
from landenbenadering.web.accounts.views import READ_OR_SEND, show_lock_out
from landenbenadering.web.accounts.words import FACTORS

_SECRET = "second_factor_secret"  # noqa: S105  (a name in the session)


@never_cache
@READ_OR_SEND
def give_second_factor(request: HttpRequest) -> HttpResponse:
    """Ask who gave the right password for the second factor."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if request.user.is_authenticated or stage is None:
        return redirect("accounts:sign-in")
    account: Account = stage.login.user
    if not still_holds(stage.login):
        stage.abort()
        return redirect("accounts:sign-in")
    if locked_out(request, account):
        return show_lock_out(request)
    code_form, key_form = CodeForm(), GiveKeyForm(user=account)
    if request.method == "POST" and "credential" in request.POST:
        key_form = GiveKeyForm(user=account, data=request.POST)
        if key_form.is_valid():
            return _let_in(request, stage, key_form.cleaned_data["credential"])
        count_failure(request, account, factor="webauthn")
        messages.error(request, _("This key did not open the account. Try again."))
    elif request.method == "POST":
        code_form = CodeForm(request.POST)
        answer = _try_code(request, stage, code_form)
        if answer is not None:
            return answer
    return _ask(request, account, code_form=code_form, key_form=key_form)


def _try_code(
    request: HttpRequest, stage: LoginStage, form: CodeForm
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    account: Account = stage.login.user
    try:
        used = second_factors.use_code(account, form.cleaned_data["code"])
    except AccountError as error:
        form.add_error(None, f"{error.problem} {error.remedy}")
        return None
    if used is not None:
        return _let_in(request, stage, used)
    count_failure(request, account, factor="code")
    form.add_error("code", _("This code is wrong, was used, or is too old."))
    return None


def _let_in(request: HttpRequest, stage: LoginStage, used: object) -> HttpResponse:
    post_authentication(request, used)
    answer: HttpResponse = stage.exit()
    return answer


def _ask(
    request: HttpRequest, account: Account, *, code_form: Form, key_form: Form
) -> HttpResponse:
    kinds = {factor.kind for factor in second_factors.factors_of(account)}
    context: dict[str, object] = {"form": code_form, "kinds": kinds}
    if second_factors.KINDS.WEBAUTHN in kinds:
        context["key_form"] = key_form
        context["key_options"] = webauthn.begin_authentication(account)
    wrong = code_form.errors or key_form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return render(request, "accounts/give_second_factor.html", context, status=status)


@never_cache
@login_required
@READ_OR_SEND
def add_code_app(request: HttpRequest) -> HttpResponse:
    """Show a secret to scan, and add the app once it gives the right code."""
    account = account_of(request)
    sent = request.method == "POST"
    held = request.session.get(_SECRET) if sent else None
    secret = str(held or generate_totp_secret())
    request.session[_SECRET] = secret
    form = CodeAppForm(request, account, secret=secret, sent=sent)
    if sent and form.is_valid():
        try:
            codes = second_factors.add_code_app(
                account, secret=secret, shown=form.cleaned_data["code"]
            )
        except AccountError as error:
            form.add_error(None, f"{error.problem} {error.remedy}")
        else:
            del request.session[_SECRET]
            messages.success(request, _("From now on signing in asks for a code."))
            return _after_adding(request, codes)
    drawn = get_adapter().build_totp_svg(get_adapter().build_totp_url(account, secret))
    return _show_form(
        request,
        "accounts/add_code_app.html",
        form,
        drawing=f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}",
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
    )


@never_cache
@login_required
@READ_OR_SEND
def add_key(request: HttpRequest) -> HttpResponse:
    """Add a key that answers to the browser."""
    account = account_of(request)
    sent = request.method == "POST"
    form = KeyForm(request, account, sent=sent)
    if sent and form.is_valid():
        codes = second_factors.add_key(
            account,
            name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"],
        )
        messages.success(request, _("From now on signing in asks for a key."))
        return _after_adding(request, codes)
    options = webauthn.begin_registration(account, passwordless=False)
    return _show_form(request, "accounts/add_key.html", form, key_options=options)


@never_cache
@login_required
@READ_OR_SEND
def remove_factor(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to remove a factor, and remove it."""
    account = account_of(request)
    factors = second_factors.factors_of(account)
    factor = next((item for item in factors if item.pk == pk), None)
    if factor is None:
        raise Http404
    sent = request.method == "POST"
    form = ConfirmedForm(request, account, sent=sent)
    if sent and form.is_valid():
        second_factors.remove_factor(account, pk)
        end_sessions(account, but=request.session.session_key)
        messages.success(request, _("Removed."))
        return redirect("accounts:account")
    name = factor.name or FACTORS[factor.kind]
    return _show_form(request, "accounts/remove_factor.html", form, name=name)


@never_cache
@login_required
@READ_OR_SEND
def renew_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Give new recovery codes in place of the old ones."""
    account = account_of(request)
    if not second_factors.has_second_factor(account):
        raise Http404
    sent = request.method == "POST"
    form = ConfirmedForm(request, account, sent=sent)
    if sent and form.is_valid():
        return _after_adding(request, second_factors.renew_recovery_codes(account))
    return _show_form(request, "accounts/renew_recovery_codes.html", form)


def _after_adding(request: HttpRequest, codes: tuple[str, ...]) -> HttpResponse:
    """Sign out everywhere else; show recovery codes this once, or go back."""
    end_sessions(account_of(request), but=request.session.session_key)
    if not codes:
        return redirect("accounts:account")
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


def _show_form(
    request: HttpRequest, template: str, form: Form, **context: object
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)
