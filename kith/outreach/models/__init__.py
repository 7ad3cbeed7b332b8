"""The tables of this room, one noun a file."""

from kith.outreach.models.agreement import Agreement
from kith.outreach.models.breakdown import Breakdown
from kith.outreach.models.choice import Choice, ChoiceQuestion, ChosenStop
from kith.outreach.models.crew import Aboard, Crew, Season
from kith.outreach.models.edit import Edit
from kith.outreach.models.follower import Follower, News
from kith.outreach.models.plan import Plan
from kith.outreach.models.showing import Showing, StopListing, StopShowing
from kith.outreach.models.stop import Stop
from kith.outreach.models.tour import Tour, Visit, VisitRecord
from kith.outreach.models.unit import Unit
from kith.outreach.models.wish import Wish

__all__ = [
    "Aboard", "Agreement", "Breakdown", "Choice", "ChoiceQuestion", "ChosenStop", "Crew", "Edit",
    "Follower", "News", "Plan", "Season", "Showing", "Stop", "StopListing", "StopShowing", "Tour",
    "Unit", "Visit", "VisitRecord", "Wish",
]  # fmt: skip
