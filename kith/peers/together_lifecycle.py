"""States and moves of what peers and people do with each other: circles."""

from django.utils.translation import gettext_lazy as _

from kith.core.lifecycle import Lifecycle, Move

# Sides: "supervisor", "facilitator" (one of the two who hold it).
CIRCLE = Lifecycle(
    states=("planned", "running", "paused", "ended"),
    initial="planned",
    final=("ended",),
    moves=(
        Move("open", ("planned",), "running", _("Open the circle"), ("supervisor",)),
        Move("pause", ("running",), "paused", _("Pause"), ("supervisor", "facilitator")),
        Move("resume", ("paused",), "running", _("Go on"), ("supervisor", "facilitator")),
        Move("end", ("planned", "running", "paused"), "ended", _("It has come to its end"),
             ("supervisor",)),
    ),
)  # fmt: skip
"""Opening takes two facilitators and a day, which the database holds as well."""
