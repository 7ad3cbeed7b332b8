"""What people in Larkhaven say about the peers they would like: by themselves, on paper, together.

One has three before her, one asks for others, one said after two weeks that she is not sure, one
that it suits; and the whole list is matched at once, and waits to be looked over.
"""

import datetime as dt

from kith.accounts.models import Member, Organization
from kith.config.demo import town
from kith.config.demo.load.telling import Telling
from kith.core import clock
from kith.directory.rules.distance import Point
from kith.peers import actions, jobs
from kith.peers.models import Match, Peer, Seeking
from kith.people.models import Person

WISHES = (
    (
        (("experience", "grief"), ("minutes", "30"), ("time", "evenings")),
        (("gender", "man"),), "self",
    ),
    ((("way", "walking"), ("experience", "loneliness")), (), "paper"),
    ((("gender", "woman"), ("time", "mornings"), ("way", "home")), (), "self"),
    ((("minutes", "45"), ("experience", "sleep")), (), "together"),
    ((("experience", "recovery"), ("minutes", "15")), (), "self"),
)  # fmt: skip
FROM = {0: 0, 3: 3, 4: 6}
"""The districts from which those set out who said so."""
WORDS = "My cousin works at the Commons. Please not when he is there."


def load(river: Organization, who: dict[str, Member], telling: Telling) -> None:
    """After the walks of `peers`. Inside the organisation's tenancy."""
    _reviews(who, telling)
    rows = _wishes(river, who["Sofia Marques"], telling)
    if len(rows) > 2:
        _three_before_her(rows[0], who["Sofia Marques"], telling)
        _asks_for_others(rows[1], who["Sofia Marques"], telling)
    round, _is_new = actions.begin_round(by=who["Ben Okafor"])
    jobs.match_list.defer(round=str(round.pk), organization=str(river.id))  # as soon as it serves
    telling.count("rounds of matching")


def _reviews(who: dict[str, Member], telling: Telling) -> None:
    """One suits, of one the person is not sure."""
    rows = Match.objects.filter(state="first_contact").select_related("peer__member", "person__key")
    answers = (("yes", "He listens, and says little."), ("unsure", "We talk past each other."))
    for match, (suits, words) in zip(rows.order_by("created_at", "id"), answers, strict=False):
        with clock.stopped_at(telling.now - dt.timedelta(days=2)):
            actions.say_how_it_suits(match=match, suits=suits, words=words)
        telling.count("reviews by people")


def _wishes(river: Organization, lead: Member, telling: Telling) -> list[Seeking]:
    """People who have nobody yet say what they wish for."""
    taken = Match.objects.filter(ended_at=None).values("person")
    listed = Seeking.objects.open().values("person")
    people = (
        Person.objects.filter(organization=river, erased_at=None, language__in=("en", "es", "so"))
        .exclude(pk__in=taken)
        .exclude(pk__in=listed)
        .select_related("key")
        .order_by("created_at", "id")[: len(WISHES)]
    )
    found = []
    for number, (person, (wishes, unwanted, told)) in enumerate(zip(people, WISHES, strict=False)):
        hopes = actions.Hopes(
            languages=tuple(dict.fromkeys((person.language, "en"))), wishes=wishes, told=told,
            unwanted=unwanted, words=WORDS if number == 0 else "", needs=("one_to_one",),
            start=_start(number),
        )  # fmt: skip
        with clock.stopped_at(telling.now - dt.timedelta(days=21 - 4 * number)):
            by = None if told == "self" else lead
            found.append(actions.seek(person=person, hopes=hopes, by=by))
        telling.count("people who wait for a peer")
    return found


def _start(number: int) -> Point | None:
    if number not in FROM:
        return None
    district = town.DISTRICTS[FROM[number]]
    return Point(district.latitude, district.longitude)


def _three_before_her(row: Seeking, lead: Member, telling: Telling) -> None:
    _propose(row, lead, telling, days=1, most=3)


def _asks_for_others(row: Seeking, lead: Member, telling: Telling) -> None:
    _propose(row, lead, telling, days=6, most=1)
    with clock.stopped_at(telling.now - dt.timedelta(days=3)):
        actions.ask_for_others(seeking=row, by=None)


def _propose(row: Seeking, lead: Member, telling: Telling, *, days: int, most: int) -> None:
    with clock.stopped_at(telling.now - dt.timedelta(days=days)):
        found = actions.proposals_for(seeking=row, by=lead).proposals[:most]
        for one in found:
            peer = Peer.objects.select_related("member").get(pk=one.peer)
            actions.propose_peer(seeking=row, peer=peer, by=lead)
