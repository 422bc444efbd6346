"""The audit app as Django knows it."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail."""

    name = "landenbenadering.web.audit"
    label = "audit"
