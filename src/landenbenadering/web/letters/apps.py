"""The letters app as Django knows it."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Pages that show and hand out letters."""

    name = "landenbenadering.web.letters"
    label = "letters"
