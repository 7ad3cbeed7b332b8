"""What a person may read about a peer before they meet: what the peer has allowed, and no more.

The rest helps to find somebody and is not told: neither as a reason nor as a wish that is missed,
for both would give it away.
"""

from collections.abc import Iterable
from typing import Any

from kith.peers.models import Peer

PART_OF = {"experience": "experiences", "gender": "gender", "time": "times", "way": "ways",
           "minutes": "meets_at"}  # fmt: skip
"""Which part of the profile a kind of wish speaks about. Languages are needed to talk at all."""


def allowed(peer: Peer, reasons: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Reasons ({code, values}) that say nothing the peer keeps to themselves."""
    return [reason for reason in reasons if may_tell(peer, reason["code"])]


def may_tell(peer: Peer, code: str) -> bool:
    """Whether a reason of this code may be told about the peer."""
    kind = code.partition("_")[2] if code.startswith(("wish_", "missed_", "told_")) else ""
    return PART_OF.get(kind, "") in ("", *peer.shown)


def about(peer: Peer) -> str:
    """Their own words."""
    return peer.about if "about" in peer.shown else ""
