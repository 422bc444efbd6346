"""The assessments app as Django knows it."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """Appraisals and coalitions."""

    name = "landenbenadering.web.assessments"
    label = "assessments"

    def ready(self) -> None:
        """Tell the audit trail the words of what is recorded here."""
        from landenbenadering.web.assessments.words import name_for_the_trail

        name_for_the_trail()
