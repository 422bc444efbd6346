"""The work list app as Django knows it."""

from django.apps import AppConfig


class WorklistConfig(AppConfig):
    """Work list, feeds, digest and overview."""

    name = "landenbenadering.web.worklist"
    label = "worklist"
