"""The register app as Django knows it."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register of facts."""

    name = "landenbenadering.web.register"
    label = "register"

    def ready(self) -> None:
        """Tell the audit trail what is recorded of the register."""
        from landenbenadering.web.register.events import name_for_the_trail

        name_for_the_trail()
