"""What an ID token says, once everything that makes it credible was checked."""

from collections.abc import Mapping
from typing import Literal

import jwt
from django.utils.crypto import constant_time_compare
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from landenbenadering.web.accounts.errors import AccountError

# Signatures that only the provider can make: none with a shared secret, and never none.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA"),
)
_CLOCKS_DIFFER = 60  # seconds

Flaw = Literal["signature", "expired", "issuer", "audience", "nonce", "content"]


class Claims(BaseModel):
    """What a provider says of someone.

    Attributes
    ----------
    sub : str
        Names the person at this provider, for good; ASCII, as the protocol has it.
    acr : str or None
        How strongly the person was known; `None` when the provider does not say.
    amr : tuple of str
        By which means.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    sub: str = Field(pattern=r"^[\x20-\x7e]{1,255}$")
    acr: str | None = None
    amr: tuple[str, ...] = ()

    @field_validator("amr", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        """Take one value for a list of one, as some providers write it."""
        return (value,) if isinstance(value, str) else value

    def said(self, name: str) -> object:
        """Give a claim by its name; `None` when it was not made."""
        return (self.model_extra or {}).get(name)


class UntrustedTokenError(AccountError):
    """An ID token cannot be trusted."""

    def __init__(self, flaw: Flaw, why: str) -> None:
        super().__init__(
            "ACC111",
            problem=f"The provider's ID token cannot be trusted ({flaw}): {why}.",
            remedy="Sign in again; if it comes back, compare the settings with the "
            "provider's and the clocks of both machines.",
        )
        self.flaw = flaw


class ForeignAnswerError(AccountError):
    """An answer finishes no sign-in that this browser began.

    Attributes
    ----------
    turned_back : bool
        Whether the person chose so at the provider.
    """

    def __init__(self, why: str, *, turned_back: bool = False) -> None:
        super().__init__(
            "ACC112",
            problem=f"This answer of the provider finishes no sign-in: {why}.",
            remedy="Begin signing in again.",
        )
        self.turned_back = turned_back


def read_id_token(
    token: str, *, keys: object, issuer: str, client_id: str, nonce: str
) -> Claims:
    """Give the claims of an ID token after OpenID Connect Core 1.0, section 3.1.3.7.

    The signature is checked although the token came over TLS: a proxy between may
    end that.

    Parameters
    ----------
    keys : object
        The provider's JSON Web Key Set.
    nonce : str
        What this sign-in sent along.

    Raises
    ------
    UntrustedTokenError
        ACC111 anything about it is not as it should be.
    """
    try:
        claims: dict[str, object] = jwt.decode(
            token,
            key=_key_for(token, keys),
            algorithms=list(ALGORITHMS),
            audience=client_id,
            issuer=issuer,
            leeway=_CLOCKS_DIFFER,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as error:
        raise UntrustedTokenError(_flaw(error), str(error)) from error
    _require_for_us(claims, client_id)
    if not constant_time_compare(str(claims.get("nonce", "")), nonce):
        raise UntrustedTokenError("nonce", "it answers another sign-in")
    try:
        return Claims.model_validate(claims)
    except ValidationError as error:
        raise UntrustedTokenError("content", _fields(error)) from error


def _require_for_us(claims: Mapping[str, object], client_id: str) -> None:
    audience = claims["aud"]
    several = isinstance(audience, list) and len(audience) > 1
    party = claims.get("azp")
    if (several or party is not None) and party != client_id:
        raise UntrustedTokenError("audience", "it was made for another client")


def _key_for(token: str, keys: object) -> jwt.PyJWK:
    """Give the key with which a token says that it was signed."""
    named = jwt.get_unverified_header(token).get("kid")
    if not isinstance(keys, dict):
        raise UntrustedTokenError("signature", "the provider publishes no keys")
    usable = [
        key
        for key in jwt.PyJWKSet.from_dict(keys).keys
        if key.public_key_use in {None, "sig"} and key.algorithm_name in ALGORITHMS
    ]
    fitting = [key for key in usable if named is None or key.key_id == named]
    if len(fitting) != 1:
        raise UntrustedTokenError("signature", "no key of the provider fits it")
    return fitting[0]


def _flaw(error: jwt.PyJWTError) -> Flaw:
    if isinstance(error, jwt.ExpiredSignatureError):
        return "expired"
    if isinstance(error, jwt.InvalidIssuerError):
        return "issuer"
    if isinstance(error, jwt.InvalidAudienceError):
        return "audience"
    if isinstance(error, jwt.MissingRequiredClaimError | jwt.ImmatureSignatureError):
        return "content"
    return "signature"


def _fields(error: ValidationError) -> str:
    told = error.errors(include_input=False, include_url=False)
    return "; ".join(f"{detail['loc'][0]}: {detail['msg']}" for detail in told)
