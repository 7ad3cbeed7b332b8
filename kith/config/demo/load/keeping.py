"""What waits for those who keep the directory: addresses to protect, suggestions, duplicates.

Done by the actions of the desk, by members who may.
"""

import datetime as dt
from collections.abc import Iterator
from random import Random

from kith.accounts import tenancy
from kith.accounts.models import Member, Role
from kith.config.demo import directory, town
from kith.config.demo.directory import Block, Listing
from kith.config.demo.load.telling import Telling
from kith.config.demo.town import make_id
from kith.core import clock
from kith.directory import actions
from kith.directory.models import Location, Service

KEEPERS = {"riverbend": "Ben Okafor", "harbour": "Chidi Eze"}


def load(telling: Telling) -> None:
    """For the first block; the others are there to be many."""
    block = directory.build(telling.today, seed=telling.seed)
    secret = list(_confidential(block))
    for number, listing in enumerate(secret):
        _protect(listing)
        telling.count("protected addresses")
        telling.reached((number + 1) / len(secret))
    for listing, said in _suggestions(block, telling.seed):
        _suggest(listing, said)
        telling.count("suggestions")
    if telling.scale == 1:  # a larger town looks for them when its desk asks
        telling.count("likely duplicates", actions.find_duplicates())
    for slug in KEEPERS:
        tenant = make_id("tenant", slug)
        with tenancy.acting_for(tenant):
            telling.count("checks", actions.assign_checks(organization=tenant))


def _confidential(block: Block) -> Iterator[Listing]:
    """One listing for each place that must not be found."""
    seen = set()
    for listing in block.listings:
        place = listing.place
        if place and place.confidentiality != "full" and place.id not in seen:
            seen.add(place.id)
            yield listing


def _protect(listing: Listing) -> None:
    """The address goes into a sealed row, and what stays public is an area, or nothing."""
    place = listing.place
    assert place
    with tenancy.acting_for(make_id("tenant", listing.provider.steward)):
        actions.set_confidentiality(
            location=Location.objects.get(pk=place.id),
            to=place.confidentiality,
            by=_keeper(listing.provider.steward),
            area=place.district.name if place.confidentiality == "partial" else "",
        )


def _keeper(slug: str) -> Member:
    members = Member.objects.filter(organization_id=make_id("tenant", slug), name=KEEPERS[slug])
    return members.with_role(Role.NAVIGATOR).get()


def _suggestions(block: Block, seed: int) -> Iterator[tuple[Listing, dict]]:
    random = Random(f"{seed}/suggestions")  # noqa: S311 - a town, not a secret
    listed = [x for x in block.listings if x.status == "active" and not x.do_not_list]
    said = town.read("notes.yaml")["suggestions"]
    yield from zip(random.sample(listed, len(said)), said, strict=True)


def _suggest(listing: Listing, said: dict) -> None:
    """Over the last nights, as people come across it."""
    back = dt.timedelta(hours=Random(str(listing.id)).uniform(2, 150))  # noqa: S311
    with clock.stopped_at(clock.now() - back):
        actions.suggest(
            service=Service.objects.get(pk=listing.id),
            side="public",
            kind=said["kind"],
            words=said["words"],
            fields=said.get("fields"),
            key=make_id("suggestion", listing.id),
        )
