"""The dossiers app as Django knows it."""

from django.apps import AppConfig


class DossiersConfig(AppConfig):
    """Pages that show countries, figures and sources."""

    name = "landenbenadering.web.dossiers"
    label = "dossiers"
