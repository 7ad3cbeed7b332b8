"""The encrypted stream: AES-256-GCM in pieces, after the STREAM construction (Hoang et al., 2015).

    magic, one line of JSON (how the file's key is wrapped), pieces of 64 KiB and their tags

Each piece has its place in its nonce and the last one says that it is the last, so pieces cannot be
swapped, dropped or cut off; the line of JSON is bound to every piece. The file's key is random and
wrapped by a key file, or by a passphrase through scrypt (RFC 7914, N=2^17, r=8, p=1: about 128 MiB
and half a second a guess).
"""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from kith.config.failures import Failure

MAGIC = b"kith backup 1\n"
PIECE = 64 * 1024
TAG = 16
LAST = b"\x01"
MORE = b"\x00"


class CannotOpen(Failure):
    """Wrong passphrase, wrong key, a damaged file, or none of ours."""


@dataclass(frozen=True, slots=True)
class Lock:
    """What opens a backup: exactly one of the two."""

    passphrase: str = ""
    key: bytes = b""


def read_key(path: Path) -> bytes:
    """The key in a key file."""
    try:
        key = base64.b64decode(path.read_text().strip(), validate=True)
    except (OSError, ValueError) as error:
        raise CannotOpen(f"{path} is not a key file of Kith.") from error
    if len(key) != 32:
        raise CannotOpen(f"{path} is not a key file of Kith.")
    return key


def make_key(path: Path) -> bytes:
    """A new key file, readable by its owner only."""
    key = AESGCM.generate_key(bit_length=256)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(base64.b64encode(key).decode() + "\n")
    return key


def wrap(secret: bytes, lock: Lock) -> dict[str, Any]:
    """A secret that only the lock opens, as JSON can hold it."""
    salt, nonce = os.urandom(16), os.urandom(12)
    body = AESGCM(_wrapping_key(lock, salt)).encrypt(nonce, secret, MAGIC)
    parts = {"salt": salt, "nonce": nonce, "body": body}
    how = {"by": "passphrase" if lock.passphrase else "key"}
    return how | {name: base64.b64encode(part).decode() for name, part in parts.items()}


def unwrap(wrapped: dict[str, Any], lock: Lock) -> bytes:
    """The secret, or CannotOpen."""
    wanted = "passphrase" if wrapped["by"] == "passphrase" else "key file"
    if bool(lock.passphrase) != (wanted == "passphrase"):
        raise CannotOpen(f"This was locked with a {wanted}; please give that.")
    salt, nonce, body = (base64.b64decode(wrapped[name]) for name in ("salt", "nonce", "body"))
    try:
        return AESGCM(_wrapping_key(lock, salt)).decrypt(nonce, body, MAGIC)
    except InvalidTag as error:
        raise CannotOpen(f"The {wanted} is not the right one.") from error


def _wrapping_key(lock: Lock, salt: bytes) -> bytes:
    if lock.passphrase:
        return Scrypt(salt=salt, length=32, n=2**17, r=8, p=1).derive(lock.passphrase.encode())
    return lock.key


class Writer:
    """Encrypts what is written to it. `close` writes the last piece; else the file is void."""

    def __init__(self, file: BinaryIO, lock: Lock, public: dict[str, Any]) -> None:
        """`public` stands in the clear at the beginning: nothing that tells anything."""
        self._file = file
        key = AESGCM.generate_key(bit_length=256)
        self._cipher = AESGCM(key)
        self._header = json.dumps(public | {"key": wrap(key, lock)}).encode() + b"\n"
        self._waiting = bytearray()
        self._count = 0
        file.write(MAGIC + self._header)

    def write(self, data: bytes) -> None:
        self._waiting += data
        while len(self._waiting) > PIECE:  # one is always kept back: it may be the last
            self._put(bytes(self._waiting[:PIECE]), MORE)
            del self._waiting[:PIECE]

    def close(self) -> None:
        self._put(bytes(self._waiting), LAST)
        self._waiting.clear()

    def _put(self, piece: bytes, flag: bytes) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._count, flag), piece, self._header))
        self._count += 1


class Reader:
    """Decrypts a file from its beginning. Gives nothing that was not authenticated."""

    def __init__(self, file: BinaryIO, lock: Lock) -> None:
        self._file = file
        if file.read(len(MAGIC)) != MAGIC:
            raise CannotOpen("This file is not a backup of Kith.")
        self._header = file.readline(100_000)
        try:
            self.public: dict[str, Any] = json.loads(self._header)
            self._cipher = AESGCM(unwrap(self.public["key"], lock))
        except (ValueError, KeyError) as error:
            raise CannotOpen("The beginning of this backup is damaged.") from error
        self._pieces = self._open()
        self._ready = bytearray()

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes; CannotOpen where the stream ends before."""
        while len(self._ready) < size:
            piece = next(self._pieces, None)
            if piece is None:
                raise CannotOpen("This backup ends too early.")
            self._ready += piece
        taken = bytes(self._ready[:size])
        del self._ready[:size]
        return taken

    def _open(self) -> Iterator[bytes]:
        count, piece = 0, self._file.read(PIECE + TAG)
        while True:
            following = self._file.read(PIECE + TAG)
            flag = MORE if following else LAST
            try:
                yield self._cipher.decrypt(_nonce(count, flag), piece, self._header)
            except InvalidTag as error:
                raise CannotOpen("This backup is damaged or was cut off.") from error
            if not following:
                return
            count, piece = count + 1, following


def _nonce(count: int, flag: bytes) -> bytes:
    """11 bytes of place and one that says whether it is the last. The key is used for one file."""
    return count.to_bytes(11, "big") + flag
