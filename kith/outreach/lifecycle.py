"""States and moves of a stop, and of a choice of stops."""

from django.utils.translation import gettext_lazy as _

from kith.core.lifecycle import Lifecycle, Move

# Side: "keeper" (who plans the tours).
STOP = Lifecycle(
    states=("idea", "agreed", "resting", "closed"),
    initial="idea",
    final=("closed",),
    moves=(
        Move("agree", ("idea", "resting"), "agreed", _("We may stop here"), ("keeper",)),
        Move("rest", ("agreed",), "resting", _("Not for now"), ("keeper",), needs_reason=True),
        Move("close", ("idea", "agreed", "resting"), "closed", _("Give it up"), ("keeper",),
             needs_reason=True),
        Move("reopen", ("closed",), "idea", _("Think of it again"), ("keeper",)),
    ),
)  # fmt: skip

# Sides: "keeper" (who plans the tours), "job" (the work in the background).
CHOICE = Lifecycle(
    states=("draft", "working", "ready", "failed", "stopped", "adopted"),
    initial="draft",
    moves=(
        Move("ask", ("draft", "ready", "failed", "stopped"), "working", _("Work it out"),
             ("keeper",)),
        Move("show", ("working",), "ready", _("Lay it before a person"), ("job",)),
        Move("fail", ("working",), "failed", _("It did not work"), ("job",)),
        Move("stop", ("working",), "stopped", _("Stop"), ("keeper",)),
        Move("undo", ("ready", "failed", "stopped"), "ready", _("Undo"), ("keeper",)),
        Move("adopt", ("ready",), "adopted", _("These are our stops"), ("keeper",)),
        Move("reconsider", ("adopted",), "ready", _("Think again"), ("keeper",)),
    ),
)  # fmt: skip
"""A job killed half-way is begun again by the worker that finds it: it still stands as working."""
