"""Proof of work: a sum that costs a robot money and a person nothing they notice.

After Hashcash (Back, 2002): find a number so that SHA-256 of challenge and number begins with
`bits` zero bits; on average 2**bits attempts. No third party is asked and nothing is learned about
the person. A challenge is signed and expires, so none is stored. Using it only once is the
caller's matter (`kith.core.robots`).
"""

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import Enum

BITS = 15
LIFETIME = dt.timedelta(hours=4)
LONGEST = 200
"""Characters. Whatever is longer was not made here."""


class Verdict(Enum):
    """What a challenge and its answer are worth."""

    PROVED = "proved"
    UNPROVED = "unproved"
    """The challenge is ours and in time, the answer is missing or wrong: perhaps no script."""
    EXPIRED = "expired"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class Challenge:
    """salt: 128 random bits, hexadecimal. bits: zero bits wanted. issued_at: whole seconds UTC."""

    salt: str
    bits: int
    issued_at: dt.datetime

    def text(self) -> str:
        """The signed part, which is also what is hashed together with the number."""
        return f"{self.salt}.{self.bits}.{int(self.issued_at.timestamp())}"

    def age(self, now: dt.datetime) -> dt.timedelta:
        """How long somebody had the form before them."""
        return now - self.issued_at


def issue(key: bytes, now: dt.datetime, bits: int = BITS) -> str:
    """A fresh challenge with its signature, for a hidden field."""
    text = Challenge(secrets.token_hex(16), bits, now).text()
    return f"{text}.{_signature(text, key)}"


def read(signed: str, key: bytes) -> Challenge | None:
    """The challenge, if it was issued with this key and not changed since."""
    if len(signed) > LONGEST or not signed.isascii():
        return None
    text, _, signature = signed.rpartition(".")
    if not hmac.compare_digest(signature, _signature(text, key)):
        return None
    salt, bits, seconds = text.split(".")
    return Challenge(salt, int(bits), dt.datetime.fromtimestamp(int(seconds), dt.UTC))


def verify(signed: str, answer: str, key: bytes, now: dt.datetime) -> Verdict:
    """Judge what a form brought back. One hash, whatever was sent."""
    challenge = read(signed, key)
    if challenge is None:
        return Verdict.FORGED
    if not dt.timedelta(0) <= challenge.age(now) + dt.timedelta(seconds=1) <= LIFETIME:
        return Verdict.EXPIRED
    return Verdict.PROVED if _solves(challenge, answer) else Verdict.UNPROVED


def solve(signed: str) -> str:
    """The smallest number that answers a challenge; what the browser's worker does, for tests."""
    text = signed.rpartition(".")[0]
    salt, bits, seconds = text.split(".")
    challenge = Challenge(salt, int(bits), dt.datetime.fromtimestamp(int(seconds), dt.UTC))
    number = 0
    while not _solves(challenge, str(number)):
        number += 1
    return str(number)


def _solves(challenge: Challenge, answer: str) -> bool:
    if not answer.isascii() or not answer.isdecimal() or len(answer) > 12:
        return False
    digest = hashlib.sha256(f"{challenge.text()}.{answer}".encode()).digest()
    return int.from_bytes(digest) >> (256 - challenge.bits) == 0


def _signature(text: str, key: bytes) -> str:
    return hmac.new(key, f"proof|{text}".encode(), hashlib.sha256).hexdigest()[:32]
