"""The accounts app as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts of people who work with the register."""

    name = "landenbenadering.web.accounts"
    label = "accounts"
