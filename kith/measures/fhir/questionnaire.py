"""An instrument as a FHIR R4 Questionnaire."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from kith.measures.fhir import LOINC, ORDINAL, SYSTEM
from kith.measures.fhir.checked import checked
from kith.measures.rules.definition import Instrument, Item, Text, Value
from kith.measures.rules.scoring import worth_of


def of(instrument: Instrument, language: str = "en") -> dict[str, Any]:
    """The Questionnaire. Without a wording that may be shown, it carries ids and codes only."""
    text = instrument.text_in(language)
    resource: dict[str, Any] = {
        "resourceType": "Questionnaire",
        "id": instrument.name,
        "url": url_of(instrument),
        "identifier": [{"system": SYSTEM, "value": instrument.name}],
        "version": instrument.version,
        "name": "".join(c for c in instrument.short if c.isalnum()),
        "title": text.title if text else instrument.title,
        "status": "active",
        "subjectType": ["Patient"],
        "publisher": (text.licence if text else instrument.licence).holder,
        "copyright": _copyright(instrument, text),
        "item": list(_items(instrument, text)),
    }
    if text:
        resource["language"] = tag(text.language)
    if instrument.loinc_panel:
        resource["code"] = [{"system": LOINC, "code": instrument.loinc_panel}]
    return checked(resource)


def url_of(instrument: Instrument) -> str:
    """Its canonical address: a name, since no server is the home of an instrument."""
    return f"{SYSTEM}:{instrument.name}"


def tag(language: str) -> str:
    """A language code as BCP 47 writes it: zh-hans becomes zh-Hans."""
    first, *rest = language.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def coding(instrument: Instrument, item: Item, value: Value, text: Text | None) -> dict[str, Any]:
    """One possible answer, with what it is worth: by its LOINC code where one is published."""
    published = instrument.loinc_answers.get(value, "") if isinstance(value, int) else ""
    own = {"system": f"{SYSTEM}:{instrument.name}:answers", "code": str(value)}
    said: dict[str, Any] = {"system": LOINC, "code": published} if published else own
    words = wording(instrument, value, text)
    if words:
        said["display"] = words
    worth = worth_of(item, value) if item.scored else None
    if worth is not None and instrument.scoring.kind != "triage":
        said["extension"] = [{"url": ORDINAL, "valueDecimal": _decimal(worth)}]
    return said


def wording(instrument: Instrument, value: Value, text: Text | None) -> str:
    """The words of an answer in this wording; empty where there are none."""
    values = instrument.items[0].values
    return text.options[values.index(value)] if text and value in values else ""


def _copyright(instrument: Instrument, text: Text | None) -> str:
    licence = text.licence if text else instrument.licence
    return f"{licence.holder}. {licence.name}: {licence.words} {licence.url}"


def _items(instrument: Instrument, text: Text | None) -> Iterator[dict[str, Any]]:
    if text:
        yield {"linkId": "instructions", "type": "display", "text": text.instructions}
    for place, item in enumerate(instrument.items):
        yield _item(instrument, item, text, place)
    if instrument.lowest is not None:
        yield _total(instrument)


def _item(instrument: Instrument, item: Item, text: Text | None, place: int) -> dict[str, Any]:
    asked: dict[str, Any] = {
        "linkId": item.id,
        "prefix": str(place + 1),
        "type": "choice",
        "required": False,
        "answerOption": [
            {"valueCoding": coding(instrument, item, value, text)} for value in item.values
        ],
    }
    if text:
        asked["text"] = text.items[place]
    if item.loinc:
        asked["code"] = [{"system": LOINC, "code": item.loinc}]
    if item.when:
        yes = coding(instrument, instrument.item(item.when), 1, text)
        yes.pop("extension", None)
        asked["enableWhen"] = [{"question": item.when, "operator": "=", "answerCoding": yes}]
    return asked


def _total(instrument: Instrument) -> dict[str, Any]:
    total: dict[str, Any] = {"linkId": "score", "type": "decimal", "readOnly": True}
    if instrument.loinc_total:
        total["code"] = [{"system": LOINC, "code": instrument.loinc_total}]
    return total


def _decimal(number: Fraction) -> int | float:
    return int(number) if number.denominator == 1 else float(number)
