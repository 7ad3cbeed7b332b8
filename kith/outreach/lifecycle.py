"""States and moves of a stop, a choice of stops, weeks of tours, a visit, and a breakdown."""

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
        Move("stop", ("working",), "stopped", _("Stop the work"), ("keeper",)),
        Move("undo", ("ready", "failed", "stopped"), "ready", _("Undo"), ("keeper",)),
        Move("adopt", ("ready",), "adopted", _("These are our stops"), ("keeper",)),
        Move("reconsider", ("adopted",), "ready", _("Think again"), ("keeper",)),
    ),
)  # fmt: skip
"""A job killed half-way is begun again by the worker that finds it: it still stands as working."""

# Sides: "keeper", and "job" (the search).
PLAN = Lifecycle(
    states=("draft", "working", "ready", "failed", "published", "ended"),
    initial="draft",
    final=("ended",),
    moves=(
        Move("work", ("draft", "ready", "failed"), "working", _("Plan the tours"), ("keeper",)),
        Move("finish", ("working",), "ready", _("Planned"), ("job",)),
        Move("fail", ("working",), "failed", _("It could not be planned"), ("job", "keeper")),
        Move("publish", ("ready", "published"), "published", _("Tell everybody"), ("keeper",)),
        Move("withdraw", ("published",), "ready", _("Take it back"), ("keeper",)),
        Move("end", ("draft", "ready", "failed", "published"), "ended", _("It is over"),
             ("keeper",)),
    ),
)  # fmt: skip

# Sides: "keeper", and "crew" (who was there).
VISIT = Lifecycle(
    states=("planned", "published", "cancelled", "done"),
    initial="planned",
    final=("done",),
    moves=(
        Move("publish", ("planned",), "published", _("Tell everybody"), ("keeper",)),
        Move("withdraw", ("published",), "planned", _("Take it back"), ("keeper",)),
        Move("cancel", ("planned", "published"), "cancelled", _("Call it off"),
             ("keeper", "crew"), needs_reason=True),
        Move("bring_back", ("cancelled",), "planned", _("It takes place after all"), ("keeper",)),
        Move("record", ("planned", "published", "done"), "done", _("Say what happened"),
             ("keeper", "crew")),
    ),
)  # fmt: skip

# Sides: "keeper", and "job" (the search).
BREAKDOWN = Lifecycle(
    states=("working", "ready", "kept"),
    initial="working",
    final=("kept",),
    moves=(
        Move("answer", ("working",), "ready", _("Ready"), ("job",)),
        Move("keep", ("working", "ready"), "kept", _("Do so"), ("keeper",)),
    ),
)
