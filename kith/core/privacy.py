"""Every model field says how private it is and how long it is kept. Unsaid fails the tests.

    PRIVACY = privacy.of(
        public="id name", internal="source", personal="email", sensitive="story",
        keep=Keep.YEAR_AFTER_CLOSING,
    )

public     anyone may see it
internal   members of the organisation
personal   tells who somebody is: their care team
sensitive  what one person wrote about another: sealed, and opening it is recorded
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Class(StrEnum):
    """How private a field is, from open to closed."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


class Keep(StrEnum):
    """How long a row is kept. The days are settings of the organisation, these are the reasons."""

    FOREVER = "forever"
    WHILE_LISTED = "while it is listed"
    WHILE_MEMBER = "while the account exists"
    YEAR_AFTER_CLOSING = "a year after the request closes"
    SHORT = "thirty days"
    LOG = "seven years"


@dataclass(frozen=True)
class Privacy:
    """The classes of one model's fields, and its retention."""

    classes: Mapping[str, Class]
    keep: Keep

    def names(self, *wanted: Class) -> list[str]:
        """Field names of the given classes."""
        return [name for name, klass in self.classes.items() if klass in wanted]


def of(
    *, keep: Keep, public: str = "", internal: str = "", personal: str = "", sensitive: str = ""
) -> Privacy:
    """Classify fields by name, space separated. A name may stand only once."""
    classes: dict[str, Class] = {}
    for klass, names in zip(Class, (public, internal, personal, sensitive), strict=True):
        for name in names.split():
            if name in classes:
                raise ValueError(f"{name} is classified twice")
            classes[name] = klass
    return Privacy(classes, keep)
