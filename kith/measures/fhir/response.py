"""What somebody answered, as a FHIR R4 QuestionnaireResponse; with its score, as a Bundle."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kith.measures.fhir import observation, questionnaire
from kith.measures.fhir.checked import checked
from kith.measures.rules.answers import Answers
from kith.measures.rules.definition import Instrument, Text
from kith.measures.rules.scoring import Result


@dataclass(frozen=True, slots=True)
class Filled:
    """One filled-in measure. Ids only: who the person is travels by other ways, under consent."""

    id: UUID
    person: UUID
    at: dt.datetime
    language: str
    is_finished: bool = True


def of(instrument: Instrument, answers: Answers, filled: Filled) -> dict[str, Any]:
    """The QuestionnaireResponse. An item that was not answered is not there, and never nothing."""
    text = instrument.text_in(filled.language)
    return checked(
        {
            "resourceType": "QuestionnaireResponse",
            "id": str(filled.id),
            "questionnaire": f"{questionnaire.url_of(instrument)}|{instrument.version}",
            "status": "completed" if filled.is_finished else "in-progress",
            "language": questionnaire.tag(filled.language or "en"),
            "subject": {"reference": f"Patient/{filled.person}"},
            "authored": filled.at.isoformat(timespec="seconds"),
            "item": list(_items(instrument, answers, text)),
        }
    )


def bundle(
    instrument: Instrument, answers: Answers, result: Result, filled: Filled
) -> dict[str, Any]:
    """Answers and score together, as a collection."""
    entries = [of(instrument, answers, filled), observation.of(instrument, result, filled)]
    return checked(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "entry": [{"resource": entry} for entry in entries],
        }
    )


def _items(instrument: Instrument, answers: Answers, text: Text | None) -> Iterator[dict[str, Any]]:
    for place, item in enumerate(instrument.items):
        value = answers[item.id]
        if value is None:
            continue
        given = questionnaire.coding(instrument, item, value, text)
        answered: dict[str, Any] = {"linkId": item.id, "answer": [{"valueCoding": given}]}
        if text:
            answered["text"] = text.items[place]
        yield answered
