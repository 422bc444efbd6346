"""Where allauth asks this installation how it signs people in."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from landenbenadering.web.accounts.addresses import client_address
from landenbenadering.web.accounts.models import Account
from landenbenadering.web.accounts.sealing import seal, unseal


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Accounts are made by administrators alone, and pages say what has to be said."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let nobody make an account for themselves."""
        del request
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Give the address that the lock-out counts by."""
        return client_address(request)

    def get_login_stages(self) -> list[str]:
        """Ask the second factor where the provider's does not count, and bind."""
        return [
            "landenbenadering.web.accounts.stages.SecondFactorStage",
            "landenbenadering.web.accounts.stages.BindingStage",
        ]

    def add_message(self, *_args: object, **_rest: object) -> None:
        """Say nothing: allauth's messages are in its own words."""


class OpenIdAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Providers stand in the settings alone, never in the database."""

    def list_apps(
        self,
        request: HttpRequest | None,
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Give the providers as allauth wants to see them."""
        del request, client_id
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=one.id,
                name=one.name,
                client_id=one.client_id,
                secret=one.secret,
                settings={"server_url": one.issuer},
            )
            for one in settings.OPENID_PROVIDERS
            if provider == one.id
        ]


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Second factors under our name, their secrets sealed."""

    error_messages = {  # noqa: RUF012  (as allauth declares it)
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This key does not belong to the account."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret."""
        return unseal(encrypted_text)

    def get_totp_label(self, user: Account) -> str:
        """Name the account in the telephone's app."""
        return user.get_username()

    def get_totp_issuer(self) -> str:
        """Name the software in the telephone's app."""
        return "Landenbenadering"

    def _get_site_name(self) -> str:
        return "Landenbenadering"
