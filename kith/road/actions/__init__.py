"""The verbs of this room: `from kith.road import actions`, then `actions.sync(...)`."""

from kith.road.actions.devices import join_crew, register_device, revoke_device
from kith.road.actions.receiving import Answer, Sending, receive
from kith.road.actions.settling import settle

__all__ = [
    "Answer", "Sending", "join_crew", "receive", "register_device", "revoke_device", "settle",
]  # fmt: skip
