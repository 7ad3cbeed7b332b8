"""What happens on the site among peers while somebody sits before the browser.

`ready`: Amina, Farid and Rosa are peers with places. `days N`: so many days pass for every walk.
`walk`: somebody new walks with Amina; prints the match. `end MATCH`: it ends.
"""

import datetime as dt

PEERS = {
    "Amina": ("woman", ["grief", "loneliness"], ["evenings"]),
    "Farid": ("man", ["grief"], ["evenings"]),
    "Rosa": ("woman", ["sleep"], ["mornings"]),
}


def main(what: str, *rest: str) -> None:
    from kith.accounts import tenancy
    from kith.accounts.models import Organization

    house = Organization.objects.get(slug="riverbend")
    if what == "ready":
        _join(house)
    with tenancy.acting_for(house.id):
        {"ready": _ready, "days": _pass, "walk": _walk, "end": _end}[what](house, *rest)


def _join(house) -> None:
    from kith.accounts import tenancy
    from kith.accounts.actions import create_member
    from kith.accounts.models import Member, Role
    from tests.journeys.seed import PASSWORD

    with tenancy.acting_for(house.id):
        known = set(Member.objects.values_list("name", flat=True))
    for name in sorted(PEERS.keys() - known):
        create_member(
            organization=house, email=f"{name.lower()}@riverbend.example", name=name,
            roles=[Role.PEER], password=PASSWORD,
        )  # fmt: skip


def _ready(house) -> None:
    from kith.accounts.models import Member
    from kith.peers.models import Peer

    for name, (gender, lived, times) in PEERS.items():
        member = Member.objects.get(organization=house, name=name)
        Member.objects.filter(pk=member.pk).update(languages=["en"])
        Peer.objects.update_or_create(
            member=member, organization=house,
            defaults={
                "state": "active", "gender": gender, "experiences": lived, "times": times,
                "about": f"{name} has been there.", "clearances": ["one_to_one"],
                "works": ["one_to_one"], "load_limit": 20,
            },
        )  # fmt: skip


def _walk(house) -> None:
    from kith.accounts.models import Member
    from kith.peers.models import Peer
    from kith.peers.tests import factories

    ben = Member.objects.get(organization=house, name="Ben")
    peer = Peer.objects.select_related("member").get(member__name="Amina")
    person = factories.person(house, ben)
    from kith.peers import actions

    row = actions.seek(
        person=person, hopes=actions.Hopes(languages=("en",), needs=("one_to_one",)), by=ben
    )
    match = actions.propose_peer(seeking=row, peer=peer, by=ben)
    match = actions.move_match(match=match, move="choose", by=ben)
    print(actions.move_match(match=match, move="accept", by=peer.member).pk)


def _end(house, match_id: str) -> None:
    from kith.accounts.models import Member
    from kith.peers import actions
    from kith.peers.models import Match

    match = Match.objects.select_related("peer__member", "person__key").get(pk=match_id)
    ben = Member.objects.get(organization=house, name="Ben")
    actions.move_match(match=match, move="end_early", by=ben)


def _pass(house, days: str) -> None:
    from django.db.models import F

    from kith.peers.models import Match

    by = dt.timedelta(days=int(days))
    rows = Match.objects.filter(organization=house).exclude(review_due_on=None)
    rows.update(
        first_contact_at=F("first_contact_at") - by, accepted_at=F("accepted_at") - by,
        review_due_on=F("review_due_on") - by,
    )  # fmt: skip
