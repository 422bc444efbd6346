"""Forms with which people add, show and remove their second factors."""

import struct

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm
from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.sessions import BEGUN

_CODE = {
    "autocomplete": "one-time-code",
    "autocapitalize": "off",
    "spellcheck": "false",
}


# What reading the bytes of a stranger as those of a key can come to.
UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, struct.error)
_JUST_NOW = 10 * 60  # seconds


class ConfirmedForm(forms.Form):
    """A change of how someone signs in, confirmed with the password.

    Who has none signed in just now, or does so again.
    """

    password = forms.CharField(
        label=_("Your password, to confirm"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    use_required_attribute = False

    def __init__(
        self, request: HttpRequest, account: Account, *, sent: bool = False
    ) -> None:
        super().__init__(request.POST if sent else None)
        self.request = request
        self.account = account
        if not account.has_usable_password():
            del self.fields["password"]

    def clean(self) -> dict[str, object]:
        """Refuse what comes long after signing in, where no password confirms it."""
        begun = float(self.request.session.get(BEGUN, 0))
        late = timezone.now().timestamp() - begun > _JUST_NOW
        if late and not self.account.has_usable_password():
            raise forms.ValidationError(
                _(
                    "You signed in more than ten minutes ago. Sign out and in again, "
                    "and then do this."
                )
            )
        return super().clean() or self.cleaned_data

    def clean_password(self) -> str:
        """Refuse a wrong password; the lock-out counts it."""
        given = str(self.cleaned_data["password"])
        name = self.account.get_username()
        if authenticate(self.request, username=name, password=given) is None:
            raise forms.ValidationError(_("This is not your password."))
        return given


class PasswordForm(ConfirmedForm):
    """Another password, under the rules of the installation."""

    new = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_("At least 12 characters, and not one that many people use."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    field_order = ("new", "again", "password")

    def clean_new(self) -> str:
        """Refuse what is too weak."""
        given = str(self.cleaned_data["new"])
        validate_password(given, self.account)
        return given

    def clean_again(self) -> str:
        """Refuse a slip of the finger."""
        given = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and given != self.cleaned_data["new"]:
            raise forms.ValidationError(_("The two are not the same."))
        return given


class CodeAppForm(ConfirmedForm):
    """The first code of an app, which shows that it has the secret."""

    code = forms.CharField(
        label=_("Code that the app shows"),
        max_length=12,
        widget=forms.TextInput(attrs={**_CODE, "inputmode": "numeric"}),
    )
    field_order = ("code", "password")

    def __init__(
        self,
        request: HttpRequest,
        account: Account,
        *,
        secret: str,
        sent: bool = False,
    ) -> None:
        super().__init__(request, account, sent=sent)
        self._secret = secret

    def clean_code(self) -> str:
        """Refuse what is no code of this secret."""
        code = "".join(str(self.cleaned_data["code"]).split())
        if not validate_totp_code(self._secret, code):
            raise forms.ValidationError(
                _("This is not the code of this moment. Check the telephone's clock.")
            )
        return code


class KeyForm(ConfirmedForm):
    """A key: its name, and what it answered to the browser."""

    name = forms.CharField(
        label=_("What you call this key"),
        max_length=60,
        help_text=_("As in: key in the safe"),
    )
    credential = forms.JSONField(widget=forms.HiddenInput)
    field_order = ("name", "password", "credential")

    def clean_credential(self) -> dict[str, object]:
        """Check the key's answer against what was asked."""
        answer = AddWebAuthnForm(
            data={"credential": self.data.get("credential")}, user=self.account
        )
        try:
            usable = answer.is_valid()
        except UNREADABLE:
            usable = False
        if not usable:
            raise forms.ValidationError(
                _("The key gave no answer that can be used. Try again.")
            )
        checked: dict[str, object] = answer.cleaned_data["credential"]
        return checked


class GiveKeyForm(AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """What a key answered to the browser of who gave the right password."""

    def clean_credential(self) -> Authenticator:
        """Refuse what is no answer of a key of this account."""
        try:
            return super().clean_credential()
        except UNREADABLE as error:
            raise forms.ValidationError(
                _("The key gave no answer that can be used. Try again.")
            ) from error


class CodeForm(forms.Form):
    """The code that someone gives after the password."""

    code = forms.CharField(
        label=_("Code of the app, or a recovery code"),
        max_length=20,
        widget=forms.TextInput(attrs={**_CODE, "autofocus": True}),
    )
    use_required_attribute = False


__all__ = [
    "CodeAppForm",
    "CodeForm",
    "ConfirmedForm",
    "GiveKeyForm",
    "KeyForm",
    "PasswordForm",
]
