"""What happens here when somebody is erased: matches end, and what stands in the clear goes."""

from kith.core import clock, events
from kith.peers.lifecycle import MATCH
from kith.peers.models import Match, MatchContact, RoundLine, Seeking, WalkLink
from kith.people.events import PersonErased


@events.within(PersonErased)
def forget(event: PersonErased) -> None:
    """Counts stay and name nobody; what was sealed cannot be opened, for its key is gone."""
    now = clock.now()
    matches = Match.objects.filter(person_id=event.person)
    live = matches.exclude(state__in=MATCH.final)
    live.update(state="ended_early", ended_at=now, moved_at=now)
    matches.update(
        reasons=[], misfits=[], lifted_reason_sealed=None, next_time_sealed=None, suits_sealed=None
    )
    MatchContact.objects.filter(match__person_id=event.person).update(note_sealed=None)
    Seeking.objects.filter(person_id=event.person).close()
    WalkLink.objects.filter(person_id=event.person).delete()
    RoundLine.objects.filter(person_id=event.person).delete()
    Seeking.objects.filter(person_id=event.person).update(
        wishes=[],
        unwanted=[],
        words_sealed=None,
        vetoes=[],
        knows=[],
        excluded=[],
        needs=[],
        languages=[],
    )
