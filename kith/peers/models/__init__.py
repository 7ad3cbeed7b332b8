from kith.peers.models.application import Application, Check
from kith.peers.models.hours import TimeEntry, TimeSheet
from kith.peers.models.match import Match, MatchContact, Seeking
from kith.peers.models.opening import WalkLink
from kith.peers.models.peer import Peer, Work
from kith.peers.models.renewal import Renewal, RenewalWarning
from kith.peers.models.round import Round, RoundLine
from kith.peers.models.scheme import SchemeVersion
from kith.peers.models.step import Promotion, Scope
from kith.peers.models.supervision import Report, Session, Supervision, WellbeingCheck
from kith.peers.models.training import (
    Attendance,
    Certificate,
    Cohort,
    Curriculum,
    Learning,
    Module,
    Observation,
    Place,
)
from kith.peers.models.voice import Ballot, Matter, MatterChoice, Objection

__all__ = [
    "Application",
    "Attendance",
    "Ballot",
    "Certificate",
    "Check",
    "Cohort",
    "Curriculum",
    "Learning",
    "Match",
    "MatchContact",
    "Matter",
    "MatterChoice",
    "Module",
    "Objection",
    "Observation",
    "Peer",
    "Place",
    "Promotion",
    "Renewal",
    "RenewalWarning",
    "Report",
    "Round",
    "RoundLine",
    "SchemeVersion",
    "Scope",
    "Seeking",
    "Session",
    "Supervision",
    "TimeEntry",
    "TimeSheet",
    "WalkLink",
    "WellbeingCheck",
    "Work",
]  # fmt: skip
