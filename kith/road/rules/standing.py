"""Whether a photo of somebody's paper may be kept, by what they said of photos. The same for any
order in which yes, no and photo arrive, for only all of them together decide.

A no takes every photo that was taken until then, for good. A photo taken later stands only on a yes
of its own, said after every no: one that was asked for anew, on the tablet that took it.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Said:
    """A yes or a no about photos. base: the yes or no that it was said over, where known."""

    record: UUID
    base: UUID | None
    is_given: bool
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """A photo. base: the yes it was taken after, where the tablet knew of one."""

    at: dt.datetime
    base: UUID | None


def is_covered(photo: Taken, said: Iterable[Said]) -> bool:
    """Whether a no is about this photo, whatever else will be heard. A clock may be wrong: the no
    to the very yes of the photo holds whenever it was said."""
    return any(
        photo.at <= no.at or (photo.base is not None and photo.base == no.base)
        for no in said
        if not no.is_given
    )


def stands(photo: Taken, said: Iterable[Said]) -> bool:
    """Whether it may be kept, once the yes that it names was heard."""
    heard = list(said)
    refused = [each.at for each in heard if not each.is_given]
    if not refused:
        return True
    own = [each.at for each in heard if each.is_given and each.record == photo.base]
    return not is_covered(photo, heard) and bool(own) and own[0] > max(refused)
