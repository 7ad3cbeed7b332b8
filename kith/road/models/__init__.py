"""The tables of this room, one noun a file."""

from kith.road.models.arrival import Arrival
from kith.road.models.consent import RoadConsent
from kith.road.models.day import SupplyCount, VehicleCheck
from kith.road.models.device import Crew, Device
from kith.road.models.photo import Photo
from kith.road.models.question import Question
from kith.road.models.settled import SettledCount
from kith.road.models.sign_in import SignIn
from kith.road.models.version import Version

__all__ = [
    "Arrival", "Crew", "Device", "Photo", "Question", "RoadConsent", "SettledCount", "SignIn",
    "SupplyCount", "VehicleCheck", "Version",
]  # fmt: skip
