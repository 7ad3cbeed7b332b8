"""States and moves of a stop."""

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
