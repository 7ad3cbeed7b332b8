"""Digests that nobody can make without the installation's key, so that a chain cannot be rewritten.

The key is drawn from the blind key and never stored: a copy of the database is not enough.
"""

import hashlib
import hmac
import json
from typing import Any
from uuid import UUID

from django.conf import settings

from kith.audit.models import Entry


def entry_digest(entry: Entry) -> str:
    """Over every column but the hash itself, in a fixed order."""
    return _digest(
        "entry",
        [
            str(entry.id), str(entry.organization_id), entry.stream, entry.sequence,
            entry.at.isoformat(), str(entry.member_id), entry.verb, entry.subject_type,
            str(entry.subject_id), entry.detail, entry.previous,
        ],
    )  # fmt: skip


def head_signature(organization: UUID, stream: str, sequence: int, last: str) -> str:
    """Says that a chain really ended here once."""
    return _digest("head", [str(organization), stream, sequence, last])


def _digest(purpose: str, parts: list[Any]) -> str:
    """HMAC-SHA-256, hexadecimal, of canonical JSON."""
    text = json.dumps([purpose, *parts], sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hmac.new(_key(), text.encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    return hmac.new(settings.SECRETS.blind_key, b"kith audit chain 1", hashlib.sha256).digest()
