"""What there is in Larkhaven: providers, places and services, one block of town at a time.

A block is a whole town of some 420 services by 120 providers; a scale of N is N blocks. Each block
draws from its own random numbers, so block 3 is the same whether or not block 2 was made.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from uuid import UUID

from kith.config.demo import hours, names, town
from kith.config.demo.town import DISTRICTS, District, Kind, make_id

PROVIDERS = 117
SPOKEN = ("es", "fr", "pt", "ar", "fa", "zh-hans", "so", "ti", "sw", "uk", "vi")
TENANT_KINDS = {
    "riverbend": ("peer-support", "counselling", "worry", "voices", "mobile-clinic", "safe-cafe",
                  "night-line", "grief"),
    "harbour": ("trauma", "papers", "language-class", "interpreter", "supper"),
    "alder-hill": ("school-room", "homework", "youth"),
}  # fmt: skip
THEMES = (
    ("counselling", "peer-support", "grief", "worry", "sleep", "voices", "eating", "psychiatry",
     "night-line", "safe-cafe"),
    ("recovery", "substance", "health-check", "dentist", "pregnancy", "psychiatry"),
    ("food", "supper", "clothes", "showers", "shelter", "housing"),
    ("housing", "rent", "money", "benefits", "legal", "work"),
    ("trauma", "papers", "language-class", "interpreter", "food", "work"),
    ("youth", "homework", "rainbow", "parents", "childcare", "football"),
    ("elders", "visits", "rides", "carers", "veterans", "phone-help"),
    ("mending", "garden", "art", "choir", "football", "supper"),
    ("violence", "safe-house", "legal", "parents", "counselling"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Provider:
    """An organization of the directory. `tenant`: which organisation of this installation it is."""

    id: UUID
    name: str
    description: str
    steward: str
    tenant: str = ""

    @property
    def site(self) -> str:
        return f"{names.plain(self.name)}.{town.NAME.lower()}.example"


@dataclass(frozen=True, slots=True)
class Place:
    """Where help is given. A hidden one has no coordinates, and its street is kept apart."""

    id: UUID
    provider: UUID
    name: str
    district: District
    street: str
    latitude: float
    longitude: float
    confidentiality: str = "full"
    accessibility: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One service, with all that hangs on it."""

    id: UUID
    kind: Kind
    provider: Provider
    name: str
    description: str
    place: Place | None
    rules: tuple[hours.Rule, ...]
    languages: tuple[str, ...]
    phone: str
    verified_on: dt.date | None
    capacity: str
    room_for: int | None
    """People it can have at a time, where somebody counted."""
    texts: tuple[tuple[str, str], ...]
    """(language, "draft" or "reviewed")"""
    status: str = "active"
    do_not_list: str = ""
    do_not_refer: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One town's worth."""

    providers: tuple[Provider, ...]
    places: tuple[Place, ...]
    listings: tuple[Listing, ...]


def build(today: dt.date, *, block: int = 0, seed: int = town.SEED) -> Block:
    """The block of that number, as it stands on that day."""
    random = Random(f"{seed}/{block}")  # noqa: S311 - a town, not a secret
    providers = list(_providers(random, block))
    places: dict[UUID, Place] = {}
    listings = [
        _listing(random, block, number, kind, provider, places, today)
        for number, (kind, provider) in enumerate(_assignments(random, providers))
    ]
    listings += [_duplicate(random, listing) for listing in random.sample(listings, 8)]
    return Block(tuple(providers), tuple(places.values()), tuple(listings))


def _providers(random: Random, block: int) -> Iterator[Provider]:
    if block == 0:
        for tenant in town.TENANTS:
            key = make_id("provider", tenant.slug)
            yield Provider(key, tenant.name, tenant.about, tenant.slug, tenant.slug)
    for number, name in enumerate(names.organizations(random, PROVIDERS, block)):
        about = random.choice(names.ABOUT).format(district=random.choice(DISTRICTS).name)
        steward = random.choices(("riverbend", "harbour", ""), (6, 2, 2))[0]
        yield Provider(make_id("provider", block, number), name, about, steward)


def _assignments(random: Random, providers: list[Provider]) -> Iterator[tuple[Kind, Provider]]:
    """Which provider offers which kind: tenants first, then round the providers of its theme."""
    own = {provider.tenant: provider for provider in providers if provider.tenant}
    others = [provider for provider in providers if not provider.tenant]
    by_theme = [others[index :: len(THEMES)] for index in range(len(THEMES))]
    for key, kind in town.kinds().items():
        candidates = [p for theme, group in zip(THEMES, by_theme, strict=True) if key in theme
                      for p in group] or others  # fmt: skip
        random.shuffle(candidates)
        tenants = [
            own[slug] for slug, kinds in TENANT_KINDS.items() if key in kinds and slug in own
        ]
        if key == "mobile-clinic":  # only the van of Riverbend Commons drives here
            candidates = tenants or candidates[:1]
        row = tenants + candidates
        for index in range(kind.count):
            yield kind, _kept(kind, row[index % len(row)])


def _kept(kind: Kind, provider: Provider) -> Provider:
    """Somebody must look after an address that is not to be found."""
    is_public = kind.place in ("full", "none")
    return provider if is_public or provider.steward else replace(provider, steward="riverbend")


