"""Encryption of what one person writes about another: AES-256-GCM (NIST SP 800-38D).

Each person has a key of their own, wrapped by the installation's key. A sealed text is bound to its
organisation, table, column and row, so that a ciphertext copied elsewhere does not open. Erasing a
person destroys their key, and with it every copy, history rows and backups included.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12
VERSION = b"\x01"


class CannotOpen(Exception):
    """The text was changed, moved, or its key is gone. Never says which."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed text lives; opening it anywhere else fails."""

    organization: UUID
    table: str
    column: str
    row: UUID

    def aad(self) -> bytes:
        return "|".join((str(self.organization), self.table, self.column, str(self.row))).encode()


def new_key() -> bytes:
    """32 random bytes."""
    return AESGCM.generate_key(bit_length=256)


def seal(text: str, key: bytes, place: Place) -> bytes:
    """version (1) + nonce (12) + ciphertext and tag."""
    nonce = os.urandom(NONCE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, text.encode(), place.aad())


def open_sealed(sealed: bytes, key: bytes, place: Place) -> str:
    """The text, or CannotOpen."""
    sealed = bytes(sealed)
    if sealed[:1] != VERSION:
        raise CannotOpen
    try:
        nonce, body = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
        return AESGCM(key).decrypt(nonce, body, place.aad()).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error


@dataclass(frozen=True)
class Keyring:
    """The installation's keys by id. New keys are wrapped by `current`; old ids still open."""

    keys: Mapping[str, bytes]
    current: str

    def wrap(self, key: bytes, place: Place) -> tuple[str, bytes]:
        nonce = os.urandom(NONCE)
        body = AESGCM(self.keys[self.current]).encrypt(nonce, key, place.aad())
        return self.current, VERSION + nonce + body

    def unwrap(self, key_id: str, wrapped: bytes, place: Place) -> bytes:
        wrapped = bytes(wrapped)
        try:
            return AESGCM(self.keys[key_id]).decrypt(
                wrapped[1 : 1 + NONCE], wrapped[1 + NONCE :], place.aad()
            )
        except (KeyError, InvalidTag, ValueError) as error:
            raise CannotOpen from error


def blind(value: str, key: bytes, purpose: str) -> str:
    """A keyed digest for looking something up without storing it: 128 bits, hexadecimal.

    Only for codes; never for identity, status or crisis fields, which could be guessed and tried.
    """
    message = f"{purpose}|{value}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:32]
