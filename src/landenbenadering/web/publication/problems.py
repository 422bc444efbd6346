"""What goes wrong, as RFC 9457 has it, with the code and the remedy of every error."""

import json
import logging
from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse
from django.utils.translation import gettext as _

from landenbenadering.core.errors import LandenbenaderingError
from landenbenadering.web.design.errors import PageError
from landenbenadering.web.publication.plain import json_of

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request was not answered, and what to do.

    Attributes
    ----------
    title : str
        The status in words.
    detail, remedy : str
        In the language that the request asks for.
    code : str
        Stable; the errors page of the documentation explains it.
    """

    type: str
    title: str
    status: int
    code: str
    detail: str
    remedy: str


def problem_response(error: LandenbenaderingError) -> HttpResponse:
    """Answer with what is wrong; never with what the request itself said it is at.

    So that the answer for what is forbidden is that for what does not exist, to
    the byte.
    """
    status = error.status if isinstance(error, PageError) else 500
    level = logging.ERROR if status >= 500 else logging.INFO
    logger.log(level, "%s", error)
    problem = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        code=error.code,
        detail=error.problem,
        remedy=error.remedy,
    )
    text = json.dumps(json_of(problem), ensure_ascii=False)
    return HttpResponse(text, content_type=MEDIA_TYPE, status=status)


def nothing_here() -> PageError:
    """Say that there is nothing: unknown, not known yet and forbidden alike."""
    return PageError(
        "PAG109",
        problem=_("There is nothing at this address that you may read."),
        remedy=_("Look at a later date, or see what there is in openapi.json."),
        status=HTTPStatus.NOT_FOUND,
    )


def unknown_parameter(name: str, allowed: tuple[str, ...]) -> PageError:
    """Say that a parameter does not exist: a slip must not widen an answer."""
    return PageError(
        "PAG110",
        problem=_("There is no parameter “%(name)s” here.") % {"name": name[:40]},
        remedy=_("Use one of: %(allowed)s.") % {"allowed": ", ".join(allowed)},
    )


def not_a_value(name: str, value: str, allowed: tuple[str, ...]) -> PageError:
    """Say that a parameter has a value that is not offered."""
    return PageError(
        "PAG103",
        problem=_("“%(value)s” is not a possible value of “%(name)s”.")
        % {"value": value[:40], "name": name},
        remedy=_("Use one of: %(allowed)s.") % {"allowed": ", ".join(allowed)},
    )


def only_reading() -> PageError:
    """Say that the API changes nothing."""
    return PageError(
        "PAG111",
        problem=_("Through the API nothing is changed."),
        remedy=_("Use GET or HEAD; record facts on the pages."),
        status=HTTPStatus.METHOD_NOT_ALLOWED,
    )


def bad_token() -> PageError:
    """Say that a token opens nothing, and not why."""
    return PageError(
        "PAG112",
        problem=_("This token opens nothing."),
        remedy=_("Make a new one at your account, and send it as a Bearer token."),
        status=HTTPStatus.UNAUTHORIZED,
    )
