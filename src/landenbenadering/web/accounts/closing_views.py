"""The administrator's forms that close an account and open it again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from landenbenadering.web.accounts.administration import done, show_form
from landenbenadering.web.accounts.administration_forms import ReasonForm
from landenbenadering.web.accounts.closing import close_account, reopen_account
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.permissions import Act, account_of, allowed
from landenbenadering.web.accounts.views import READ_OR_SEND


@never_cache
@allowed(Act.MANAGE_ACCOUNTS)
@READ_OR_SEND
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open a closed one again."""
    account = get_object_or_404(Account, pk=pk)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    closes = account.is_active

    def change() -> bool:
        act = close_account if closes else reopen_account
        act(account, by=account_of(request), reason=form.cleaned_data["reason"])
        return True

    if done(request, form, change):
        return redirect("accounts:one-account", pk)
    names = {"name": account.get_username()}
    if closes:
        heading, button = _("Close the account %(name)s") % names, _("Close it")
    else:
        heading, button = _("Open the account %(name)s again") % names, _("Open it")
    return show_form(request, form, heading=heading, button=button, account=account)
