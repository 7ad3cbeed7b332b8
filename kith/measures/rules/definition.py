"""What an instrument is: its items, how they are scored, what scores mean, whose words they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Value = int | str
"""One possible answer: a number, or a word that stands for none, such as "dk" (don't know)."""

Severity = Literal["high", "moderate", "low"]
Kind = Literal["sum", "mean", "count", "table", "triage"]
MissingRule = Literal["complete", "mean", "leave_out", "any"]


@dataclass(frozen=True, slots=True)
class Licence:
    """On which terms a text may be shown. `words` are the holder's own where they were read."""

    name: str
    words: str
    holder: str
    url: str


@dataclass(frozen=True, slots=True)
class Flags:
    """What may be done: show the text, take answers, compute a score, give both away."""

    displayable: bool
    collectable: bool
    calculatable: bool
    extractable: bool


@dataclass(frozen=True, slots=True)
class Text:
    """The wording in one language (BCP 47). options and items stand in the instrument's order.

    standing: "official" where the source says it is the authors' form, else "unconfirmed".
    """

    language: str
    standing: str
    source: str
    licence: Licence
    flags: Flags
    title: str
    instructions: str
    options: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    reversed: scored from the other end. counts: the answers worth one, where the scale counts.
    counts_as: what an answer that is no number is worth. when: asked only after "yes" to another.
    raises: how severe a concern each answer raises.
    """

    id: str
    values: tuple[Value, ...]
    loinc: str = ""
    reversed: bool = False
    scored: bool = True
    counts: tuple[int, ...] = ()
    counts_as: Mapping[str, int] = field(default_factory=dict)
    when: str = ""
    raises: Mapping[int, Severity] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The answers that are numbers."""
        return tuple(value for value in self.values if isinstance(value, int))


@dataclass(frozen=True, slots=True)
class Missing:
    """What happens to a scale with unanswered items.

    complete   no score
    mean       up to `most` missing: the mean of the rest times the number of items
    leave_out  up to `most` missing: the sum of the rest; subscales must be complete
    any        the mean of what was answered, if anything was
    """

    rule: MissingRule = "complete"
    most: int = 0


@dataclass(frozen=True, slots=True)
class Scoring:
    """How the items become one number. places: decimals that are kept, rounded half up."""

    kind: Kind
    missing: Missing = Missing()
    times: int = 1
    places: int = 0
    table_from: int = 0
    table: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Band:
    """Scores from `start` up to the next band. `code` is turned into words by the pages."""

    start: Decimal
    code: str


@dataclass(frozen=True, slots=True)
class Subscale:
    """A part of the items that has a sum of its own."""

    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeValues:
    """From when on a change is more than the instrument's own wavering, with its source.

    Either `reliable` (points, that many or more), or `sd` and `reliability` for Jacobson & Truax.
    case_at: the score from which on somebody counts as a case.
    """

    source: str
    reliable: Decimal | None = None
    sd: Decimal | None = None
    reliability: Decimal | None = None
    case_at: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One measure. `better` says whether a higher or a lower score is the good direction."""

    name: str
    short: str
    title: str
    about: str
    version: str
    recall: str
    better: Literal["higher", "lower"]
    source: str
    licence: Licence
    flags: Flags
    items: tuple[Item, ...]
    scoring: Scoring
    asked_by: str = "person"
    lowest: Decimal | None = None
    highest: Decimal | None = None
    bands: tuple[Band, ...] = ()
    subscales: tuple[Subscale, ...] = ()
    change: ChangeValues | None = None
    loinc_panel: str = ""
    loinc_total: str = ""
    loinc_answers: Mapping[int, str] = field(default_factory=dict)
    names: Mapping[str, Value] = field(default_factory=dict)
    texts: Mapping[str, Text] = field(default_factory=dict)
    self_check: bool = False
    stand_in: str = ""
    """Which one is asked instead while nobody is on duty."""

    def item(self, item_id: str) -> Item:
        """The item of this id; KeyError where there is none."""
        for item in self.items:
            if item.id == item_id:
                return item
        raise KeyError(item_id)

    @property
    def scored_items(self) -> tuple[Item, ...]:
        """The items that count towards the score."""
        return tuple(item for item in self.items if item.scored)

    @property
    def safety_items(self) -> tuple[str, ...]:
        """The items an answer to which may raise a concern."""
        if self.scoring.kind == "triage":
            return tuple(item.id for item in self.items)
        return tuple(item.id for item in self.items if item.raises)

    def text_in(self, *languages: str) -> Text | None:
        """The first of these languages in which the text may be shown."""
        for language in languages:
            text = self.texts.get(language)
            if text is not None and text.flags.displayable:
                return text
        return None
