"""The publication app as Django knows it."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """The API and the document that describes it."""

    name = "landenbenadering.web.publication"
    label = "publication"
