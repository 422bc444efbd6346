"""Errors of the decisions app."""

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.policy.rules.book import Verdict


class DecisionsError(LandenbenaderingError):
    """A step in the cycle cannot be taken."""


class NotAllowedError(DecisionsError):
    """Someone may not take this step; pages answer it as they do the unknown."""

    def __init__(self, step: str) -> None:
        super().__init__(
            "DEC101",
            problem=f"You may not take this step: {step}.",
            remedy="Ask someone whose role it is.",
        )


class RulesBrokenError(DecisionsError):
    """Rules stand in the way of a step.

    Attributes
    ----------
    verdicts : tuple of Verdict
        Every rule that blocks, or needs an override that is not there.
    """

    def __init__(self, verdicts: tuple[Verdict, ...]) -> None:
        numbers = ", ".join(verdict.rule.number for verdict in verdicts)
        super().__init__(
            "DEC102",
            problem=f"Rules stand in the way: {numbers}.",
            remedy="Do what each rule asks, or override it with a reason where the "
            "rule allows that.",
        )
        self.verdicts = verdicts
