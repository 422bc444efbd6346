"""The conversation with a provider of OpenID Connect.

allauth speaks it: discovery, the code, PKCE and what a sign-in remembers meanwhile.
What makes an answer credible is checked here and in `openid_tokens`.
"""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property

from allauth.core.internal.httpkit import add_query_params
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.views import (
    OpenIDConnectOAuth2Adapter,
)
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from requests import RequestException

from landenbenadering.web.accounts.openid_provider import (
    EMAIL,
    Discovered,
    OpenIdProvider,
    SilentProviderError,
    discovered_from,
)
from landenbenadering.web.accounts.openid_tokens import (
    Claims,
    ForeignAnswerError,
    UntrustedTokenError,
    read_id_token,
)

_LONGEST_NAME = 150  # characters, as of an account


@dataclass(frozen=True, slots=True)
class Begun:
    """What a sign-in remembers while the person is at the provider.

    Attributes
    ----------
    after : str
        Where to go afterwards, on this site; empty for where signing in leads.
    language : str
        In which the pages were read.
    connects : int or None
        Account that its owner connects; `None` for signing in.
    """

    after: str
    language: str
    connects: int | None = None


@dataclass(frozen=True, slots=True)
class Vouched:
    """Whom a provider vouched for.

    Attributes
    ----------
    named : str or None
        Value of the claim that names an account; `None` when it was not made, or
        is an address that the provider did not verify.
    sign_out : str or None
        Address where the person signs out at the provider.
    """

    claims: Claims
    named: str | None
    sign_out: str | None


class Conversation(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Talks with one provider on behalf of one request.

    Attributes
    ----------
    begun : Begun or None
        What the sign-in remembered; `None` until `finish` found it.
    """

    def __init__(self, request: HttpRequest, provider: OpenIdProvider) -> None:
        super().__init__(request, provider.id)
        self.provider = provider
        self.begun: Begun | None = None

    @cached_property
    def discovered(self) -> Discovered:
        """What the provider publishes, if it is who the settings say."""
        try:
            published: object = self.openid_config
        except (RequestException, ValueError, AttributeError) as error:
            raise SilentProviderError(self.provider, type(error).__name__) from error
        return discovered_from(published, self.provider)

    @property
    def basic_auth(self) -> bool:
        """Whether the secret goes in a header, the default of the protocol."""
        methods = self.discovered.token_endpoint_auth_methods_supported
        return "client_secret_basic" in methods

    def get_callback_url(self, request: HttpRequest, app: object) -> str:
        """Give the one address to which the provider sends people back."""
        del app
        with override(settings.LANGUAGE_CODE):
            path = reverse("accounts:openid-back", args=[self.provider.id])
        return request.build_absolute_uri(path)

    def begin(self, begun: Begun) -> str:
        """Give the address at the provider where someone signs in."""
        address = self.discovered.authorization_endpoint
        nonce, pkce = secrets.token_urlsafe(32), generate_code_challenge()
        held = asdict(begun) | {"nonce": nonce, "verifier": pkce["code_verifier"]}
        state = statekit.stash_state(
            self.request, provider_id=self.provider.id, state=held
        )
        asked = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": self.get_callback_url(self.request, None),
            "scope": " ".join(self.provider.scopes),
            "state": state,
            "nonce": nonce,
            "code_challenge": pkce["code_challenge"].decode("ascii"),
            "code_challenge_method": pkce["code_challenge_method"],
        }
        if self.provider.second_factor_acr:
            asked["acr_values"] = " ".join(self.provider.second_factor_acr)
        return str(add_query_params(address, asked))

    def finish(self) -> Vouched:
        """Give whom the provider vouched for; what was remembered counts once.

        Raises
        ------
        AccountError
            ACC110 the provider gave no answer that can be used; ACC111 its token
            cannot be trusted; ACC112 this browser began no such sign-in, or the
            person turned back.
        """
        nonce, verifier = self._remembered()
        if "error" in self.request.GET or not self.request.GET.get("code"):
            turned_back = self.request.GET.get("error") == self.login_cancelled_error
            raise ForeignAnswerError("no code came along", turned_back=turned_back)
        answer = self._exchanged(verifier)
        claims = read_id_token(
            str(answer.get("id_token", "")),
            keys=self._fetched(self.discovered.jwks_uri),
            issuer=self.provider.issuer,
            client_id=self.provider.client_id,
            nonce=nonce,
        )
        named = self._named(claims, str(answer.get("access_token", "")))
        return Vouched(claims, named, self._sign_out())

    def _remembered(self) -> tuple[str, str]:
        """Give the nonce and the verifier of the sign-in that this browser began."""
        held: Mapping[str, object] | None = statekit.unstash_state(
            self.request,
            provider_id=self.provider.id,
            state_id=self.request.GET.get("state", ""),
        )
        if held is None:
            raise ForeignAnswerError("this browser did not begin it, or too long ago")
        connects = held["connects"]
        self.begun = Begun(
            after=str(held["after"]),
            language=str(held["language"]),
            connects=connects if isinstance(connects, int) else None,
        )
        return str(held["nonce"]), str(held["verifier"])

    def _exchanged(self, verifier: str) -> Mapping[str, object]:
        """Give what the provider has for the code."""
        code, app = self.request.GET["code"], self.get_provider().app
        try:
            client = self.get_client(self.request, app)
            answer = client.get_access_token(code, pkce_code_verifier=verifier)
        except OAuth2Error as error:
            # Used before, too old, or of someone else: only the provider knows.
            raise ForeignAnswerError("the provider gave nothing for it") from error
        except (RequestException, LookupError, ValueError) as error:
            raise SilentProviderError(self.provider, type(error).__name__) from error
        if not isinstance(answer, dict):
            raise SilentProviderError(self.provider, "its answer holds no token")
        return answer

    def _named(self, claims: Claims, access_token: str) -> str | None:
        """Give what names an account: from the token, or else from the provider."""
        if claims.said(self.provider.claim) is None:
            claims = self._more(claims.sub, access_token)
        value = claims.said(self.provider.claim)
        unverified = claims.said("email_verified") is not True
        if self.provider.claim == EMAIL and unverified:
            return None
        usable = isinstance(value, str) and value.isprintable()
        return str(value) if usable and 0 < len(str(value)) <= _LONGEST_NAME else None

    def _more(self, subject: str, access_token: str) -> Claims:
        """Give what the provider adds; of the same person, or it does not count."""
        address = self.discovered.userinfo_endpoint
        nothing = Claims(sub=subject)
        if address is None:
            return nothing
        told = self._fetched(address, token=access_token)
        if not isinstance(told, dict) or told.get("sub") != subject:
            raise UntrustedTokenError("content", "it speaks of someone else")
        return nothing.model_copy(update=told)

    def _fetched(self, address: str, *, token: str | None = None) -> object:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        try:
            with get_adapter(self.request).get_requests_session() as session:
                found = session.get(address, headers=headers)
                found.raise_for_status()
                told: object = found.json()
        except (RequestException, ValueError) as error:
            raise SilentProviderError(self.provider, type(error).__name__) from error
        return told

    def _sign_out(self) -> str | None:
        """Give where to sign out at the provider; the token itself is not kept."""
        address = self.discovered.end_session_endpoint
        if address is None:
            return None
        asked = {"client_id": self.provider.client_id}
        return str(add_query_params(address, asked))
