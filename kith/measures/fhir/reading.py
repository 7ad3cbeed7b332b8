"""A FHIR R4 Questionnaire in.

Where its code or identifier is that of an instrument here, its wording is added to that instrument,
and the scoring stays ours. Otherwise it becomes an instrument of its own: a sum of what its answers
are worth (the ordinalValue extension), without bands, scored only when complete.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kith.measures import library
from kith.measures.fhir import LOINC, ORDINAL, SYSTEM
from kith.measures.fhir.checked import NotFhir, checked
from kith.measures.rules.definition import Instrument

TERMS = {"displayable": True, "collectable": True, "calculatable": True, "extractable": True}


class CannotBringIn(ValueError):
    """Why this Questionnaire is not taken."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What is put into the installation's own folder."""

    name: str
    language: str
    content: Mapping[str, Any]

    def save(self, folder: Path) -> Path:
        """One file an instrument and language; the newest counts."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name}.{self.language}.yaml"
        written = yaml.safe_dump(dict(self.content), allow_unicode=True, sort_keys=False, width=100)
        path.write_text(written, encoding="utf-8")
        library.instruments.cache_clear()
        return path


def read(text: str, *, is_official: bool = False) -> Brought:
    """The Questionnaire of a JSON text; CannotBringIn with the reason otherwise."""
    try:
        resource = checked(json.loads(text))
    except NotFhir as error:
        raise CannotBringIn(str(error)) from error
    except (ValueError, AttributeError) as error:
        raise CannotBringIn("This is not JSON.") from error
    if resource["resourceType"] != "Questionnaire":
        raise CannotBringIn(f"This is a {resource['resourceType']}, not a Questionnaire.")
    if not resource.get("copyright"):
        raise CannotBringIn("It does not say on which terms its text may be shown (copyright).")
    questions = list(_questions(resource.get("item", [])))
    if not questions:
        raise CannotBringIn("It has no question with answers to choose from.")
    language = _language(resource)
    known = _known(resource)
    if known:
        return Brought(known.name, language, _wording(known, resource, questions, is_official))
    name = _name(resource)
    return Brought(name, language, _instrument(name, resource, questions, is_official))


def _language(resource: Mapping[str, Any]) -> str:
    """A plain BCP 47 code: it becomes a part of a file's name."""
    language = str(resource.get("language", "en")).lower()
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language):
        raise CannotBringIn("Its language is no language code.")
    return language


def _questions(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Questions to choose an answer from, those inside groups too; a computed total is none."""
    for item in items:
        if item.get("type") in ("choice", "open-choice") and item.get("answerOption"):
            yield item
        yield from _questions(item.get("item", []))


def _known(resource: Mapping[str, Any]) -> Instrument | None:
    codes = {code["code"] for code in resource.get("code", []) if code.get("system") == LOINC}
    names = {i["value"] for i in resource.get("identifier", []) if i.get("system") == SYSTEM}
    for instrument in library.instruments().values():
        if instrument.name in names or (instrument.loinc_panel and instrument.loinc_panel in codes):
            return instrument
    return None


def _wording(
    known: Instrument, resource: Mapping[str, Any], questions: list[dict[str, Any]],
    is_official: bool,
) -> dict[str, Any]:  # fmt: skip
    ordered = _in_our_order(known, questions)
    options = _options(known, ordered[0])
    language = _language(resource)
    text = _text(resource, [question.get("text", "") for question in ordered], options, is_official)
    return {"name": known.name, "adds_texts_to": True, "texts": {language: text}}


def _in_our_order(known: Instrument, questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each of our items has its question, by LOINC code, by link id, or else by place."""
    by_key = {key: question for question in questions for key in _keys(question)}
    found = [by_key.get(item.loinc) or by_key.get(item.id) for item in known.items]
    whole = [question for question in found if question]
    if len(whole) == len(known.items):
        return whole
    if len(questions) == len(known.items):
        return questions
    raise CannotBringIn(f"{known.short} has {len(known.items)} items; these are {len(questions)}.")


def _keys(question: Mapping[str, Any]) -> Iterator[str]:
    yield str(question["linkId"])
    yield from (code["code"] for code in question.get("code", []) if code.get("code"))


def _options(known: Instrument, question: Mapping[str, Any]) -> list[str]:
    """The words of the answers in our order: by their code, by what they are worth, or by place."""
    item = known.items[0]
    given = [option.get("valueCoding", {}) for option in question["answerOption"]]
    by_code = {str(coding.get("code")): coding.get("display", "") for coding in given}
    by_worth = {_worth(coding): coding.get("display", "") for coding in given}
    for words in (by_code, by_worth):
        if all(words.get(key) for key in map(str, item.values)):
            return [words[str(value)] for value in item.values]
    if len(given) == len(item.values) and all(coding.get("display") for coding in given):
        return [coding["display"] for coding in given]
    raise CannotBringIn(f"Its answers are not those of {known.short}.")


def _worth(coding: Mapping[str, Any]) -> str | None:
    for extension in coding.get("extension", []):
        if extension.get("url") == ORDINAL:
            return str(int(extension["valueDecimal"]))
    return None


def _text(
    resource: Mapping[str, Any], items: list[str], options: list[str], is_official: bool
) -> dict[str, Any]:
    if not all(items):
        raise CannotBringIn("A question has no words.")
    intro = (i["text"] for i in resource.get("item", []) if i["type"] == "display" and "text" in i)
    return {
        "standing": "official" if is_official else "unconfirmed",
        "flags": TERMS,
        "source": resource.get("url") or "FHIR Questionnaire",
        "licence": _licence(resource),
        "title": resource.get("title") or resource.get("name") or "",
        "instructions": next(intro, resource.get("description", "")),
        "options": options,
        "items": items,
    }


def _licence(resource: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": "As its file says",
        "words": resource["copyright"],
        "holder": resource.get("publisher", ""),
        "url": resource.get("url", ""),
    }


def _name(resource: Mapping[str, Any]) -> str:
    said = resource.get("name") or resource.get("title") or resource.get("id") or ""
    name = "-".join("".join(c if c.isalnum() else " " for c in said.lower()).split())
    if not name:
        raise CannotBringIn("It has no name.")
    return name[:40]


def _instrument(
    name: str, resource: Mapping[str, Any], questions: list[dict[str, Any]], is_official: bool
) -> dict[str, Any]:
    first = [option.get("valueCoding", {}) for option in questions[0]["answerOption"]]
    values = [_worth(coding) for coding in first]
    for question in questions:
        codings = (option.get("valueCoding", {}) for option in question["answerOption"])
        if None in values or [_worth(coding) for coding in codings] != values:
            raise CannotBringIn(
                "Its questions need the same answers each, with what they are worth (ordinalValue)."
            )
    numbers = [int(value) for value in values if value is not None]
    options = [coding.get("display", "") for coding in first]
    texts = [question.get("text", "") for question in questions]
    language = _language(resource)
    title = resource.get("title") or name
    return {
        "name": name, "short": title, "title": title,
        "about": "other", "version": str(resource.get("version", "1")), "recall": "now",
        "better": "lower", "source": resource.get("url") or "FHIR Questionnaire",
        "licence": _licence(resource), "flags": TERMS, "values": numbers,
        "items": [{"id": f"q{place}"} for place in range(1, len(questions) + 1)],
        "scoring": {"kind": "sum", "missing": {"rule": "complete"}},
        "range": [min(numbers) * len(questions), max(numbers) * len(questions)],
        "texts": {language: _text(resource, texts, options, is_official)},
    }  # fmt: skip
