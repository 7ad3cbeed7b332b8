"""What this room tells the others, and itself."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReferralMoved:
    """A referral changed its state. Codes and ids only: what was said stays sealed in the row.

    organization: the sender's. receiver: the other one's, or None outside the installation.
    side: who moved it: sender, receiver, person (took consent back) or job (it expired).
    """

    organization: UUID
    receiver: UUID | None
    referral: UUID
    request: UUID
    service: UUID
    move: str
    side: str
    reason_code: str
    by: UUID | None


@dataclass(frozen=True, slots=True)
class ReferralOpened:
    """The receiver read what travelled; the sender's person can see that they did."""

    organization: UUID
    receiver: UUID
    request: UUID


@dataclass(frozen=True, slots=True)
class NoticesMade:
    """Somebody has something to be told; `channels` carries it further."""

    organization: UUID
