"""The work list app as Django knows it."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    """Work list, feeds, digest and overview."""

    name = "landenbenadering.web.worklist"
    label = "worklist"

    def ready(self) -> None:
        """Tell the audit trail what is recorded of feeds and digests."""
        from landenbenadering.web.worklist.words import name_for_the_trail

        name_for_the_trail()
