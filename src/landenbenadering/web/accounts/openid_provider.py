"""A provider of OpenID Connect as the settings name it."""

import re
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)

from landenbenadering.web.accounts.errors import AccountError

_LOOPBACK = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?(/|$)")
EMAIL = "email"


class OpenIdProvider(BaseModel):
    """One provider with which people may sign in.

    Attributes
    ----------
    id : str
        Name in addresses: small letters, digits and hyphens.
    name : str
        What the button calls it.
    issuer : str
        Address of the provider, as it calls itself; HTTPS, unless on this machine.
    client_id : str
        Under which name the provider knows this installation.
    client_secret : SecretStr or None
        What proves it; `None` when it stands in `client_secret_file`.
    client_secret_file : Path or None
        File that holds the secret.
    claim : str
        Which claim names an account at the first use. `email` counts only when the
        provider verified it.
    scopes : tuple of str
        What is asked of the provider; `openid` is always among it.
    second_factor_acr, second_factor_amr : tuple of str
        Values of `acr` and `amr` by which the provider says that it asked for a second
        factor; empty when its word does not count.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z0-9](-?[a-z0-9]){0,39}$")
    name: str = Field(min_length=1, max_length=60)
    issuer: str
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    client_secret_file: Path | None = None
    claim: str = Field(default="preferred_username", min_length=1)
    scopes: tuple[str, ...] = ("openid", "profile", "email")
    second_factor_acr: tuple[str, ...] = ()
    second_factor_amr: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if not is_safe(self.issuer):
            raise ValueError("issuer must be an https:// address")
        if (self.client_secret is None) == (self.client_secret_file is None):
            raise ValueError("give either client_secret or client_secret_file")
        if "openid" not in self.scopes:
            raise ValueError("openid must be among the scopes")
        if not self.secret:
            raise ValueError("the client secret is empty")
        return self

    @property
    def secret(self) -> str:
        """The secret, read anew from its file each time, so that it can be changed.

        Raises
        ------
        ValueError
            The file cannot be read.
        """
        if self.client_secret is not None:
            return self.client_secret.get_secret_value()
        path = self.client_secret_file or Path()
        try:
            return path.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise ValueError(f"{path} cannot be read: {error.strerror}") from error


def is_safe(address: str) -> bool:
    """Say whether nobody on the way can read or change what goes to an address."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return _LOOPBACK.match(address) is not None


class Discovered(BaseModel):
    """What a provider publishes of itself."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class SilentProviderError(AccountError):
    """A provider gives no answer, or none that can be used."""

    def __init__(self, provider: OpenIdProvider, why: str) -> None:
        super().__init__(
            "ACC110",
            problem=f"The provider {provider.id} cannot be used: {why}.",
            remedy="Try again later; if it stays, check the provider and its settings.",
        )


def discovered_from(published: object, provider: OpenIdProvider) -> Discovered:
    """Give what a provider publishes of itself, if it can be used.

    Raises
    ------
    SilentProviderError
        ACC110 something is missing, it is another provider than the settings name,
        or what goes there can be read on the way.
    """
    try:
        found = Discovered.model_validate(published)
    except ValidationError as error:
        why = "it does not publish what OpenID Connect asks"
        raise SilentProviderError(provider, why) from error
    if found.issuer != provider.issuer:
        raise SilentProviderError(provider, f"it calls itself {found.issuer}")
    used = [found.authorization_endpoint, found.token_endpoint, found.jwks_uri]
    used += filter(None, [found.userinfo_endpoint, found.end_session_endpoint])
    if not all(map(is_safe, used)):
        raise SilentProviderError(provider, "not all its addresses are https://")
    return found
