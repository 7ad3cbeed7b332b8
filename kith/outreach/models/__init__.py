"""The tables of this room, one noun a file."""

from kith.outreach.models.agreement import Agreement
from kith.outreach.models.choice import Choice, ChoiceQuestion, ChosenStop
from kith.outreach.models.stop import Stop
from kith.outreach.models.unit import Unit

__all__ = ["Agreement", "Choice", "ChoiceQuestion", "ChosenStop", "Stop", "Unit"]
