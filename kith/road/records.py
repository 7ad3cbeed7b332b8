"""What a record says, read strictly: the shapes that the tablet (static/road) writes.

A field that is not here is refused, so that a newer tablet and an older server notice each other;
what does not fit is put aside for somebody, never thrown away.
"""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Za-z -]{6,20}$")]


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Who(Shape):
    """Somebody. id: made on a tablet, perhaps this minute. code: typed from what they carry."""

    id: UUID | None = None
    code: Code | None = None


class Record(Shape):
    """Of every record. by: the member who entered it. made_at: by the tablet's clock."""

    v: Literal[1]
    by: UUID
    made_at: AwareDatetime
    language: Line = "en"


class About(Record):
    who: Who
    visit: UUID | None = None


class SignIn(Record):
    """who: None counts people who said nothing. name: somebody new, by a first name."""

    who: Who | None = None
    name: Line = ""
    people: Annotated[int, Field(ge=1, le=500)] = 1
    visit: UUID | None = None


class Agreed(Shape):
    """What was shown, word for word; version: the first 12 digits of its SHA-256."""

    words: Words
    version: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
    language: Line


class Intake(About):
    name: Line = ""
    phone: Line = ""
    place: Line = ""
    spoken: Line = ""
    age: Annotated[int, Field(ge=0, le=120)] | None = None
    needs: tuple[UUID, ...] = ()
    obstacles: tuple[Line, ...] = ()
    story: Words = ""
    unsafe: bool = False
    asked_by: Literal["person", "helper"] = "person"
    ways: tuple[Literal["call", "text", "email", "visit", "none"], ...] = ()
    hours: Line = ""
    voicemail: bool = False
    code_word: Line = ""
    agreed: Agreed


class Concern(Record):
    who: Who | None = None
    severity: Literal["high", "moderate", "low"]
    words: Words = ""
    visit: UUID | None = None


class Contact(About):
    means: Literal["call", "visit", "message", "group"] = "visit"
    reached: bool = True
    minutes: Annotated[int, Field(ge=0, le=1440)] | None = None
    note: Words = ""
    worry: Literal["", "high", "moderate", "low"] = ""


class Change(About):
    """One detail of somebody, written over the record that the envelope names as its base."""

    field: Literal["name", "phone", "language", "place"]
    value: Line


class Filled(About):
    """A measure. answers: by item; an item that is not named was not answered."""

    instrument: Line
    answers: dict[Line, int | Line | None]


class Consent(About):
    purpose: Literal["check_in", "photo"]
    is_given: bool
    agreed: Agreed


class Photo(Record):
    """jpeg: Base64."""

    who: Who | None = None
    visit: UUID | None = None
    jpeg: Annotated[str, StringConstraints(max_length=1_800_000)]


class Check(Record):
    """unit: the vehicle; a tablet that was packed without units names none."""

    unit: UUID | None = None
    items: dict[Line, bool]
    note: Words = ""


class Supplies(Record):
    unit: UUID | None = None
    way: Literal["out", "back"]
    amounts: dict[Line, Annotated[int, Field(ge=0, le=100_000)]]


class Visit(Record):
    visit: UUID
    what: Literal["arrived", "left"]


class Opened(Shape):
    """A record with what is known from outside it. happened_at: reckoned; see rules/times.py."""

    id: UUID
    base: UUID | None
    device: UUID
    arrival: UUID
    organization: UUID
    happened_at: dt.datetime


SHAPES: dict[str, type[Record]] = {
    "sign_in": SignIn, "intake": Intake, "concern": Concern, "contact": Contact, "change": Change,
    "assessment": Filled, "consent": Consent, "photo": Photo, "check": Check,
    "supplies": Supplies, "visit": Visit,
}  # fmt: skip
"""kind -> its shape."""
