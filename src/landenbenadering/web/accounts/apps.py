"""The accounts app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of people who work with the register."""

    name = "landenbenadering.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Have the audit trail hear of who signs in and out."""
        from allauth.mfa.models import Authenticator

        from landenbenadering.web.accounts.second_factors import KIND
        from landenbenadering.web.accounts.sign_in_events import connect
        from landenbenadering.web.accounts.words import name_for_the_trail
        from landenbenadering.web.audit.subjects import audited

        connect()
        # The moment of the last use is a note of allauth's; the trail has the event.
        audited(Authenticator, kind=KIND, left_out=("last_used_at",))
        name_for_the_trail()
