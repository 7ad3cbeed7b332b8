"""People, peers and wishes as frozen values. Keys are any texts that tell them apart.

Nobody's name, story or diagnosis belongs here; traits are what somebody chose to say themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

NOTHING: frozenset[str] = frozenset()


class Rule(StrEnum):
    """The hard rules: the only ones that may say no. In the order in which they are told."""

    EXCLUSION = "exclusion"
    """A safety exclusion that staff entered for this pair."""
    VETO = "veto"
    """The person said: not them."""
    CONFLICT = "conflict"
    """They know each other otherwise: family, work, congregation."""
    ASKED = "asked"
    """One of the two has said no before, or it ended early."""
    CLEARANCE = "clearance"
    """The peer is not cleared for what this person needs."""
    LANGUAGE = "language"
    """No language in common, and no interpreter both can use."""
    CAPACITY = "capacity"
    """The peer has no place."""


LIFTABLE = frozenset({Rule.CONFLICT, Rule.ASKED, Rule.LANGUAGE, Rule.CAPACITY})
"""What staff may lift with a reason. Safety, the person's own no, and clearance stay."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One ranked preference: the peer has `value` among its traits of this kind.

    Four kinds need no trait: "language" (speaks it), "peer" (this one, by key), "near" (within
    `value` kilometres, where both places are known) and "minutes" (not longer than `value` on the
    way to them, where that is known).
    """

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Place:
    """WGS 84 degrees, of a district, never a door."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Way:
    """From where somebody sets out to where a peer meets people. told: what else whoever worked it
    out says of it (by which line, to where); it is handed on in the reason as it is."""

    minutes: float
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who would like to walk with a peer. `wishes`: most important first.

    languages: any of them will do (none: unknown, so language removes nobody). interpreter: they
    are content with one. needs: clearances the peer must have. vetoes: keys of peers.
    vetoed_traits: "not somebody who is ...". excluded, knows, asked: keys of peers. ties: whatever
    both may belong to. ways: by key of the peer; whoever is not there, of them nothing is known.
    """

    key: str
    languages: frozenset[str] = NOTHING
    interpreter: bool = False
    needs: frozenset[str] = NOTHING
    vetoes: frozenset[str] = NOTHING
    vetoed_traits: tuple[Wish, ...] = ()
    excluded: frozenset[str] = NOTHING
    knows: frozenset[str] = NOTHING
    asked: frozenset[str] = NOTHING
    ties: frozenset[str] = NOTHING
    wishes: tuple[Wish, ...] = ()
    waited: float = 0.0
    place: Place | None = None
    ways: Mapping[str, Way] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who walks with others. places: how many more people they can take."""

    key: str
    places: int = 1
    languages: frozenset[str] = NOTHING
    clearances: frozenset[str] = NOTHING
    excluded: frozenset[str] = NOTHING
    knows: frozenset[str] = NOTHING
    ties: frozenset[str] = NOTHING
    traits: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for everybody. interpreters: languages for which one can be had."""

    interpreters: frozenset[str] = NOTHING
    lifted: frozenset[Rule] = frozenset()


@dataclass(frozen=True, slots=True)
class Removed:
    """How many pairs a rule removed, and how many of them no other rule removes: lifting it alone
    would bring back `alone` of them."""

    rule: Rule
    pairs: int
    alone: int
