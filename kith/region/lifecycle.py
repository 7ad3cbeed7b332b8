"""States and moves of a question about a region."""

from django.utils.translation import gettext_lazy as _

from kith.core.lifecycle import Lifecycle, Move

# Sides: "keeper" (who plans), "job".
QUESTION = Lifecycle(
    states=("working", "ready", "failed", "stopped"),
    initial="working",
    moves=(
        Move("answer", ("working",), "ready", _("Ready"), ("job",)),
        Move("fail", ("working",), "failed", _("Failed"), ("job",)),
        Move("stop", ("working",), "stopped", _("Stop the work"), ("keeper",)),
        Move("again", ("ready", "failed", "stopped"), "working", _("Work it out again"),
             ("keeper",)),
    ),
)  # fmt: skip
