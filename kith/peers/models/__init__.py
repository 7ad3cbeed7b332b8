from kith.peers.models.aid import Alarm, Answer, Posting
from kith.peers.models.application import Application, Check
from kith.peers.models.circle import Circle, Meeting, Presence, Seat
from kith.peers.models.circle_dates import CalendarKey, Change, CircleListing, Reminder
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
    "Alarm",
    "Answer",
    "Application",
    "Attendance",
    "Ballot",
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
    "Matter",
    "MatterChoice",
    "Meeting",
    "Module",
    "Objection",
    "Observation",
    "Peer",
    "Place",
    "Posting",
    "Presence",
    "Promotion",
    "Reminder",
    "Renewal",
    "RenewalWarning",
    "Report",
    "Round",
    "RoundLine",
    "SchemeVersion",
    "Scope",
    "Seat",
    "Seeking",
    "Session",
    "Supervision",
    "TimeEntry",
    "TimeSheet",
    "WalkLink",
    "WellbeingCheck",
    "Work",
]  # fmt: skip
