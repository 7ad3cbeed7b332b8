from kith.peers.models.application import Application, Check
from kith.peers.models.match import Match, MatchContact, Seeking
from kith.peers.models.peer import Peer, Work
from kith.peers.models.supervision import Report, Session, Supervision, WellbeingCheck

__all__ = [
    "Application", "Check", "Match", "MatchContact", "Peer", "Report", "Seeking", "Session",
    "Supervision", "WellbeingCheck", "Work",
]  # fmt: skip
