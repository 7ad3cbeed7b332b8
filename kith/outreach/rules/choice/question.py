"""What is asked of a choice of stops. Kept as JSON; every change of it is a new value."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

ANY = "any"
NOBODY = ""
WITHOUT_CAR = "without_car"


@dataclass(frozen=True, slots=True)
class Question:
    """count: how many stops; within: minutes. means: `region` Means. weekday: 0 is Monday.

    need: a need's id, ANY service of the directory, or NOBODY: care that is there already.
    language: in which that care is given; empty for any.
    near, far: minutes to that care up to which a place counts not at all, and from which fully;
    None: within these minutes not at all, else fully.
    asks: an unmet ask counts like so many people; groups: somebody of a group counts so much more.
    fairness: "", "floors" (of each group the part that must be reached) or "max_min" (over groups).
    candidates: "all" that stand or those that are "ready".
    pinned, banned: ids of stops. moved: {id: (latitude, longitude)}, what if it were there.
    """

    count: int
    within: int = 30
    means: str = "foot"
    weekday: int = 1
    hour: int = 10
    kind: str = "covering"
    need: str = ANY
    language: str = ""
    near: int | None = None
    far: int | None = None
    asks: float = 0.0
    groups: Mapping[str, float] = field(default_factory=dict)
    fairness: str = ""
    floors: Mapping[str, float] = field(default_factory=dict)
    max_min: tuple[str, ...] = ()
    candidates: str = "all"
    pinned: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    moved: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> "Question":
        """As it was kept."""
        told = dict(kept)
        for name in ("max_min", "pinned", "banned"):
            told[name] = tuple(told.get(name, ()))
        told["moved"] = {key: (at[0], at[1]) for key, at in told.get("moved", {}).items()}
        return cls(**told)

    @property
    def weighs(self) -> bool:
        """Whether more counts than how many people gain."""
        return bool(self.asks or any(self.groups.values()) or self.near is not None)

    def kept(self) -> dict[str, Any]:
        """For JSON: the same text for the same question."""
        told = asdict(self)
        for name in ("max_min", "pinned", "banned"):
            told[name] = sorted(told[name])
        told["moved"] = {key: list(at) for key, at in sorted(self.moved.items())}
        return told

    def pin(self, stop: str) -> "Question":
        """It must be among them."""
        free = self.free(stop)
        return replace(free, pinned=(*free.pinned, stop), moved=self.moved)

    def ban(self, stop: str) -> "Question":
        """It must not."""
        free = self.free(stop)
        return replace(free, banned=(*free.banned, stop))

    def free(self, stop: str) -> "Question":
        """It may, and it stands where it is."""
        return replace(
            self,
            pinned=tuple(one for one in self.pinned if one != stop),
            banned=tuple(one for one in self.banned if one != stop),
            moved={key: at for key, at in self.moved.items() if key != stop},
        )

    def move(self, stop: str, latitude: float, longitude: float) -> "Question":
        """What if it were there: it is held to, or one would never see."""
        held = self.pin(stop)
        return replace(held, moved={**held.moved, stop: (latitude, longitude)})
