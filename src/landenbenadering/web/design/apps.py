"""The design app as Django knows it."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Page frame and components of NL Design System."""

    name = "landenbenadering.web.design"
    label = "design"
