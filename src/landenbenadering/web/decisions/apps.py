"""The decisions app as Django knows it."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Proposals, advice, decisions and reviews."""

    name = "landenbenadering.web.decisions"
    label = "decisions"
