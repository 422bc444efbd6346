"""The accounts app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of people who work with the register."""

    name = "landenbenadering.web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Have the audit trail hear of who signs in and out."""
        from landenbenadering.web.accounts.sign_in_events import connect
        from landenbenadering.web.accounts.words import name_for_the_trail

        connect()
        name_for_the_trail()
