"""Values in an address that a page does not offer."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from landenbenadering.web.design.errors import PageError


def not_offered(name: str, value: str, allowed: Collection[str]) -> PageError:
    """Say in words of the page that an address asks for what it does not offer."""
    return PageError(
        "PAG103",
        problem=_("“%(value)s” is not a possible value of “%(name)s”.")
        % {"value": value[:40], "name": name},
        remedy=_("Use one of: %(allowed)s.") % {"allowed": ", ".join(allowed)},
    )
