"""The town: where its districts lie, who works there, when its day begins, how ids are made."""

import datetime as dt
import uuid
import zoneinfo
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kith.core import yamls

NAME = "Larkhaven"
SLUG = "larkhaven"
SEED = 4711
TIME_ZONE = "America/Chicago"
ZONE = zoneinfo.ZoneInfo(TIME_ZONE)
MORNING = 8
COUNTRY = "US"
STATE = "Reedland"
PASSWORD = "larkhaven-by-the-river"  # noqa: S105 - printed for everybody who tries the demo
DATA = Path(__file__).parent / "data"
_IDS = uuid.uuid5(uuid.NAMESPACE_URL, "https://larkhaven.example/")


def make_id(*parts: object) -> uuid.UUID:
    """The same parts make the same id, in every installation."""
    return uuid.uuid5(_IDS, "/".join(str(part) for part in parts))


def day_at(moment: dt.datetime) -> dt.date:
    """The day it is in town. It begins when the first door opens, so that the story of a day is
    never ahead of whoever looks at it."""
    return (moment.astimezone(ZONE) - dt.timedelta(hours=MORNING)).date()


def morning_of(day: dt.date) -> dt.datetime:
    """The moment up to which the story of a day is told: the desk opens, the day's work waits."""
    return dt.datetime.combine(day, dt.time(MORNING), ZONE).astimezone(dt.UTC)


@dataclass(frozen=True, slots=True)
class District:
    """A part of town; coordinates of its middle, WGS 84."""

    name: str
    latitude: float
    longitude: float
    weight: int


DISTRICTS = (
    District("Riverbend", 42.4000, -100.9000, 5),
    District("Old Harbour", 42.3935, -100.8870, 4),
    District("Alder Hill", 42.4170, -100.9110, 3),
    District("Mill Row", 42.4060, -100.8760, 4),
    District("Market Cross", 42.4025, -100.8925, 5),
    District("Northgate", 42.4290, -100.8890, 3),
    District("Orchard Side", 42.3830, -100.9180, 2),
    District("Lantern Quarter", 42.3905, -100.9035, 3),
    District("Station Fields", 42.4120, -100.8600, 2),
)


@dataclass(frozen=True, slots=True)
class Tenant:
    """An organisation that works with Kith here."""

    slug: str
    name: str
    kind: str
    languages: tuple[str, ...]
    takes_requests: bool
    about: str

    @property
    def id(self) -> uuid.UUID:
        return make_id("tenant", self.slug)


TENANTS = (
    Tenant("riverbend", "Riverbend Commons", "community",
           ("en", "es", "fr", "pt", "ar", "fa", "zh-hans", "so"), True,
           "Neighbours who keep the mental health of the town: peers, navigators, a van."),
    Tenant("harbour", "Harbour Welcome", "refugee",
           ("en", "fr", "ar", "fa", "so"), True,
           "A home for people who have just arrived: papers, language, healing and company."),
    Tenant("alder-hill", "Alder Hill School", "school",
           ("en", "es", "ar"), False,
           "A school that opens its rooms and its listening ear to the whole neighbourhood."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Player:
    """Somebody who can sign in."""

    tenant: str
    name: str
    roles: tuple[str, ...]
    languages: tuple[str, ...]
    about: str

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@{self.tenant}.example"


CAST = (
    Player("riverbend", "Amina Warsame", ("peer",), ("en", "so", "ar"), "walks with people"),
    Player("riverbend", "Ben Okafor", ("navigator",), ("en", "fr"), "answers who asks"),
    Player("riverbend", "Sofia Marques", ("administrator", "director", "supervisor"),
           ("en", "pt", "es"), "leads, supervises, keeps the settings"),
    Player("riverbend", "Mateo Rivas", ("navigator", "organiser"), ("en", "es"), "navigator"),
    Player("riverbend", "June Halvorsen", ("outreach", "peer"), ("en",), "drives the green van"),
    Player("harbour", "Chidi Eze", ("navigator", "administrator"), ("en", "fr"),
           "another organisation: sees nothing of Riverbend's people"),
    Player("harbour", "Laleh Rahimi", ("peer",), ("en", "fa"), "walks with people who arrived"),
    Player("harbour", "Yusuf Haddad", ("navigator",), ("en", "ar"), "answers referrals"),
    Player("alder-hill", "Lena Fischer", ("partner",), ("en",),
           "a partner: sees only referrals sent to the school"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of help, from data/kinds.yaml."""

    key: str
    name: str
    description: str
    count: int
    needs: tuple[str, ...]
    hours: tuple[str, ...]
    access: tuple[str, ...]
    cost: str
    place: str = "full"
    capacity: str = ""
    communities: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    ages: tuple[int | None, int | None] = (None, None)
    amount: int | None = None
    everywhere: bool = False
    not_for: str = ""


@cache
def kinds() -> dict[str, Kind]:
    """Every kind of help, by its key."""
    return {key: Kind(key=key, **_tuples(raw)) for key, raw in read("kinds.yaml").items()}


@cache
def words(language: str) -> dict[str, tuple[str, str]]:
    """Name and description of each kind of help in one language; some may be missing."""
    return {key: (name, text) for key, (name, text) in read(f"words/{language}.yaml").items()}


@cache
def read(name: str) -> Any:
    """A data file of the town."""
    return yamls.read(DATA / name)


def _tuples(raw: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in raw.items()}
