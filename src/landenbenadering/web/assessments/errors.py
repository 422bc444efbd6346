"""Errors of the assessments app."""

from landenbenadering.core.errors import LandenbenaderingError


class AssessmentError(LandenbenaderingError):
    """An appraisal cannot be stored, frozen or used as asked."""


class NotAllowedError(AssessmentError):
    """Someone may not store this appraisal; pages answer it as they do the unknown."""

    def __init__(self) -> None:
        super().__init__(
            "ASM101",
            problem="You may not appraise for this department.",
            remedy="Ask a desk officer, adviser or coordinator.",
        )
