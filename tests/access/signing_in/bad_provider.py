"""A provider that does what a real one never would: wrong signatures, tokens of others, a broken clock, silence."""

import base64
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID = "wijkwerk"


@cache
def key(name: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class BadProvider:
    """Honest until a test changes something. A claim that is None is left out."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    config: dict[str, Any] = field(default_factory=dict)
    signed_with: str = "own"
    algorithm: str = "RS256"
    patience: float = 0  # seconds before every answer
    status: int = 200
    body: bytes | None = None  # of the token endpoint, instead of what belongs there
    nonce: str = ""
    asked: list[str] = field(default_factory=list)
    posted: dict[str, list[str]] = field(default_factory=dict)

    def id_token(self) -> str:
        now = int(time.time())
        told: dict[str, Any] = {
            "iss": self.issuer, "sub": "anja", "aud": CLIENT_ID, "iat": now, "exp": now + 300, "auth_time": now,
            "nonce": self.nonce, "name": "Adviseur", "groups": ["g-onderzoek"], "amr": ["mfa"],
        }  # fmt: skip
        claims = {name: value for name, value in {**told, **self.claims}.items() if value is not None}
        if self.algorithm == "none":
            return jwt.encode(claims, "", algorithm="none", headers={"kid": "own"})
        if self.algorithm == "HS256":  # signed with the public key, as if it were a secret
            return _signed_with_public_key(claims)
        return jwt.encode(claims, key(self.signed_with), algorithm="RS256", headers={"kid": "own"})

    def answer(self, path: str) -> bytes:
        if path.endswith("/openid-configuration"):
            return json.dumps(self.described()).encode()
        if path == "/keys":
            public = jwt.algorithms.RSAAlgorithm.to_jwk(key("own").public_key(), as_dict=True)
            return json.dumps({"keys": [{**public, "kid": "own", "use": "sig", "alg": "RS256"}]}).encode()
        if path == "/token":
            token = {"access_token": "x", "token_type": "Bearer", "expires_in": "soon", "id_token": self.id_token()}
            return json.dumps(token).encode() if self.body is None else self.body
        return json.dumps({"sub": "anja", **self.userinfo}).encode()

    def described(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **self.config,
        }

    def write_file(self, folder: Path) -> Path:
        file = folder / f"slecht-{time.monotonic_ns()}.toml"
        file.write_text(
            f'[[provider]]\nkey = "slecht"\nname = "Slechte Dienst"\nissuer = "{self.issuer}"\n'
            f'client_id = "{CLIENT_ID}"\nmfa_amr = ["mfa"]\n'
            '[[provider.role]]\ngroup = "g-onderzoek"\nrole = "onderzoeker"\n',
            encoding="utf-8",
        )
        return file


@contextmanager
def serving(provider: BadProvider) -> Iterator[BadProvider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            provider.posted = parse_qs(self.rfile.read(length).decode())
            self._answer()

        def _answer(self) -> None:
            path = urlsplit(self.path).path
            provider.asked.append(path)
            time.sleep(provider.patience)
            body = provider.answer(path)
            self.send_response(provider.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            try:
                self.wfile.write(body)
            except BrokenPipeError:
                assert provider.patience, "only who has to wait hangs up"

        def log_message(self, *words: Any) -> None:
            """Silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()


def _signed_with_public_key(claims: Mapping[str, Any]) -> str:
    """By hand, for the library refuses to make such a token."""
    import hashlib
    import hmac

    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    public = key("own").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    head = _part({"alg": "HS256", "typ": "JWT", "kid": "own"})
    signed = f"{head}.{_part(claims)}"
    mark = hmac.new(public, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def _part(told: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()
