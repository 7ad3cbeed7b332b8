from kith.circles.models.circle import Circle, Meeting, Presence, Seat
from kith.circles.models.dates import CalendarKey, Change, CircleListing, Reminder
from kith.circles.models.posting import Alarm, Answer, Posting

__all__ = [
    "Alarm",
    "Answer",
    "CalendarKey",
    "Change",
    "Circle",
    "CircleListing",
    "Meeting",
    "Posting",
    "Presence",
    "Reminder",
    "Seat",
]  # fmt: skip
