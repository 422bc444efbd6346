"""From which address a request comes."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """Give the address of the browser; of the nearest proxy where that is unknown.

    Each trusted proxy adds to `X-Forwarded-For` the address that called it. So the
    browser stands as many places from the right as there are trusted proxies; what
    stands further left anyone may have written.
    """
    nearest = str(request.META.get("REMOTE_ADDR", ""))
    trusted: int = settings.TRUSTED_PROXIES
    named = request.headers.get("X-Forwarded-For", "").split(",")
    if trusted == 0 or len(named) < trusted:
        return nearest
    try:
        return str(ip_address(named[-trusted].strip()))
    except ValueError:
        return nearest
