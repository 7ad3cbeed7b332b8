"""Who asked for help in Larkhaven over the last months, and which way it went: the plan, as data.

What happens on each way stands in load/paths.py; here is only who walks it, since when.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from uuid import UUID

from kith.config.demo import names, town
from kith.config.demo.town import DISTRICTS, District, make_id

TENANTS = ("riverbend", "riverbend", "riverbend", "harbour")
LANGUAGES = {
    "riverbend": {"en": 30, "es": 12, "so": 8, "pt": 7, "zh-hans": 7, "fr": 6, "ar": 6, "fa": 5},
    "harbour": {"ar": 9, "fa": 9, "fr": 7, "so": 7, "en": 3},
}
OWNERS = {"riverbend": ("Ben Okafor", "Ben Okafor", "Mateo Rivas"), "harbour": ("Yusuf Haddad",)}
CHANNELS = {"web": 11, "phone": 5, "walk_in": 3, "clinic": 1}

# way: (how many, asked at most and at least so many days ago)
WAYS: dict[str, tuple[int, float, float]] = {
    "fresh": (5, 0.8, 0.05),
    "taken": (6, 6, 0.6),
    "options": (6, 9, 2),
    "chosen": (3, 8, 4),
    "requested": (5, 6, 3),
    "accepted": (4, 14, 8),
    "started": (5, 24, 14),
    "held": (2, 30, 16),
    "completed": (11, 150, 30),
    "declined": (5, 90, 20),
    "declined_now": (2, 7, 5),
    "outside": (6, 110, 12),
    "failed": (4, 120, 17),
    "cancelled": (3, 60, 8),
    "expired": (3, 45, 12),
    "consent_withdrawn": (2, 70, 15),
    "withdrawn": (2, 80, 10),
    "not_met": (4, 130, 25),
    "not_reached": (2, 60, 20),
    "walked_with": (8, 140, 25),
    "reopened": (3, 100, 48),
    "mistake": (1, 25, 10),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: what was said, by whom, when, and the way it will go."""

    id: UUID
    way: str
    tenant: str
    owner: str
    asked_at: dt.datetime
    language: str
    name: str
    phone: str
    say: str
    consent: str
    needs: tuple[str, ...]
    obstacles: tuple[str, ...]
    district: District
    channel: str
    asked_by: str
    birth_year: int | None
    quiet: bool

    @property
    def is_taken_down(self) -> bool:
        """Whether staff filled in the form."""
        return self.channel != "web"


def asks(now: dt.datetime, *, block: int = 0, seed: int = town.SEED) -> list[Ask]:
    """Everybody of one block of town who asked, in the order in which they did."""
    random = Random(f"{seed}/{block}/life")  # noqa: S311 - a town, not a secret
    ways = [way for way, (count, _, _) in WAYS.items() for _ in range(count)]
    told = {language: _shuffled(random, language) for language in town.read("stories.yaml")}
    found = [_ask(random, f"{block}/{number}", way, told, now) for number, way in enumerate(ways)]
    return sorted(found, key=lambda ask: ask.asked_at)


def _shuffled(random: Random, language: str) -> Iterator[dict]:
    """The stories of a language in some order, and again from the beginning when all were told."""
    stories = town.read("stories.yaml")[language]["stories"]
    while True:
        yield from random.sample(stories, len(stories))


def _ask(
    random: Random, number: str, way: str, told: dict[str, Iterator[dict]], now: dt.datetime
) -> Ask:
    tenant = random.choice(TENANTS)
    tongues = LANGUAGES[tenant]
    language = random.choices(list(tongues), list(tongues.values()))[0]
    texts, story = town.read("stories.yaml")[language], next(told[language])
    helper = story.get("asked_by", "person")
    quiet = story.get("quiet", False)
    channel = random.choices(list(CHANNELS), list(CHANNELS.values()))[0]
    return Ask(
        id=make_id("ask", number),
        way=way,
        tenant=tenant,
        owner=random.choice(OWNERS[tenant]),
        asked_at=_moment(random, now, WAYS[way][1], WAYS[way][2]),
        language=language,
        name=random.choice(texts["names"]),
        phone="" if random.random() < 0.3 else names.phone(random),
        say=story["say"],
        consent=texts["consent"],
        needs=tuple(story["needs"]),
        obstacles=tuple(story.get("obstacles", ())),
        district=random.choices(DISTRICTS, [d.weight for d in DISTRICTS])[0],
        channel="web" if quiet or way in ("fresh", "withdrawn") else channel,
        asked_by=helper,
        birth_year=now.year - random.randrange(16, 84) if random.random() < 0.6 else None,
        quiet=quiet,
    )


def _moment(random: Random, now: dt.datetime, most: float, least: float) -> dt.datetime:
    """Some time in between; people ask at all hours, staff's own forms included."""
    return now - dt.timedelta(days=random.uniform(least, most))
