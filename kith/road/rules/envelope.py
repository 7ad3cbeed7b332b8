"""How a record is sealed on the tablet so that only the server can open it.

ECIES with standard parts: a fresh P-256 key for every record, ECDH with the device's public key,
HKDF-SHA-256 (RFC 5869), AES-256-GCM. The tablet throws the fresh private key away at once, so
nobody who holds the tablet can open what is on it. What stands on the envelope in the clear (whose,
which, what kind, over what) is bound to it: changed on the way, it does not open.

    version (1) | fresh public key (65) | nonce (12) | ciphertext and tag
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
POINT, NONCE, TAG = 65, 12, 16
INFO = b"kith road 1"
LONGEST = 2_000_000
"""Bytes of one sealed record; a photo is the largest."""


class CannotOpen(ValueError):
    """Not sealed to this key, or changed on the way. Never says which."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """handle: of the device. base: the record this one was written over."""

    handle: str
    id: UUID
    kind: str
    base: UUID | None
    sealed: bytes

    def aad(self) -> bytes:
        return f"{self.handle}|{self.id}|{self.kind}|{self.base or ''}".encode()

    @property
    def digest(self) -> str:
        """The same record sealed the same time; a second sealing is another."""
        return hashlib.sha256(self.aad() + b"|" + self.sealed).hexdigest()


def new_pair() -> tuple[bytes, bytes]:
    """(private scalar, 32 bytes big-endian; public point, 65 bytes uncompressed)."""
    private = ec.generate_private_key(ec.SECP256R1())
    scalar = private.private_numbers().private_value.to_bytes(32)
    return scalar, _point(private.public_key())


def open_envelope(envelope: Envelope, private: bytes) -> bytes:
    """What was sealed, or CannotOpen."""
    sealed = envelope.sealed
    if sealed[:1] != VERSION or len(sealed) < 1 + POINT + NONCE + TAG:
        raise CannotOpen
    fresh, rest = sealed[1 : 1 + POINT], sealed[1 + POINT :]
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), fresh)
        own = ec.derive_private_key(int.from_bytes(private), ec.SECP256R1())
        key = _key(own.exchange(ec.ECDH(), theirs), fresh, _point(own.public_key()))
        return AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], envelope.aad())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


def seal(
    content: bytes, public: bytes, *, handle: str, id: UUID, kind: str, base: UUID | None = None
) -> Envelope:
    """As the tablet does it (static/road/seal.js): for tests, the demo and the bench."""
    fresh = ec.generate_private_key(ec.SECP256R1())
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), public)
    point, nonce = _point(fresh.public_key()), os.urandom(NONCE)
    key = _key(fresh.exchange(ec.ECDH(), theirs), point, public)
    clear = Envelope(handle, id, kind, base, b"")
    body = AESGCM(key).encrypt(nonce, content, clear.aad())
    return Envelope(handle, id, kind, base, VERSION + point + nonce + body)


def sign(body: bytes, secret: bytes) -> str:
    """HMAC-SHA-256 of a sending, hexadecimal: by a device that was registered, and unchanged."""
    return hmac.digest(secret, body, hashlib.sha256).hex()


def is_signed(body: bytes, signature: str, secret: bytes) -> bool:
    """In constant time."""
    return hmac.compare_digest(sign(body, secret).encode(), signature.encode())


def _key(shared: bytes, fresh: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=fresh + public, info=INFO).derive(shared)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    encoding = serialization.Encoding.X962
    return public.public_bytes(encoding, serialization.PublicFormat.UncompressedPoint)
