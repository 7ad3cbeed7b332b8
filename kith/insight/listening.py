"""What other rooms tell that could not be met, kept as barriers."""

from kith.connections.models import Barrier
from kith.core import clock, events
from kith.directory.events import NothingFound


@events.within(NothingFound)
def keep_what_was_not_found(event: NothingFound) -> None:
    """Somebody searched and found nothing: one barrier, with nobody's name on it."""
    Barrier.objects.create(
        organization_id=event.organization,
        reason=Barrier.Reason.NO_SERVICE,
        needs=list(event.needs),
        language=event.language,
        place=event.place,
        origin="search",
        noted_on=clock.today(),
    )
