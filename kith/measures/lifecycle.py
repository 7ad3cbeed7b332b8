"""States and moves of an assessment: one filled-in measure of one person."""

from django.utils.translation import gettext_lazy as _

from kith.core.lifecycle import Lifecycle, Move

# Sides: "person" (by private link), "staff" (who may ask), "job" (the link ran out).
ASSESSMENT = Lifecycle(
    states=("offered", "open", "finished", "stopped", "mistake"),
    initial="offered",
    final=("finished", "stopped", "mistake"),
    moves=(
        Move("begin", ("offered",), "open", _("Begin"), ("person", "staff")),
        Move("finish", ("open",), "finished", _("Finish"), ("person", "staff")),
        Move("stop", ("offered", "open"), "stopped", _("Stop here"), ("person", "staff", "job")),
        Move("correct", ("finished",), "mistake", _("Entered by mistake"), ("staff",)),
    ),
)
