"""A provider of OpenID Connect on this machine, true to the protocol unless told not.

Its ID tokens are written down from RFC 7515 and 7518 with the cryptography package, so
that the library that reads them is not the one that wrote them.
"""

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CLIENT, SECRET = "register", "secret of the tests"


def encoded(raw: bytes) -> str:
    """Write bytes as RFC 7515 has it."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def new_key() -> RSAPrivateKey:
    """Make a key to sign with."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Provider:
    """What the provider does; a test changes it as it needs.

    Attributes
    ----------
    claims : dict
        What it says of whoever signs in, in the ID token.
    userinfo : dict
        What it adds when asked.
    overrides : dict
        Claims of the token that are not as they should be; `None` leaves one out.
    signing_key : RSAPrivateKey
        Other than `key` for a forged signature.
    down : set of str
        Paths that answer with a failure.
    shows_page : bool
        Whether it asks the person to click, as before a real browser.
    asked : list of dict
        What was asked at its address for signing in.
    """

    address: str = ""
    key: RSAPrivateKey = field(default_factory=new_key)
    signing_key: RSAPrivateKey | None = None
    algorithm: str = "RS256"
    claims: dict[str, object] = field(default_factory=dict)
    userinfo: dict[str, object] = field(default_factory=dict)
    overrides: dict[str, object] = field(default_factory=dict)
    discovery: dict[str, object] = field(default_factory=dict)
    down: set[str] = field(default_factory=set)
    shows_page: bool = False
    asked: list[dict[str, str]] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    tokens: set[str] = field(default_factory=set)

    def published(self) -> dict[str, object]:
        """Give what it publishes of itself."""
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "userinfo_endpoint": f"{self.address}/userinfo",
            "end_session_endpoint": f"{self.address}/sign-out",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        } | self.discovery

    def keys(self) -> dict[str, object]:
        """Give the key that opens its signatures."""
        numbers = self.key.public_key().public_numbers()
        size = (numbers.n.bit_length() + 7) // 8
        key = {
            "kty": "RSA",
            "use": "sig",
            "alg": "RS256",
            "kid": "first",
            "n": encoded(numbers.n.to_bytes(size, "big")),
            "e": encoded(numbers.e.to_bytes(3, "big")),
        }
        return {"keys": [key]}

    def id_token(self, nonce: str) -> str:
        """Write the ID token for a sign-in."""
        now = int(time.time())
        held = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            **self.claims,
            **self.overrides,
        }
        told = {name: value for name, value in held.items() if value is not None}
        header = {"alg": self.algorithm, "kid": "first", "typ": "JWT"}
        signed = ".".join(encoded(json.dumps(part).encode()) for part in (header, told))
        return f"{signed}.{encoded(self._signature(signed.encode('ascii')))}"

    def _signature(self, signed: bytes) -> bytes:
        if self.algorithm == "none":
            return b""
        if self.algorithm == "HS256":  # with the public key as if it were a secret
            shared = self.key.public_key().public_bytes(
                Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
            )
            return hmac.new(shared, signed, hashlib.sha256).digest()
        return (self.signing_key or self.key).sign(signed, PKCS1v15(), SHA256())


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def log_message(self, *_arguments: object) -> None:
        """Keep the tests quiet."""

    def do_GET(self) -> None:
        """Answer discovery, keys, signing in, and what it adds."""
        parts = urlsplit(self.path)
        if parts.path in self.provider.down:
            self._send(503, {"error": "down"})
        elif parts.path == "/.well-known/openid-configuration":
            self._send(200, self.provider.published())
        elif parts.path == "/keys":
            self._send(200, self.provider.keys())
        elif parts.path == "/authorize":
            self._authorize({k: v[0] for k, v in parse_qs(parts.query).items()})
        elif parts.path == "/userinfo":
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            known = token in self.provider.tokens
            told = {"sub": self.provider.claims.get("sub")} | self.provider.userinfo
            self._send(200 if known else 401, told if known else {})
        elif parts.path == "/sign-out":
            self._page("Signed out at the provider")
        elif parts.path == "/favicon.ico":
            self._send_bytes(204, b"", "image/x-icon")
        else:
            self._send(404, {})

    def do_POST(self) -> None:
        """Answer a code with tokens, once, to who proves to be the client."""
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = {name: values[0] for name, values in parse_qs(sent).items()}
        if "/token" in self.provider.down:
            self._send(503, {"error": "down"})
            return
        held = self.provider.codes.pop(asked.get("code", ""), None)
        proof = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if self.headers.get("Authorization") != f"Basic {proof}":
            self._send(401, {"error": "invalid_client"})
        elif held is None or not _fits(held, asked):
            self._send(400, {"error": "invalid_grant"})
        else:
            token = secrets.token_urlsafe(16)
            self.provider.tokens.add(token)
            self._send(
                200,
                {
                    "access_token": token,
                    "token_type": "Bearer",
                    "id_token": self.provider.id_token(held["nonce"]),
                },
            )

    def _authorize(self, asked: dict[str, str]) -> None:
        self.provider.asked.append(asked)
        wrong = (
            asked.get("client_id") != CLIENT
            or asked.get("response_type") != "code"
            or "openid" not in asked.get("scope", "").split()
            or asked.get("code_challenge_method") != "S256"
        )
        if wrong:
            self._send(400, {"error": "invalid_request"})
            return
        code = secrets.token_urlsafe(16)
        self.provider.codes[code] = asked
        back = urlencode({"code": code, "state": asked["state"]})
        target = f"{asked['redirect_uri']}?{back}"
        if self.provider.shows_page:
            self._page(f'<a href="{target.replace("&", "&amp;")}">It is me</a>')
            return
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def _page(self, body: str) -> None:
        self._send_bytes(200, f"<!doctype html><p>{body}</p>".encode(), "text/html")

    def _send(self, status: int, told: dict[str, object]) -> None:
        self._send_bytes(status, json.dumps(told).encode(), "application/json")

    def _send_bytes(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _fits(held: dict[str, str], asked: dict[str, str]) -> bool:
    """Say whether a code is redeemed by who asked for it (RFC 7636)."""
    digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
    return (
        asked.get("grant_type") == "authorization_code"
        and asked.get("redirect_uri") == held["redirect_uri"]
        and encoded(digest) == held["code_challenge"]
    )


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """Serve a provider on a free port of this machine, and stop it after."""
    handler = type("Handler", (_Handler,), {"provider": provider})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
