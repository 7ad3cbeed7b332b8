"""States and moves of circles, of offers and asks, and of the answers to them."""

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

# Sides: "author", "neighbour" (whoever sees it), "moderator", "job".
POSTING = Lifecycle(
    states=("waiting", "shown", "matched", "hidden", "done", "refused", "removed", "withdrawn",
            "expired"),
    initial="waiting",
    final=("done", "refused", "removed", "withdrawn", "expired"),
    moves=(
        Move("let_through", ("waiting",), "shown", _("Let it be seen"), ("moderator",)),
        Move("refuse", ("waiting",), "refused", _("Not like this"), ("moderator",),
             needs_reason=True),
        Move("report", ("shown", "matched"), "hidden", _("Something is wrong with this"),
             ("neighbour",)),
        Move("put_back", ("hidden",), "shown", _("Let it be seen again"), ("moderator",)),
        Move("put_back_agreed", ("hidden",), "matched", _("Let it go on"), ("moderator",)),
        Move("remove", ("hidden",), "removed", _("Take it away"), ("moderator",),
             needs_reason=True),
        Move("agree", ("shown",), "matched", _("Yes, gladly"), ("author",)),
        Move("look_on", ("matched",), "shown", _("It did not work out; let it be seen again"),
             ("author",)),
        Move("finish", ("shown", "matched"), "done", _("It is done"), ("author",)),
        Move("take_back", ("waiting", "shown", "matched", "hidden"), "withdrawn", _("Take it back"),
             ("author", "job")),
        Move("expire", ("waiting", "shown"), "expired", _("Its time is over"), ("job",)),
    ),
)  # fmt: skip
"""Nothing is seen before a moderator let it through, unless the circle trusts itself: then it
begins as shown. A report hides it at once."""

# Sides: "author" (of the posting), "answerer".
ANSWER = Lifecycle(
    states=("sent", "agreed", "declined", "withdrawn", "over"),
    initial="sent",
    final=("declined", "withdrawn", "over"),
    moves=(
        Move("agree", ("sent",), "agreed", _("Yes, gladly"), ("author",)),
        Move("decline", ("sent",), "declined", _("Not this time"), ("author",)),
        Move("withdraw", ("sent", "agreed"), "withdrawn", _("Take it back"), ("answerer",)),
        Move("let_go", ("agreed",), "over", _("It did not work out"), ("author",)),
    ),
)  # fmt: skip
"""Only `agreed` shows each how to reach the other."""
