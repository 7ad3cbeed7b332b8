"""A tablet as the server sees it: it seals, signs and sends. The clock in it may be wrong."""

import base64
import datetime as dt
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from kith.accounts import tenancy
from kith.accounts.models import Member
from kith.core import clock
from kith.core.ids import uuid7
from kith.road import actions, keys
from kith.road.actions.kinds.intakes import version_of
from kith.road.models import Device
from kith.road.rules import envelope

WORDS = "We keep what you say to look for help for you."


@dataclass
class Tablet:
    device: Device
    member: Member
    wrong_by: dt.timedelta = dt.timedelta(0)
    outbox: list[envelope.Envelope] = field(default_factory=list)

    @classmethod
    def registered(cls, by: Member, name: str = "Van tablet") -> "Tablet":
        with tenancy.acting_for(by.organization_id):
            return cls(actions.register_device(name=name, replay_key=uuid.uuid4(), by=by), by)

    @property
    def now(self) -> dt.datetime:
        return clock.now() + self.wrong_by

    def enter(
        self, kind: str, *, base: uuid.UUID | None = None, id: uuid.UUID | None = None,
        by: Member | None = None, **content: Any,
    ) -> uuid.UUID:  # fmt: skip
        """Seal a record into the outbox; its id."""
        said = {"v": 1, "by": str((by or self.member).id), "made_at": self.now.isoformat()}
        id = id or uuid7()
        sealed = envelope.seal(
            json.dumps({**said, **content}, default=str).encode(), bytes(self.device.public_key),
            handle=self.device.handle, id=id, kind=kind, base=base,
        )  # fmt: skip
        self.outbox.append(sealed)
        return id

    def intake(self, person: uuid.UUID | None = None, **content: Any) -> uuid.UUID:
        """Somebody new tells what would help; their id."""
        person = person or uuid7()
        content = {"story": "I cannot sleep.", "agreed": agreed(), **content}
        self.enter("intake", who={"id": person}, **content)
        return person

    def sending(self, *envelopes: envelope.Envelope) -> actions.Sending:
        return actions.Sending(self.now, envelopes or tuple(self.outbox))

    def body(self, *envelopes: envelope.Envelope) -> bytes:
        batch = {
            "v": 1, "device": self.device.handle, "sent_at": self.now.isoformat(),
            "envelopes": [packed(each) for each in envelopes or self.outbox],
        }  # fmt: skip
        return json.dumps(batch).encode()

    def post(self, body: bytes | None = None, signature: str | None = None, **more: Any) -> Any:
        """Send the outbox, or a body, over the wire."""
        body = self.body() if body is None else body
        if signature is None:
            signature = envelope.sign(body, keys.secret_of(self.device.id))
        return Client().post(
            "/desk/road/sync/", body, "application/json",
            headers={"X-Kith-Signature": signature}, **more,
        )  # fmt: skip

    def send(self) -> dict[str, str]:
        """Send all that waits; client id -> state. What was kept leaves the outbox."""
        answer = self.post()
        assert answer.status_code == 200, answer.content
        states = {each["id"]: each["state"] for each in answer.json()["answers"]}
        self.outbox = [each for each in self.outbox if states.get(str(each.id)) != "kept"]
        return states


def packed(each: envelope.Envelope) -> dict[str, Any]:
    return {
        "id": str(each.id), "kind": each.kind, "base": str(each.base) if each.base else None,
        "sealed": base64.b64encode(each.sealed).decode(),
    }  # fmt: skip


def agreed(words: str = WORDS) -> dict[str, str]:
    return {"words": words, "version": version_of(words), "language": "en"}
