"""The page on which someone makes and revokes tokens for the API."""

from http import HTTPStatus

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from landenbenadering.web.accounts.errors import AccountError
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import account_of
from landenbenadering.web.accounts.tokens import (
    LASTS,
    make_token,
    revoke_token,
    tokens_of,
)


class TokenForm(forms.Form):
    """What a token is called."""

    use_required_attribute = False

    name = forms.CharField(
        label=_("What it is for"),
        help_text=_("So that you know later which to revoke."),
        max_length=60,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List one's own tokens, and make one; its secret is shown this once."""
    own = _own(request)
    form = TokenForm(request.POST if request.method == "POST" else None)
    secret = ""
    if form.is_valid():
        try:
            secret = make_token(own, name=form.cleaned_data["name"])
            form = TokenForm()
        except AccountError:
            said = _("You hold as many tokens as you may: revoke one first.")
            form.add_error(None, said)
    context = {
        "form": form,
        "secret": secret,
        "tokens": tokens_of(own),
        "days": LASTS.days,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "accounts/tokens.html", context, status=status)


@never_cache
@login_required
@require_POST
def end_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own tokens; doing so twice is no mistake."""
    revoke_token(_own(request), pk)
    return redirect("accounts:tokens")


def _own(request: HttpRequest) -> Account:
    # The account itself and not the lazy stand-in of the request.
    return Account.objects.get(pk=account_of(request).pk)
