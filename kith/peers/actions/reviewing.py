"""After the first meetings the person says whether it suits. Nobody else answers that for them."""

from django.db import transaction

from kith.accounts.models import Member
from kith.core import clock
from kith.core.lifecycle import WrongState
from kith.core.refusals import NotYours
from kith.peers import access
from kith.peers.actions import matching, seeking
from kith.peers.models import Match

_MET = ("first_contact", "active", "paused")


def say_how_it_suits(
    *, match: Match, suits: str, words: str = "", next_time: str = "", by: Member | None = None
) -> Match:
    """Kept with the person's words, sealed. "Yes" goes on; "unsure" is seen by whoever matches;
    "other" ends it and puts them back on the list; "stop" ends it. `by`: staff who were told."""
    if by is not None and "staff" not in access.sides_of(by, match):
        raise NotYours
    if match.state not in _MET:
        raise WrongState
    answer = Match.Suits(suits)
    with transaction.atomic():
        _keep(match, answer, words)
        if answer is Match.Suits.YES and match.state == "first_contact":
            matching.move_match(match=match, move="review", by=by)
        if answer in (Match.Suits.OTHER, Match.Suits.STOP):
            matching.move_match(match=match, move="end_early", next_time=next_time, by=by)
        if answer is Match.Suits.OTHER:
            seeking.seek_again(person=match.person, by=by)
    return match


def _keep(match: Match, answer: str, words: str) -> None:
    match.seal("suits_sealed", words.strip())
    now = clock.now()
    Match.objects.filter(pk=match.pk).update(
        suits=answer, suits_at=now, reviewed_at=now, suits_sealed=match.suits_sealed
    )
    match.refresh_from_db(fields=["suits", "suits_at", "reviewed_at", "suits_sealed"])
