"""How to get in touch without putting anybody at risk: kept sealed, as JSON."""

import json
from dataclasses import asdict, dataclass

WAYS = ("call", "text", "email", "visit", "none")


@dataclass(frozen=True, slots=True)
class SafeContact:
    """ways: any of WAYS. hours: in the person's words. code_word: said first, so that the person
    knows who is calling. Voice mail only where it was said to be safe."""

    ways: tuple[str, ...] = ()
    hours: str = ""
    voicemail: bool = False
    code_word: str = ""

    def __post_init__(self) -> None:
        unknown = set(self.ways) - set(WAYS)
        if unknown:
            raise ValueError(f"unknown ways to get in touch: {sorted(unknown)}")

    def as_json(self) -> str:
        """Empty where nothing was said."""
        return json.dumps(asdict(self), ensure_ascii=False) if self != SafeContact() else ""


def from_json(text: str) -> SafeContact:
    """The same as was kept; nothing said where nothing was kept."""
    if not text:
        return SafeContact()
    kept = json.loads(text)
    return SafeContact(tuple(kept["ways"]), kept["hours"], kept["voicemail"], kept["code_word"])