COUNTED = 0.6
"""Of the services: how many places there are, somebody knows."""


def _listing(
    random: Random, block: int, number: int, kind: Kind, provider: Provider,
    places: dict[UUID, Place], today: dt.date,
) -> Listing:  # fmt: skip
    place = None if kind.place == "none" else _place(random, block, kind, provider, places)
    district = place.district.name if place else random.choice(DISTRICTS).name
    is_shown = place and place.confidentiality != "hidden"
    extra = random.choice(names.EXTRAS)
    return Listing(
        id=make_id("service", block, number),
        kind=kind,
        provider=provider,
        name=_name(random, kind, provider, district if is_shown else ""),
        description=f"{kind.description} {extra}".strip(),
        place=place,
        rules=tuple(hours.draw(random.choice(kind.hours), random, today)),
        languages=_languages(random, kind, provider),
        phone=names.phone(random),
        verified_on=_verified(random, today, provider),
        capacity=kind.capacity or random.choices(("capacity", "unknown", "waitlist"), (6, 3, 1))[0],
        room_for=random.randrange(2, 10) * 4 if random.random() < COUNTED else None,
        texts=_texts(random, kind),
        **_standing(random, provider),
    )


def _name(random: Random, kind: Kind, provider: Provider, district: str) -> str:
    """As listings are named: by where it is, or by who does it. A hidden one by neither."""
    if kind.place in ("hidden", "partial"):
        return f"{kind.name} of {provider.name}"
    if not district or random.random() < 0.5:
        return f"{kind.name} at {provider.name}"
    return f"{kind.name}, {district}"


def _place(
    random: Random, block: int, kind: Kind, provider: Provider, places: dict[UUID, Place]
) -> Place:
    """One of the provider's places, or a new one: most have one or two, the van has many."""
    own = [
        p for p in places.values() if p.provider == provider.id and p.confidentiality == kind.place
    ]
    if own and kind.key != "mobile-clinic" and random.random() < 0.65:
        return random.choice(own)
    district = random.choices(DISTRICTS, [d.weight for d in DISTRICTS])[0]
    where = "Green van stop" if kind.key == "mobile-clinic" else random.choice(names.HOUSES)
    place = Place(
        id=make_id("place", block, len(places)),
        provider=provider.id,
        name=f"{where}, {district.name}" if kind.place == "full" else kind.name,
        district=district,
        street=_street(random, kind, len(places)),
        latitude=round(district.latitude + random.gauss(0, 0.0045), 6),
        longitude=round(district.longitude + random.gauss(0, 0.006), 6),
        confidentiality=kind.place,
        accessibility=random.choice(names.ACCESSIBILITY),
    )
    places[place.id] = place
    return place


def _street(random: Random, kind: Kind, number: int) -> str:
    """A street that must not be found shares its number with no other place in town."""
    street = names.street(random)
    return street if kind.place == "full" else f"{200 + number} {street.partition(' ')[2]}"


def _languages(random: Random, kind: Kind, provider: Provider) -> tuple[str, ...]:
    chance = 0.55 if "refugees" in kind.communities or provider.tenant else 0.14
    return ("en", *(code for code in SPOKEN if random.random() < chance))


def _verified(random: Random, today: dt.date, provider: Provider) -> dt.date | None:
    """Most were checked this year, some are stale, a few old enough to be hidden, a few never."""
    low, high = random.choices(((3, 250), (370, 700), (740, 900), (0, 0)), (80, 11, 4, 5))[0]
    if provider.tenant:
        low, high = 1, 60
    return today - dt.timedelta(days=random.randrange(low, high)) if high else None


def _texts(random: Random, kind: Kind) -> tuple[tuple[str, str], ...]:
    """Which languages it is translated into, and whether the community has looked at it."""
    found = []
    for language, chance in (("es", 0.8), ("fr", 0.5), ("pt", 0.5), ("ar", 0.65), ("fa", 0.55),
                             ("zh-hans", 0.5), ("so", 0.6)):  # fmt: skip
        if random.random() < chance and kind.key in town.words(language):
            found.append((language, "reviewed" if random.random() < 0.35 else "draft"))
    return tuple(found)


def _standing(random: Random, provider: Provider) -> dict[str, str]:
    """A few are closed for now, over, or kept out of sight or out of referrals with a reason."""
    dice = 1.0 if provider.tenant else random.random()
    if dice < 0.02:
        return {"status": "temporarily closed"}
    if dice < 0.035:
        return {"status": "inactive"}
    if dice < 0.045:
        return {"do_not_list": "Asked not to be listed while they move"}
    if dice < 0.06:
        return {"do_not_refer": "Three people were turned away; we are talking with them"}
    return {}


def _duplicate(random: Random, listing: Listing) -> Listing:
    """The same service as another list has it: misspelt, half as much, a few metres off."""
    return replace(
        listing,
        id=make_id("duplicate", listing.id),
        name=names.misspell(random, listing.name),
        description=listing.kind.description,
        texts=(),
        verified_on=None,
        status="active",
        do_not_list="",
        do_not_refer="",
        source="County list (made up)",
    )
