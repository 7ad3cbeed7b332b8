"""Peers in Larkhaven: who applies, who walks with whom, who looks after them.

Everything goes through the actions, at the moment at which it happened.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import count

from kith.accounts import actions as accounts
from kith.accounts import tenancy
from kith.accounts.models import Member, Organization
from kith.circles.actions import circles
from kith.config.demo import town
from kith.config.demo.load import matching
from kith.config.demo.load.telling import Telling
from kith.core import clock
from kith.peers import actions
from kith.peers.models import Match, Peer
from kith.peers.rules.observing import COMPETENCIES
from kith.peers.ways import doors_of
from kith.people.models import Person

MORE = (
    ("Marta Lind", ("supervisor",), ("en", "es")),
    ("Farid Karimi", ("peer",), ("en", "fa")),
    ("Rosa Delgado", ("peer",), ("en", "es")),
    ("Tomas Berg", ("peer",), ("en",)),
)
LIVES = {
    "Amina Warsame": (
        "I came here with two children and no words. It took years until I slept. I like to walk.",
        "woman", ("loneliness", "trauma", "parenting"), ("evenings", "weekends"),
        ("walking", "phone"), 4,
    ),
    "June Halvorsen": (
        "Ten years sober. I drive the van, and I listen better than I talk.",
        "woman", ("alcohol-and-drugs", "recovery"), ("mornings",), ("phone", "walking"), 3,
    ),
    "Farid Karimi": (
        "I lost my brother, and for a long time everything. Tea helps, company helps more.",
        "man", ("grief", "depression"), ("afternoons", "evenings"), ("home", "walking"), 3,
    ),
    "Rosa Delgado": (
        "My head went its own way when my daughter was born. Both of us are well now.",
        "woman", ("new-baby", "anxious-or-low", "sleep"), ("mornings", "afternoons"), ("home",), 2,
    ),
}  # fmt: skip
MEETS_AT = {"Amina Warsame": (0, 1), "June Halvorsen": (1,), "Rosa Delgado": (2,)}
"""Which of the organisation's public places; Farid comes to people's homes."""
PARTS = (
    ("Listening", 16, ("listening", "warmth")),
    ("My story, your story", 12, ("own_story", "limits")),
    ("When there is danger", 16, ("danger", "confidence")),
    ("Leaving the choice", 16, ("choices", "culture", "ending")),
)
STEPS = (("read", "application"), ("invite", "interview"), ("clear", "clearance"))
APPLICANTS = (
    ("Ida", "enquiry", 1, ("en",), "My neighbours say I am good to talk to."),
    ("Samir", "enquiry", 9, ("ar", "en"), "I was in hospital twice and came back twice."),
    (
        "Paula",
        "interview",
        12,
        ("es", "en"),
        "After the fire somebody sat with me. I would like to.",
    ),
    ("Noor", "clearance", 30, ("so", "en"), "I looked after my mother for six years."),
)


def load(telling: Telling) -> None:
    """Riverbend has a whole peer programme; the other organisations have none yet."""
    river = Organization.objects.get(slug="riverbend")
    for name, roles, languages in MORE:
        _join(river, name, roles, languages)
    keys = (town.make_id("peers", number) for number in count())
    with tenancy.acting_for(river.id):
        who = {member.name: member for member in Member.objects.filter(organization=river)}
        _applications(river, who, telling, keys)
        peers = _working_lives(who, telling)
        _training(peers, who, telling)
        _supervision(peers, who, telling, keys)
        _walks(river, peers, who, telling, keys)
        matching.load(river, who, telling)
    telling.count("peers", len(peers))
    telling.count("applications", len(APPLICANTS))


def _join(
    river: Organization, name: str, roles: tuple[str, ...], languages: tuple[str, ...]
) -> None:
    first = name.split(maxsplit=1)[0].lower()
    member = accounts.create_member(
        organization=river, email=f"{first}@riverbend.example", name=name, roles=roles,
        password=town.PASSWORD,
    )  # fmt: skip
    member.languages = list(languages)
    with tenancy.acting_for(river.id):
        member.save(update_fields=["languages"])


@contextmanager
def _ago(telling: Telling, days: float) -> Iterator[None]:
    with clock.stopped_at(telling.now - dt.timedelta(days=days)):
        yield


def _applications(river: Organization, who: dict, telling: Telling, keys: Iterator) -> None:
    for name, state, days, languages, about in APPLICANTS:
        with _ago(telling, days):
            row = actions.apply(
                organization=river, replay_key=next(keys),
                applying=actions.Applying(
                    name=name, reach="555-0177", about=about, languages=languages,
                    roles=("one_to_one",),
                ),
            )  # fmt: skip
        for move, reached in STEPS:
            if row.state == state:
                break
            with _ago(telling, days / 2):
                row = actions.move_application(application=row, move=move, by=who["Marta Lind"])
            if reached == "interview":
                _heard(row, who["Marta Lind"], next(keys))


def _heard(row, by: Member, key) -> None:  # type: ignore[no-untyped-def] # a row of the story
    actions.record_check(
        application=row, kind="interview", finding="well", replay_key=key, by=by,
        words="Warm and clear about limits. Would like evenings.",
    )  # fmt: skip


def _working_lives(who: dict[str, Member], telling: Telling) -> dict[str, Peer]:
    """Four at work; Tomas is still learning."""
    found, doors = {}, list(doors_of(who["Marta Lind"].organization_id)[:3])
    for name, (about, gender, lived, times, ways, limit) in LIVES.items():
        member, lead = who[name], who["Marta Lind"]
        with _ago(telling, 400):
            peer = actions.begin(member=member, clearances=("one_to_one",))
            actions.observe(
                peer=peer, levels=dict.fromkeys(COMPETENCIES, 3), words="", by=lead,
                replay_key=town.make_id("observed", name),
            )  # fmt: skip
            for move in ("begin_practicum", "ask_sign_off", "sign_off"):
                peer = actions.move_peer(peer=peer, move=move, by=lead)
            peer = actions.agree(
                peer=peer, by=lead,
                terms=actions.Terms(
                    load_limit=limit, works=("one_to_one",),
                    renewal_due_on=telling.today + dt.timedelta(days=25 if limit == 2 else 430),
                ),
            )  # fmt: skip
            found[name] = actions.say(
                peer=peer, by=member,
                profile=actions.Profile(
                    about=about, gender=gender, experiences=lived, times=times, ways=ways,
                    languages=tuple(member.languages),
                    meets_at=tuple(doors[at].pk for at in MEETS_AT.get(name, ())),
                ),
            )  # fmt: skip
    with _ago(telling, 20):
        actions.begin(member=who["Tomas Berg"])
    return found


def _training(peers: dict[str, Peer], who: dict, telling: Telling) -> None:
    """Sixty hours in four parts; all who work here were there, and Tomas was at the first two."""
    lead = who["Marta Lind"]
    found = actions.found_curriculum(name="Walking along", by=lead)
    for name, hours, aims in PARTS:
        actions.add_module(
            curriculum=found, name=name, hours=Decimal(hours), competencies=aims, by=lead
        )
    group = actions.open_cohort(
        curriculum=found, name="Autumn group", trainer=lead, by=lead,
        starts_on=telling.today - dt.timedelta(days=60),
    )  # fmt: skip
    modules = list(found.modules.values_list("id", flat=True))
    learner = Peer.objects.get(member=who["Tomas Berg"])
    there = [
        (actions.enrol(cohort=group, peer=peer, by=lead).pk, module)
        for peer, parts in (*((peer, 4) for peer in peers.values()), (learner, 2))
        for module in modules[:parts]
    ]
    actions.note_attendance(
        cohort=group, there=there, by=lead, on=telling.today - dt.timedelta(days=60)
    )


def _supervision(peers: dict[str, Peer], who: dict, telling: Telling, keys: Iterator) -> None:
    lead = who["Marta Lind"]
    for number, (name, peer) in enumerate(peers.items()):
        with _ago(telling, 200):
            pair = actions.assign_supervisor(peer=peer, supervisor=lead, by=lead, every_days=14)
        for weeks in (6, 4, 2) if number else (6, 4, 2, 0.5):
            with _ago(telling, weeks * 7 + 3):
                actions.keep_session(
                    supervision=pair, held_on=clock.today(), minutes=60, by=lead,
                    note="What stays with us after a call, and what we leave at the door.",
                    replay_key=next(keys),
                )  # fmt: skip
        with _ago(telling, 2 + number):
            level, wants = (2, "talk") if name == "June Halvorsen" else (4, "nothing")
            actions.say_how_i_am(peer=peer, level=level, wants=wants, by=who[name])


def _walks(
    river: Organization, peers: dict[str, Peer], who: dict, telling: Telling, keys: Iterator
) -> None:
    """Two well on their way, one silent for five weeks, one who asks, three who wait."""
    people = list(
        Person.objects.filter(organization=river, erased_at=None, language__in=("en", "es", "fa"))
        .order_by("created_at", "id")[:7]
    )  # fmt: skip
    pairs = (("Amina Warsame", 60, 2), ("Farid Karimi", 40, 4), ("June Halvorsen", 50, 36))
    for person, (name, days, last) in zip(people, pairs, strict=False):
        match = _chosen(person, peers[name], who["Sofia Marques"], telling, days)
        with _ago(telling, days - 2):
            match = actions.move_match(match=match, move="accept", by=who[name])
        for gap in (days - 4, (days + last) / 2, last):
            with _ago(telling, gap):
                actions.log_contact(
                    match=match, means="call", reached=True, minutes=25, by=who[name],
                    replay_key=next(keys), note="We talked about the nights.",
                )  # fmt: skip
                match = Match.objects.select_related("peer__member", "person__key").get(pk=match.pk)
    _circle(peers, people, who, telling)
    for person in people[3:4]:
        _chosen(person, peers["Amina Warsame"], who["Sofia Marques"], telling, 1)
    for days, person in zip((33, 12, 4), people[4:], strict=False):
        with _ago(telling, days):
            actions.seek(
                person=person, by=who["Sofia Marques"],
                hopes=actions.Hopes(
                    languages=(person.language,), needs=("one_to_one",),
                    wishes=(("experience", "grief"), ("time", "evenings")),
                ),
            )  # fmt: skip
        telling.count("people who wait for a peer")


def _circle(peers: dict[str, Peer], people: list[Person], who: dict, telling: Telling) -> None:
    """Four have a seat; it met twice."""
    lead = who["Marta Lind"]
    with _ago(telling, 40):
        circle = circles.begin_circle(
            by=lead,
            plan=circles.Plan(
                name="Tuesday tea", facilitator=peers["Amina Warsame"],
                second=peers["Farid Karimi"], language="en", times="Tuesdays at six",
                where="The blue room at the Commons", capacity=8,
                rules="What is said here stays here. Nobody has to speak. No advice unasked.",
            ),
        )  # fmt: skip
        seats = [
            circles.take_seat(circle=circle, person=person, by=lead).pk for person in people[:4]
        ]
    for days, there in ((19, seats), (5, seats[:3])):
        with _ago(telling, days):
            circles.hold_meeting(circle=circle, held_on=clock.today(), there=there, by=lead)
    telling.count("circles")


def _chosen(person: Person, peer: Peer, by: Member, telling: Telling, days: float) -> Match:
    with _ago(telling, days + 3):
        row = actions.seek(
            person=person, by=by,
            hopes=actions.Hopes(languages=("en", person.language), needs=("one_to_one",),
                                wishes=(("experience", peer.experiences[0]),)),
        )  # fmt: skip
    with _ago(telling, days):
        match = actions.propose_peer(seeking=row, peer=peer, by=by)
        telling.count("walks")
        return actions.move_match(match=match, move="choose", by=by)
