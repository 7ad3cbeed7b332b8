from kith.peers.models.application import Application, Check
from kith.peers.models.circle import Circle, Meeting, Presence, Seat
from kith.peers.models.circle_dates import CalendarKey, Change, CircleListing, Reminder
from kith.peers.models.match import Match, MatchContact, Seeking
from kith.peers.models.opening import WalkLink
from kith.peers.models.peer import Peer, Work
from kith.peers.models.round import Round, RoundLine
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

__all__ = [
    "Application",
    "Attendance",
    "CalendarKey",
    "Certificate",
    "Change",
    "Check",
    "Circle",
    "CircleListing",
    "Cohort",
    "Curriculum",
    "Learning",
    "Match",
    "MatchContact",
    "Meeting",
    "Module",
    "Observation",
    "Peer",
    "Place",
    "Presence",
    "Reminder",
    "Report",
    "Round",
    "RoundLine",
    "Seat",
    "Seeking",
    "Session",
    "Supervision",
    "WalkLink",
    "WellbeingCheck",
    "Work",
]  # fmt: skip
