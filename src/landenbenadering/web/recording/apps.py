"""The recording app as Django knows it."""

from django.apps import AppConfig


class RecordingConfig(AppConfig):
    """Forms for every kind of fact."""

    name = "landenbenadering.web.recording"
    label = "recording"
