"""Who would like a peer, and what they say about it: by themselves, on paper, or told to staff."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from kith.accounts.models import Member
from kith.audit import chain
from kith.core import clock
from kith.core.refusals import AlreadyChanged, NotYours
from kith.directory.rules.distance import Point
from kith.peers import access, opening
from kith.peers.actions import matching
from kith.peers.models import Match, Seeking, Work
from kith.people import access as people
from kith.people.models import Person


@dataclass(frozen=True, slots=True)
class Hopes:
    """What is known about the peer somebody would like. needs, vetoes, knows and excluded are
    staff's to write down; the rest is the person's own. words, start `None`: as they are.
    start: from where they set out; only about a kilometre of it is kept."""

    languages: tuple[str, ...] = ()
    interpreter: bool = False
    needs: tuple[str, ...] = ()
    wishes: tuple[tuple[str, str], ...] = ()
    unwanted: tuple[tuple[str, str], ...] = ()
    words: str | None = None
    told: str = Seeking.Told.TOGETHER
    vetoes: tuple[UUID, ...] = ()
    knows: tuple[UUID, ...] = ()
    excluded: tuple[UUID, ...] = ()
    start: Point | None = None
    forgets_start: bool = False


def seek(
    *, person: Person, hopes: Hopes, by: Member | None, request_id: UUID | None = None
) -> Seeking:
    """Put somebody on the list of those who would like a peer, or change what they hope for: they
    keep their place in the row. `by=None`: the person themselves, who says what is theirs and
    leaves what staff wrote down; whoever is new on the list then needs a peer cleared for it."""
    _require_team(by, person)
    values = _said(hopes) if by is None else {**_said(hopes), **_written_down(hopes)}
    first = {"request_id": request_id, "needs": [Work.ONE_TO_ONE.value]}
    with transaction.atomic():
        row, _is_new = Seeking.objects.open().select_for_update(of=["self"]).get_or_create(
            person=person, defaults={"organization_id": person.organization_id, **first, **values}
        )  # fmt: skip
        row.person = person
        for name, value in values.items():
            setattr(row, name, value)
        if hopes.words is not None:
            row.seal("words_sealed", hopes.words.strip())
        row.save(update_fields=[*values, "words_sealed"])
    return row


def _said(hopes: Hopes) -> dict[str, object]:
    """What is the person's own."""
    return {
        "languages": list(hopes.languages), "interpreter": hopes.interpreter,
        "told": Seeking.Told(hopes.told).value,
        "wishes": [{"kind": kind, "value": value} for kind, value in hopes.wishes],
        "unwanted": [{"kind": kind, "value": value} for kind, value in hopes.unwanted],
        **_start_of(hopes),
    }  # fmt: skip


def _start_of(hopes: Hopes) -> dict[str, object]:
    """As coarse as it is kept; nothing where it stays as it is."""
    if hopes.start is not None:
        return {
            "start_latitude": _coarse(hopes.start.latitude),
            "start_longitude": _coarse(hopes.start.longitude),
        }
    return {"start_latitude": None, "start_longitude": None} if hopes.forgets_start else {}


def _coarse(degrees: float) -> Decimal:
    """A hundredth of a degree is 1.1 kilometres from south to north, less from west to east."""
    return Decimal(f"{degrees:.2f}")


def _written_down(hopes: Hopes) -> dict[str, object]:
    """What staff look after."""
    return {
        "needs": list(hopes.needs), "vetoes": list(hopes.vetoes), "knows": list(hopes.knows),
        "excluded": list(hopes.excluded),
    }  # fmt: skip


def stop_seeking(*, seeking: Seeking, by: Member | None) -> Seeking:
    """They do not want a peer any more. `by=None`: the person themselves."""
    if by is not None:
        access.require(by, seeking.organization_id, *access.MATCHERS)
    if Seeking.objects.filter(pk=seeking.pk).close() != 1:
        raise AlreadyChanged
    seeking.refresh_from_db()
    return seeking


def seek_again(*, person: Person, by: Member | None) -> Seeking:
    """They would like another one, and hope for what they hoped for. What staff wrote down for
    safety comes along; the row begins anew."""
    _require_team(by, person)
    with transaction.atomic():
        row = Seeking.objects.open().filter(person=person).first()
        if row is not None:
            return row
        last = Seeking.objects.filter(person=person).order_by("-since", "-id").first()
        kept = {name: getattr(last, name) for name in _COPIED} if last else {}
        row = Seeking(organization_id=person.organization_id, person=person, **kept)
        if last:
            last.person = person
            row.seal("words_sealed", last.unseal("words_sealed"))
        row.save(force_insert=True)
    return row


_COPIED = ("request_id", "languages", "interpreter", "needs", "wishes", "unwanted", "told",
           "vetoes", "knows", "excluded")  # fmt: skip


def ask_for_others(*, seeking: Seeking, by: Member | None) -> Seeking:
    """None of those proposed. Nobody asks why, and they are not laid before them again."""
    _require_team(by, seeking.person)
    with transaction.atomic():
        rows = Match.objects.filter(person_id=seeking.person_id, state="proposed")
        for match in rows.select_related("peer__member", "person").order_by("id"):
            matching.move_match(match=match, move="decline", by=by)
        Seeking.objects.open().filter(pk=seeking.pk).update(asked_again_at=clock.now())
    seeking.refresh_from_db()
    return seeking


def never(*, match: Match, by: Member | None) -> Match:
    """Not this one, now and at any other time: a no that no rule and nobody at the desk lifts."""
    _require_team(by, match.person)
    with transaction.atomic():
        rows = Seeking.objects.open().select_for_update().filter(person_id=match.person_id)
        for row in rows:
            row.vetoes = sorted({*row.vetoes, match.peer_id})
            row.save(update_fields=["vetoes"])
        return matching.move_match(match=match, move="decline", by=by)


def open_words(*, seeking: Seeking, by: Member) -> str:
    """What the person wrote beside their wishes; recorded."""
    access.require(by, seeking.organization_id, *access.MATCHERS)
    _require_team(by, seeking.person)
    with transaction.atomic():
        chain.record(
            "opened", by=by, organization=by.organization_id, subject=seeking.person, what="wishes"
        )
        return seeking.unseal("words_sealed")


def give_link(*, person: Person, by: Member) -> str:
    """A private link to the person's own page, shown once. The one before is over."""
    access.require(by, person.organization_id, *access.MATCHERS)
    _require_team(by, person)
    with transaction.atomic():
        chain.record("gave link", by=by, organization=by.organization_id, subject=person)
        return opening.make_for(person)


def _require_team(by: Member | None, person: Person) -> None:
    if by is not None and not people.may_open(by, person):
        raise NotYours
