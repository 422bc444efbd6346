"""Refusals of a request for a page."""

from landenbenadering.core.errors import LandenbenaderingError


class PageError(LandenbenaderingError):
    """A request that cannot be answered as it was asked.

    Problem and remedy are in the language of the page, since they are shown.

    Parameters
    ----------
    status : int
        HTTP status of the answer.
    """

    def __init__(
        self, code: str, *, problem: str, remedy: str, status: int = 400
    ) -> None:
        super().__init__(code, problem=problem, remedy=remedy)
        self.status = status
