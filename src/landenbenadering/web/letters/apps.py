"""Registration of the letters app."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """The letter to Parliament, drafted anew for each moment that is asked for."""

    name = "landenbenadering.web.letters"
    label = "letters"
