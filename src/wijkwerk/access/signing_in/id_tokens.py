"""Whether an ID token is what it says: signed by the provider, for us, now, and for the sign-in that asked for it."""

import secrets
from collections.abc import Mapping
from typing import Any

import jwt

# Seconds that the clock of the provider may differ from ours. More is a fault that somebody must mend.
LEEWAY = 60
# Signed with the provider's own key. Never `none`, and never a secret that we share (HS256).
_SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_NEEDED = ["iss", "sub", "aud", "exp", "iat"]


class TokenError(Exception):
    """One word for what is wrong with a token."""


def verified_claims(token: str, keys: Mapping[str, Any], *, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """What a token tells, once all of it has been checked. Raises TokenError.

    keys   the provider's JSON Web Key Set
    """
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key_of(token, keys),
            algorithms=_SIGNATURES,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": _NEEDED},
        )
    except jwt.PyJWTError as error:
        raise TokenError(_word_for(error)) from error
    if not isinstance(claims["aud"], str) and len(claims["aud"]) > 1 and claims.get("azp") != client_id:
        raise TokenError("audience")
    if claims.get("azp", client_id) != client_id:
        raise TokenError("audience")
    if not nonce or not secrets.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
        raise TokenError("nonce")
    return claims


def _key_of(token: str, keys: Mapping[str, Any]) -> jwt.PyJWK:
    header = jwt.get_unverified_header(token)
    known = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    wanted = header.get("kid")
    fitting = [key for key in known if wanted is None or key.key_id == wanted]
    if len(fitting) != 1:
        raise TokenError("signature")
    return fitting[0]


def _word_for(error: jwt.PyJWTError) -> str:
    words: dict[type[Exception], str] = {
        jwt.ExpiredSignatureError: "clock",
        jwt.ImmatureSignatureError: "clock",
        jwt.InvalidIssuedAtError: "clock",
        jwt.InvalidIssuerError: "issuer",
        jwt.InvalidAudienceError: "audience",
        jwt.MissingRequiredClaimError: "claims",
    }
    return next((word for kind, word in words.items() if isinstance(error, kind)), "signature")
