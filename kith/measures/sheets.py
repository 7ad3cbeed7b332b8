"""A form as it is shown: the wording, what was answered so far, one question or all of them.

One sheet serves the person's telephone, the desk and the public self-check.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from kith.core.languages import is_rtl
from kith.measures.rules.definition import Instrument, Item, Text, Value


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. value: as it is sent. raises: how severe a concern it raises, so that a
    device without signal can show help by itself."""

    value: str
    words: str
    is_on: bool
    raises: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question. number counts from 1."""

    id: str
    number: int
    words: str
    options: tuple[Option, ...]
    when: str = ""

    @property
    def is_answered(self) -> bool:
        return any(option.is_on for option in self.options)

    @property
    def said(self) -> str:
        """The answer in words; empty without one."""
        return next((option.words for option in self.options if option.is_on), "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on the page now. at: index of the question shown, or None for all; `len` of the
    questions when all have been shown."""

    instrument: Instrument
    text: Text
    questions: tuple[Question, ...]
    at: int | None

    @property
    def shown(self) -> tuple[Question, ...]:
        if self.at is None:
            return self.questions
        return self.questions[self.at : self.at + 1]

    @property
    def is_over(self) -> bool:
        """Every question was shown; what is left is to finish."""
        return self.at is not None and self.at >= len(self.questions)

    @property
    def direction(self) -> str:
        return "rtl" if is_rtl(self.text.language) else "ltr"

    @property
    def open_count(self) -> int:
        """Questions that would be asked and have no answer."""
        return sum(not question.is_answered for question in self._asked())

    def _asked(self) -> Iterator[Question]:
        yes = {q.id for q in self.questions if any(o.is_on and o.value == "1" for o in q.options)}
        return (q for q in self.questions if not q.when or q.when in yes)


def sheet(
    instrument: Instrument, text: Text, answers: Mapping[str, Value], at: int | None = None
) -> Sheet:
    """The sheet with these answers ticked."""
    questions = tuple(
        _question(instrument, item, text, place, answers.get(item.id))
        for place, item in enumerate(instrument.items)
    )
    return Sheet(instrument, text, questions, at)


def _question(
    instrument: Instrument, item: Item, text: Text, place: int, value: Value | None
) -> Question:
    options = tuple(
        Option(str(possible), words, possible == value, _raises(item, possible))
        for possible, words in zip(item.values, text.options, strict=False)
    )
    return Question(item.id, place + 1, text.items[place], options, item.when)


def _raises(item: Item, value: Value) -> str:
    return item.raises.get(value, "") if isinstance(value, int) else ""


def given(instrument: Instrument, data: QueryDict) -> dict[str, Value | None]:
    """The answers of a form that was sent. Empty: "I would rather not say", which takes one back.
    What is not in the form stays as it was."""
    found: dict[str, Value | None] = {}
    for item in instrument.items:
        if item.id in data:
            found[item.id] = _value(item, str(data[item.id]))
    return found


def _value(item: Item, text: str) -> Value | None:
    """As the item knows it; what it does not know is left for the action to refuse."""
    if not text:
        return None
    known = {str(value): value for value in item.values}
    return known.get(text, text)


def place_after(
    instrument: Instrument, answers: Mapping[str, Value], at: int, step: int = 1
) -> int:
    """The next question to show, skipping those asked only after a "yes"."""
    at += step
    while 0 <= at < len(instrument.items):
        when = instrument.items[at].when
        if not when or answers.get(when) == 1:
            return at
        at += step
    return max(0, min(at, len(instrument.items)))
