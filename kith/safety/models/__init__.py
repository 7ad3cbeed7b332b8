from kith.safety.models.alert import Alert
from kith.safety.models.clocks import Clocks
from kith.safety.models.concern import Concern
from kith.safety.models.follow_up import ConcernFollowUp
from kith.safety.models.handover import HandOver
from kith.safety.models.helpline import Helpline
from kith.safety.models.note import ConcernNote
from kith.safety.models.plan import Plan, PlanCode
from kith.safety.models.report import Report, ReportRule
from kith.safety.models.rota import Absence, Shift
from kith.safety.models.words import CrisisWords

__all__ = [
    "Absence", "Alert", "Clocks", "Concern", "ConcernFollowUp", "ConcernNote", "CrisisWords",
    "HandOver", "Helpline", "Plan", "PlanCode", "Report", "ReportRule", "Shift",
]  # fmt: skip
