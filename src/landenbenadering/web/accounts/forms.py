"""The form with which people sign in."""

from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """Name and password; says the same whether the name or the password is wrong."""

    error_messages = {  # noqa: RUF012  (as Django declares it)
        "invalid_login": _("This name and password do not belong together."),
        "inactive": _("This account is closed."),
    }
