"""The register app as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register of facts."""

    name = "landenbenadering.web.register"
    label = "register"
