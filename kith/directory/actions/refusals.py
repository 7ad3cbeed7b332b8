"""Why a change to the directory was refused, in words for whoever tried."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from kith.core.refusals import AlreadyChanged, Refusal


class ChangedMeanwhile(AlreadyChanged):
    """Somebody else saved the same part first. `current` holds its rows as they are now."""

    message = _("Somebody else changed this while you were writing. Please look at both.")

    def __init__(self, current: Sequence[dict[str, Any]] = ()) -> None:
        super().__init__()
        self.current = list(current)


class NotPossible(Refusal):
    """A value the directory cannot hold; the message says which."""

    status = 422


class NothingToUndo(Refusal):
    """It was undone already, or is not this organisation's to undo."""

    message = _("There is nothing left to undo here.")


class KeptAlready(Refusal):
    """A listing has one steward."""

    message = _("Another organisation already looks after this listing.")


class AlreadyDecided(AlreadyChanged):
    """A suggestion or a pair was decided by somebody else."""

    message = _("Somebody already decided this.")


class CannotMerge(Refusal):
    """Two listings cannot become one: the same one twice, or one that is gone."""

    message = _("These two cannot be merged.")


class NotListed(Refusal):
    """Only what is shown can be suggested about, checked or merged."""

    message = _("This listing is not shown any more.")
    status = 404


class StreetStillTold(Refusal):
    """An address cannot be hidden while a text beside it says the street."""

    status = 422

    def __init__(self, places: Sequence[str]) -> None:
        self.places = list(places)
        super().__init__(
            ngettext(
                "The address also stands here: %(places)s. Please take it out there first.",
                "The address also stands here: %(places)s. Please take it out of each first.",
                len(places),
            )
            % {"places": "; ".join(str(place) for place in places)}
        )
