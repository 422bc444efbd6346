"""Signing in with a provider of OpenID Connect, and connecting an account to one."""

import logging
from http import HTTPStatus

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import (
    get_language,
    get_language_from_request,
    override,
)
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from landenbenadering.web.accounts.bindings import NotAdmittedError, account_for, bind
from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.openid import Begun, Conversation, Vouched
from landenbenadering.web.accounts.openid_provider import (
    OpenIdProvider,
    SilentProviderError,
)
from landenbenadering.web.accounts.openid_tokens import (
    ForeignAnswerError,
    UntrustedTokenError,
)
from landenbenadering.web.accounts.permissions import account_of
from landenbenadering.web.accounts.second_factor_forms import ConfirmedForm
from landenbenadering.web.accounts.sessions import OpenedThrough
from landenbenadering.web.accounts.sign_in_events import record_refused
from landenbenadering.web.accounts.stages import BINDS, THROUGH, mark_of
from landenbenadering.web.accounts.views import READ_OR_SEND

_log = logging.getLogger(__name__)


@never_cache
@require_POST
def begin_sign_in(request: HttpRequest, provider: str) -> HttpResponse:
    """Send someone to the provider to sign in."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    asked = request.POST.get("next", "")
    on_this_site = url_has_allowed_host_and_scheme(
        asked, {request.get_host()}, require_https=request.is_secure()
    )
    begun = Begun(asked if on_this_site else "", get_language() or "nl")
    return _go(request, _provider(provider), begun)


@never_cache
@login_required
@READ_OR_SEND
def connect(request: HttpRequest, provider: str) -> HttpResponse:
    """Have someone connect the own account, confirmed with the password."""
    account, named = account_of(request), _provider(provider)
    sent = request.method == "POST"
    form = ConfirmedForm(request, account, sent=sent)
    if sent and form.is_valid():
        after = reverse("accounts:account")
        begun = Begun(after, get_language() or "nl", connects=account.pk)
        return _go(request, named, begun)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "provider": named}
    return render(request, "accounts/connect.html", context, status=status)


@never_cache
@require_safe
def back(request: HttpRequest, provider: str) -> HttpResponse:
    """Let in whom the provider sends back, or say why not."""
    named = _provider(provider)
    conversation = Conversation(request, named)
    try:
        vouched = conversation.finish()
        begun = conversation.begun or Begun("", "")
        with override(begun.language):
            return _enter(request, named, begun, vouched)
    except AccountError as error:
        return _refuse(request, named, error, conversation.begun)


def _provider(name: str) -> OpenIdProvider:
    for one in settings.OPENID_PROVIDERS:
        if one.id == name:
            return one
    raise Http404


def _go(request: HttpRequest, provider: OpenIdProvider, begun: Begun) -> HttpResponse:
    """Lead to the provider by a page of ours.

    A form may only be answered on this site (`form-action`), redirects included; a
    page that goes on by itself is no answer to a form.
    """
    try:
        address = Conversation(request, provider).begin(begun)
    except SilentProviderError as error:
        return _refuse(request, provider, error, begun)
    context = {"provider": provider, "address": address}
    answer = render(request, "accounts/openid_on.html", context)
    answer["Refresh"] = f"0; url={address}"
    return answer


def _enter(
    request: HttpRequest, provider: OpenIdProvider, begun: Begun, vouched: Vouched
) -> HttpResponse:
    subject = vouched.claims.sub
    if begun.connects is not None:
        return _connected(request, provider, begun, subject)
    account, bound = _admitted(provider, vouched)
    if request.user.is_authenticated:
        logout(request)
    through = OpenedThrough(
        provider=provider.id,
        name=provider.name,
        second_factor=_factor_counts(provider, vouched),
        sign_out=vouched.sign_out,
    )
    state: dict[str, object] = {THROUGH: through.as_kept(), **mark_of(account)}
    if not bound:
        state[BINDS] = {"issuer": provider.issuer, "subject": subject}
    after = begun.after or resolve_url(settings.LOGIN_REDIRECT_URL)
    login = Login(user=account, redirect_url=after, state=state)
    answer: HttpResponse = perform_login(request, login)
    return answer


def _admitted(provider: OpenIdProvider, vouched: Vouched) -> tuple[Account, bool]:
    try:
        return account_for(provider, subject=vouched.claims.sub, named=vouched.named)
    except NotAdmittedError as error:
        record_refused(provider.id, named=vouched.named, reason=error.why)
        raise


def _connected(
    request: HttpRequest, provider: OpenIdProvider, begun: Begun, subject: str
) -> HttpResponse:
    account = request.user
    if not isinstance(account, Account) or account.pk != begun.connects:
        raise ForeignAnswerError("another account is signed in than began it")
    try:
        bind(account, issuer=provider.issuer, subject=subject)
    except NotAdmittedError as error:
        record_refused(provider.id, named=account.get_username(), reason=error.why)
        raise
    messages.success(
        request,
        _("From now on you can sign in with %(name)s.") % {"name": provider.name},
    )
    return redirect(begun.after)


def _factor_counts(provider: OpenIdProvider, vouched: Vouched) -> bool:
    """Say whether the provider asked for a second factor, and its word counts."""
    claims = vouched.claims
    return claims.acr in provider.second_factor_acr or bool(
        set(claims.amr) & set(provider.second_factor_amr)
    )


def _refuse(
    request: HttpRequest,
    provider: OpenIdProvider,
    error: AccountError,
    begun: Begun | None,
) -> HttpResponse:
    """Go back to where it was begun and say what to do; the log has the reason."""
    _log.warning("%s", error)
    if isinstance(error, UntrustedTokenError):
        record_refused(provider.id, named=None, reason=error.flaw)
    with override(begun.language if begun else get_language_from_request(request)):
        messages.error(request, _told(error) % {"name": provider.name})
        if request.user.is_authenticated:
            return redirect("accounts:account")
        asked = f"?{urlencode({'next': begun.after})}" if begun and begun.after else ""
        return redirect(f"{reverse('accounts:sign-in')}{asked}")


def _told(error: AccountError) -> str:
    """Say it in words for who is at the door: the same for all who open nothing."""
    if isinstance(error, SilentProviderError):
        return _(
            "%(name)s does not answer, or not as it should. Try again later, or sign "
            "in with a password if you have one."
        )
    if isinstance(error, NotAdmittedError):
        return _(
            "%(name)s knows you, but with that you open no account here. Ask an "
            "administrator."
        )
    if isinstance(error, ForeignAnswerError) and error.turned_back:
        return _("You turned back at %(name)s. Nothing has changed.")
    return _(
        "What came back from %(name)s does not finish this sign-in: it took too long, "
        "was used before, or was begun elsewhere. Begin again."
    )
