"""What a tablet sends, read from JSON: a batch of envelopes, signed as a whole."""

import base64
import binascii
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from kith.road.actions import Sending
from kith.road.actions.receiving import MOST
from kith.road.refusals import Unreadable
from kith.road.rules.envelope import LONGEST, Envelope

Handle = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Packed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: UUID
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,20}$")]
    base: UUID | None = None
    sealed: Annotated[str, StringConstraints(max_length=LONGEST * 4 // 3 + 4)]


class Batch(BaseModel):
    """As `static/road/outbox.js` packs it."""

    model_config = ConfigDict(extra="forbid")

    v: Literal[1]
    device: Handle
    sent_at: AwareDatetime
    envelopes: Annotated[list[Packed], Field(max_length=MOST)]


def read(body: bytes) -> Batch:
    try:
        return Batch.model_validate_json(body)
    except ValidationError as error:
        raise Unreadable from error


def sending_of(batch: Batch) -> Sending:
    """The same as the action takes it."""
    envelopes = [
        Envelope(batch.device, each.id, each.kind, each.base, _bytes(each.sealed))
        for each in batch.envelopes
    ]
    if len({each.id for each in envelopes}) != len(envelopes):
        raise Unreadable
    return Sending(batch.sent_at, envelopes)


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Unreadable from error
